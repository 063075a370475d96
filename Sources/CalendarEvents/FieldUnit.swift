/// What the numbers of a field count, and which of them exist.
enum FieldUnit: Hashable {
    case year
    case month
    case day
    /// Days counted from the end of the month: 1 is the last.
    case lastDay
    case hour
    case minute
    /// Counted in microseconds, because seconds may have fractions.
    case second

    var bounds: ClosedRange<Int> {
        switch self {
        case .year: 1970...2199
        case .month: 1...12
        case .day: 1...31
        // Every month has this many days; a 29th-last day would be missing from most Februaries.
        case .lastDay: 1...28
        case .hour: 0...23
        case .minute: 0...59
        case .second: 0...(60 * Self.microsecondsPerSecond - 1)
        }
    }

    /// The distance between neighbours in `*` and in a range without a repetition value.
    var step: Int {
        self == .second ? Self.microsecondsPerSecond : 1
    }

    var name: String {
        switch self {
        case .year: "year"
        case .month: "month"
        case .day: "day"
        case .lastDay: "day counted from the end of the month"
        case .hour: "hour"
        case .minute: "minute"
        case .second: "second"
        }
    }

    static let microsecondsPerSecond = 1_000_000
}
