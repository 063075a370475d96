import CalendarEvents

/// Whether the loop has a reason to look at everything. An idle daemon wakes every minute to see what the clock says; all
/// that looks at more than that costs the machine, and is done rarely.
struct Lookout {
    /// How often everything is looked at without a reason: dates on which a source is late pass by themselves.
    static let period = Duration.seconds(900)

    private var last: UnixTime?

    /// - Parameter next: when a job is due next; `nil` if that is not known.
    func isDue(at now: UnixTime, next: UnixTime?) -> Bool {
        guard let last, now >= last else { return true }
        return next.map { now >= $0 } ?? false || last.duration(to: now) >= Self.period
    }

    /// Everything was looked at.
    mutating func looked(at now: UnixTime) { last = now }
}
