internal import Glibc

/// A second of civil time in UTC, by arithmetic alone: `gmtime_r(3)` and its time zone files are not needed for it.
struct UTCTimestamp: Hashable, Sendable, CustomStringConvertible {
    let secondsSinceEpoch: Int64

    static func now() -> UTCTimestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UTCTimestamp(secondsSinceEpoch: Int64(time.tv_sec))
    }

    /// `2026-11-21T20:30:00Z`.
    var description: String {
        let (days, second) = secondsSinceEpoch.flooredDivision(by: 86_400)
        let (year, month, day) = Self.date(daysSinceEpoch: days)
        let clock = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, to: 2) }
        return "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))T"
            + clock.joined(separator: ":") + "Z"
    }

    /// Years are counted from 1 March, so that the leap day is the last of its year and months have a linear formula;
    /// the calendar repeats every 400 years, which are 146,097 days.
    private static func date(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (daysSinceEpoch + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func padded(_ number: Int64, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int64 {
    /// Quotient towards minus infinity and a remainder that is never negative, as times before 1970 need it.
    fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
