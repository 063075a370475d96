/// The jobs that wait for their time, the first to be run first.
struct Alarms {
    private var alarms: [(deadline: SuspendingClock.Instant, job: UnownedJob)] = []

    /// When the first is due.
    var first: SuspendingClock.Instant? { alarms.first?.deadline }

    mutating func add(_ job: UnownedJob, at deadline: SuspendingClock.Instant) {
        let place = alarms.firstIndex { $0.deadline > deadline } ?? alarms.endIndex
        alarms.insert((deadline, job), at: place)
    }

    /// The job whose time has come, if there is one.
    mutating func takeDue(at now: SuspendingClock.Instant) -> UnownedJob? {
        guard let first, first <= now else { return nil }
        return alarms.removeFirst().job
    }
}
