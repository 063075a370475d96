/// The jobs that wait for their time, the first to be run first.
struct Alarms<Job: Sendable>: Sendable {
    private var alarms: [(deadline: SuspendingClock.Instant, job: Job)] = []

    /// When the first is due.
    var first: SuspendingClock.Instant? { alarms.first?.deadline }

    mutating func add(_ job: Job, at deadline: SuspendingClock.Instant) {
        let place = alarms.firstIndex { $0.deadline > deadline } ?? alarms.endIndex
        alarms.insert((deadline, job), at: place)
    }

    /// The job whose time has come, if there is one.
    mutating func takeDue(at now: SuspendingClock.Instant) -> Job? {
        guard let first, first <= now else { return nil }
        return alarms.removeFirst().job
    }
}
