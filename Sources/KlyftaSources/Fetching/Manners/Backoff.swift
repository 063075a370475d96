/// How long to wait before the next try: twice as long each time, with half of it left to chance, so that clients that
/// failed together do not come again together.
struct Backoff: Sendable {
    /// How often one question is asked at most.
    static let tries = 4
    private static let first: Int64 = 2_000
    private static let longest: Int64 = 60_000
    /// A server that asks for more is asked again by a later fetch, not waited for by this one.
    static let longestWait: Int64 = 120_000

    private let chance: @Sendable () -> Double

    /// - Parameter chance: a number from 0 up to 1, another each time.
    init(chance: @escaping @Sendable () -> Double) {
        self.chance = chance
    }

    /// The pause before try `number`, in milliseconds; the second try is number 2.
    func pause(before number: Int) -> Int64 {
        let whole = min(Self.longest, Self.first << min(16, max(0, number - 2)))
        return whole / 2 + Int64(Double(whole / 2) * chance())
    }
}
