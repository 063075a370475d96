/// The stretch of time that a figure speaks of: a year, half-year, quarter or month.
///
/// Spelt `2014`, `2014H1`, `2014Q3`, `2014M05`. Two periods are ordered by their first day, the longer one first.
public struct Period: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// How long a period is.
    public enum Length: Int, Sendable, CaseIterable {
        /// Twelve months, spelt `2014`.
        case year = 12
        /// Six months, spelt `2014H1` or `2014H2`.
        case halfYear = 6
        /// Three months, spelt `2014Q1` to `2014Q4`.
        case quarter = 3
        /// One month, spelt `2014M01` to `2014M12`.
        case month = 1

        /// How many of them make a year.
        public var perYear: Int { 12 / rawValue }
    }

    /// How long it is.
    public let length: Length
    /// The calendar year it lies in.
    public let year: Int
    /// Which one of its year it is, counted from 1; 1 for a year.
    public let number: Int

    /// A whole year.
    public static func year(_ year: Int) -> Period { Period(length: .year, year: year, number: 1) }

    /// - Throws: ``InvalidText`` if the year is outside 1 to 9999 or the year has no such half, quarter or month.
    public init(_ length: Length, _ number: Int, of year: Int) throws(InvalidText) {
        guard (1...9999).contains(year), (1...length.perYear).contains(number) else {
            throw InvalidText("\(number) of \(year)", isNo: "period", remedy: Self.form)
        }
        self.init(length: length, year: year, number: number)
    }

    /// Reads `2014`, `2014H1`, `2014Q3` or `2014M05`.
    /// - Throws: ``InvalidText`` if the text is none of these.
    public init(_ text: String) throws(InvalidText) {
        let digits = text.prefix(4)
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (48...57).contains($0) }), let year = Int(digits) else {
            throw InvalidText(text, isNo: "period", remedy: Self.form)
        }
        let rest = text.dropFirst(4)
        guard let mark = rest.first else {
            try self.init(.year, 1, of: year)
            return
        }
        let lengths: [Character: (Length, Int)] = ["H": (.halfYear, 1), "Q": (.quarter, 1), "M": (.month, 2)]
        guard let (length, width) = lengths[mark], rest.utf8.count == width + 1,
            let number = SizeClass.wholeNumber(rest.dropFirst())
        else {
            throw InvalidText(text, isNo: "period", remedy: Self.form)
        }
        try self.init(length, number, of: year)
    }

    private init(length: Length, year: Int, number: Int) {
        self.length = length
        self.year = year
        self.number = number
    }

    private static let form = "Write 2014, 2014H1, 2014Q3 or 2014M05."

    /// The first day.
    public var firstDay: CalendarDay { CalendarDay(known: year, (number - 1) * length.rawValue + 1, 1) }

    /// The last day.
    public var lastDay: CalendarDay {
        let month = number * length.rawValue
        return CalendarDay(known: year, month, CalendarDay.days(in: month, of: year))
    }

    /// The period of the same length that follows.
    public var next: Period {
        number < length.perYear
            ? Period(length: length, year: year, number: number + 1)
            : Period(length: length, year: year + 1, number: 1)
    }

    /// The spelling that is read too: `2014`, `2014H1`, `2014Q3`, `2014M05`.
    public var description: String {
        switch length {
        case .year: year.padded(to: 4)
        case .halfYear: "\(year.padded(to: 4))H\(number)"
        case .quarter: "\(year.padded(to: 4))Q\(number)"
        case .month: "\(year.padded(to: 4))M\(number.padded(to: 2))"
        }
    }

    /// By first day; of two that begin together, the longer one first.
    public static func < (one: Period, other: Period) -> Bool {
        one.firstDay == other.firstDay
            ? one.length.rawValue > other.length.rawValue : one.firstDay < other.firstDay
    }
}
