/// Watches that an answer comes in time and not too slowly: the deadline for the whole of it, and a least number of
/// bytes in every window once it has begun. Before the first byte an office may take its time to compute.
struct PaceWatch {
    private let limits: PayloadLimits
    private let end: ContinuousClock.Instant
    private var windowStart: ContinuousClock.Instant?
    private var bytesAtStart = 0

    init(_ limits: PayloadLimits) {
        self.limits = limits
        end = .now + limits.deadline
    }

    /// What is wrong with the pace; `nil` if nothing is.
    mutating func problem(at now: ContinuousClock.Instant, received: Int) -> String? {
        if now >= end { return "the answer was not there within \(limits.deadline), after \(received) bytes" }
        guard received > 0 else { return nil }
        guard let start = windowStart else {
            (windowStart, bytesAtStart) = (now, received)
            return nil
        }
        guard now - start >= limits.rateWindow else { return nil }
        let came = received - bytesAtStart
        (windowStart, bytesAtStart) = (now, received)
        return came < limits.leastBytes
            ? "the answer trickles: \(came) bytes in \(limits.rateWindow), at least \(limits.leastBytes) are asked for"
            : nil
    }

    /// How long to wait for news at most, in milliseconds.
    func patience(at now: ContinuousClock.Instant) -> CInt {
        let next = min(end, windowStart.map { $0 + limits.rateWindow } ?? end)
        return CInt(max(1, min(1_000, (next - now) / .milliseconds(1))))
    }
}
