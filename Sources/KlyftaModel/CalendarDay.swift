/// A day of the Gregorian calendar, without a clock or a time zone: when a population was counted, when a merger
/// took effect.
public struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The year, such as 2014.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int

    /// - Throws: ``InvalidText`` if there is no such day, or the year is outside 1 to 9999.
    public init(_ year: Int, _ month: Int, _ day: Int) throws(InvalidText) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else {
            throw InvalidText("\(year)-\(month)-\(day)", isNo: "day", remedy: "Check year, month and day.")
        }
        self.init(known: year, month, day)
    }

    /// Reads `2014-12-31`.
    /// - Throws: ``InvalidText`` if the text is not a day in that form.
    public init(_ text: String) throws(InvalidText) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            let year = SizeClass.wholeNumber(parts[0]), let month = SizeClass.wholeNumber(parts[1]),
            let day = SizeClass.wholeNumber(parts[2])
        else {
            throw InvalidText(text, isNo: "day", remedy: "Write year-month-day, such as 2014-12-31.")
        }
        try self.init(year, month, day)
    }

    init(known year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days since 1970-01-01, negative before it. (Days-from-civil: the year is counted from March, so that the leap
    /// day is the last day of a year and no month needs a special case.)
    public var daysSince1970: Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day that lies `days` after 1970-01-01.
    public init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            known: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// The day whose division into municipalities a count on this day is made in: 31 December belongs to the next day's.
    ///
    /// Offices count the end of a year in the municipalities that the new year begins with. SCB has Knivsta, formed on
    /// 2003-01-01, with 12 586 inhabitants on 2002-12-31, and Uppsala without them.
    public var divisionDay: CalendarDay {
        month == 12 && day == 31 && year < 9999 ? CalendarDay(known: year + 1, 1, 1) : self
    }

    /// How many days a month has.
    static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Year, month and day, such as `2014-12-31`.
    public var description: String {
        "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }

    /// By date.
    public static func < (one: CalendarDay, other: CalendarDay) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }
}

extension Int {
    /// The number in at least `width` digits, with leading zeros.
    package func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
