// The only file that imports Foundation: its TimeZone knows the offsets, all other arithmetic is on integers.
import struct Foundation.Date
import class Foundation.FileManager
import struct Foundation.TimeZone

/// A time zone: how its wall clock relates to UTC. All times here are whole seconds.
struct ZoneRules: Sendable, Hashable {
    /// As it was written, since Foundation changes some names (`UTC` to `GMT`).
    let name: String
    private let timeZone: TimeZone

    init(_ timeZone: TimeZone) {
        name = timeZone.identifier
        self.timeZone = timeZone
    }

    static let utc = ZoneRules(name: "UTC", timeZone: .gmt)

    private init(name: String, timeZone: TimeZone) {
        self.name = name
        self.timeZone = timeZone
    }

    /// The zone of that name in the time zone database, or nil.
    ///
    /// The database is asked as well as Foundation, which also knows `PST` and `GMT+2`: systemd does not.
    init?(named name: String) {
        let database = "/usr/share/zoneinfo/"
        let files = FileManager.default
        guard !name.contains("."), let timeZone = TimeZone(identifier: name) else { return nil }
        guard files.fileExists(atPath: database + name) || !files.fileExists(atPath: database) else { return nil }
        self.init(name: name, timeZone: timeZone)
    }

    static var knownNames: [String] {
        TimeZone.knownTimeZoneIdentifiers
    }

    /// Seconds by which the wall clock is ahead of UTC.
    func offset(at moment: Int) -> Int {
        timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment)))
    }

    /// When the wall clock shows a time.
    enum Occurrence: Equatable {
        case at(Int)
        /// Around a clock that goes back.
        case twice(Int, Int)
        /// The clock skips it, and goes on at this wall clock time.
        case skipped(until: Int)
    }

    /// When the wall clock shows `local`, which is given as if the wall clock were at UTC.
    func occurrence(of local: Int) -> Occurrence {
        // Offsets lie between -12 and +14 hours, so these two moments enclose every possible answer. Zones do not
        // change their offset twice within such a day.
        let (before, after) = (local - 14 * 3_600, local + 12 * 3_600)
        let candidates = Set([before, after].map { local - offset(at: $0) })
        let moments = candidates.filter { $0 + offset(at: $0) == local }.sorted()
        switch moments.count {
        case 1: return .at(moments[0])
        case 2: return .twice(moments[0], moments[1])
        default: return .skipped(until: max(local + 1, localTimeOfChange(between: before, and: after)))
        }
    }

    /// What the wall clock shows at the moment between two others at which the offset changes.
    private func localTimeOfChange(between before: Int, and after: Int) -> Int {
        let old = offset(at: before)
        var (unchanged, changed) = (before, after)
        while changed - unchanged > 1 {
            let middle = unchanged + (changed - unchanged) / 2
            if offset(at: middle) == old { unchanged = middle } else { changed = middle }
        }
        return changed + offset(at: changed)
    }
}

extension CalendarEvent {
    /// The first moment at which the event elapses.
    ///
    /// Days and times are those of the zone that the event names, or else of `zone`. A time that the clock skips when
    /// it goes forward does not elapse. When the clock goes back, an event elapses in the first of the two equal
    /// hours; in the second only if `moment` itself lies in the second, at an earlier wall clock time.
    ///
    /// - Parameters:
    ///   - moment: The result is strictly later.
    ///   - zone: The local time zone. It is not used if the event names a zone.
    /// - Returns: nil if the event does not elapse again before the year 2200, in which calendar events end.
    public func next(after moment: UnixTime, in zone: TimeZone) -> UnixTime? {
        next(after: moment, by: self.zone ?? ZoneRules(zone))
    }
}
