import CalendarEvents
import KlyftaStore

/// A while for which the state cannot be used: the database is away, or its disk is full. However much fails meanwhile, it
/// is one outage.
struct StoreOutage: Equatable, Sendable {
    /// Why, as it was found last.
    var fault: StoreFault
    /// Since when.
    let since: UnixTime
    /// How many things failed because of it.
    var failures = 1
    private var nextTry: UnixTime

    /// How long after the beginning that is: a session that was lost is begun anew at once.
    private static let grace = Duration.seconds(5)
    /// How long after a round that failed.
    private static let pause = Job.recompute.retry

    /// One that begins.
    init(_ fault: StoreFault, at now: UnixTime) {
        (self.fault, since, nextTry) = (fault, now, now.advanced(by: Self.grace))
    }

    /// When a round is to find out whether it is over: at once where the clock was set back.
    func nextTry(at now: UnixTime) -> UnixTime { nextTry > now.advanced(by: Self.pause) ? now : nextTry }

    /// A round is being made.
    mutating func tried(at now: UnixTime) { nextTry = now.advanced(by: Self.pause) }
}
