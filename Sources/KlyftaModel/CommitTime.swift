/// When Klyfta itself learnt or did something: our own clock, in milliseconds since 1970-01-01 UTC.
///
/// One of three clocks that are never mixed: a ``Period`` is what a figure speaks of, a ``Vintage`` is which edition
/// of the figures it is, and a commit time is when we wrote it down.
public struct CommitTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    /// The moment that lies `milliseconds` after 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// ISO 8601 in UTC with milliseconds, such as `2026-11-21T19:30:00.123Z`.
    public var description: String {
        let day = milliseconds.floorDivided(by: 86_400_000)
        let rest = Int(milliseconds - day * 86_400_000)
        let (seconds, fraction) = (rest / 1_000, rest % 1_000)
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }.joined(separator: ":")
        return "\(CalendarDay(daysSince1970: Int(day)))T\(clock).\(fraction.padded(to: 3))Z"
    }

    /// The day on which it lies, in UTC.
    public var day: CalendarDay { CalendarDay(daysSince1970: Int(milliseconds.floorDivided(by: 86_400_000))) }

    /// By time.
    public static func < (one: CommitTime, other: CommitTime) -> Bool { one.milliseconds < other.milliseconds }
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
