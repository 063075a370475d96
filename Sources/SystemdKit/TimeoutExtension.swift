internal import Dispatch
internal import Synchronization

/// Asks systemd for more time, again and again, while something that takes long is known to go on: a start, or a stop.
///
/// It beats on a thread of its own kind, not on those that asynchronous code runs on: the work that takes long may hold
/// the only one of them.
public final class TimeoutExtension: Sendable {
    private let period: Duration
    private let goesOn: @Sendable () -> Bool
    private let ask: @Sendable (Duration) -> Void
    private let isRunning = Atomic<Bool>(false)
    /// Not the global queue: once that has run anything, its pool wakes the process every second. See ``ThreadPool``.
    private let queue = DispatchQueue(label: "timeout extension")

    /// How long systemd is asked for each time, in periods: a request that comes late is not yet fatal.
    private static let reach = 3

    /// - Parameters:
    ///   - period: how often it asks. What ends within the first period asks for nothing.
    ///   - goesOn: whether the work is proven to make progress. It is asked before each request; once it says no,
    ///     nothing more is asked for, and systemd's own patience decides.
    ///   - ask: takes the time that is asked for.
    public init(
        every period: Duration = .seconds(10), while goesOn: @escaping @Sendable () -> Bool,
        ask: @escaping @Sendable (Duration) -> Void
    ) {
        self.period = period
        self.goesOn = goesOn
        self.ask = ask
    }

    /// Begins to ask.
    public func begin() {
        guard !isRunning.exchange(true, ordering: .relaxed) else { return }
        askLater()
    }

    /// Asks no more.
    public func end() {
        isRunning.store(false, ordering: .relaxed)
    }

    private func askLater() {
        let pause = DispatchTimeInterval.microseconds(Int(clamping: period.wholeMicroseconds))
        queue.asyncAfter(deadline: .now() + pause) { [self] in
            guard isRunning.load(ordering: .relaxed), goesOn() else { return }
            ask(period * Self.reach)
            askLater()
        }
    }
}
