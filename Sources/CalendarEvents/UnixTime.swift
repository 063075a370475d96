/// A moment: microseconds since 1970-01-01 00:00:00 UTC, leap seconds not counted.
///
/// Microseconds because that is the finest fraction a calendar event can name.
public struct UnixTime: Sendable, Hashable, Comparable {
    /// Microseconds since 1970-01-01 00:00:00 UTC; negative before it.
    public var microseconds: Int64

    /// The moment so many microseconds after 1970-01-01 00:00:00 UTC.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Orders moments by time.
    public static func < (earlier: UnixTime, later: UnixTime) -> Bool {
        earlier.microseconds < later.microseconds
    }
}
