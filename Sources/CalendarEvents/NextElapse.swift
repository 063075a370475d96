/// Searches on the wall clock: a local time is microseconds since 1970-01-01 00:00:00 on that clock.
extension CalendarEvent {
    private static let microsecondsPerMinute = 60 * FieldUnit.microsecondsPerSecond
    private static let microsecondsPerHour = 60 * microsecondsPerMinute
    private static let microsecondsPerDay = 24 * microsecondsPerHour

    func next(after moment: UnixTime, by rules: ZoneRules) -> UnixTime? {
        guard let base = Self.searchable(moment) else { return nil }
        let offset = rules.offset(at: base.dividedDown(by: FieldUnit.microsecondsPerSecond))
        var lowest = base + offset * FieldUnit.microsecondsPerSecond + 1
        while let local = firstLocalTime(from: lowest) {
            let second = local.dividedDown(by: FieldUnit.microsecondsPerSecond)
            let fraction = local - second * FieldUnit.microsecondsPerSecond
            let moments: [Int]
            switch rules.occurrence(of: second) {
            case .at(let moment): moments = [moment]
            case .twice(let first, let again): moments = [first, again]
            case .skipped(let until):
                lowest = until * FieldUnit.microsecondsPerSecond
                continue
            }
            let elapses = moments.map { $0 * FieldUnit.microsecondsPerSecond + fraction }
            if let elapse = elapses.first(where: { $0 > base }) { return UnixTime(microseconds: Int64(elapse)) }
            lowest = local + 1
        }
        return nil
    }

    /// The moment, moved up to just before the first year of calendar events, or nil after their last. It also keeps
    /// the arithmetic far from overflow.
    private static func searchable(_ moment: UnixTime) -> Int? {
        let years = FieldUnit.year.bounds
        let first = CivilDate(year: years.lowerBound, month: 1, day: 1).daysSinceEpoch - 1
        let last = CivilDate(year: years.upperBound + 1, month: 1, day: 1).daysSinceEpoch + 1
        guard moment.microseconds < last * microsecondsPerDay else { return nil }
        return max(Int(moment.microseconds), first * microsecondsPerDay)
    }

    private func firstLocalTime(from lowest: Int) -> Int? {
        let day = lowest.dividedDown(by: Self.microsecondsPerDay)
        let today = CivilDate(daysSinceEpoch: day)
        if firstDate(from: today) == today, let time = firstTime(from: lowest - day * Self.microsecondsPerDay) {
            return day * Self.microsecondsPerDay + time
        }
        guard let date = firstDate(from: CivilDate(daysSinceEpoch: day + 1)), let time = firstTime(from: 0) else {
            return nil
        }
        return date.daysSinceEpoch * Self.microsecondsPerDay + time
    }

    private func firstDate(from lowest: CivilDate) -> CivilDate? {
        var lowestYear = lowest.year
        while let year = year.first(from: lowestYear) {
            var lowestMonth = year == lowest.year ? lowest.month : 1
            while let month = month.first(from: lowestMonth) {
                let inLowestMonth = year == lowest.year && month == lowest.month
                if let date = firstDate(in: month, of: year, from: inLowestMonth ? lowest.day : 1) { return date }
                lowestMonth = month + 1
            }
            lowestYear = year + 1
        }
        return nil
    }

    private func firstDate(in month: Int, of year: Int, from lowestDay: Int) -> CivilDate? {
        let length = CivilDate.daysIn(month: month, of: year)
        guard lowestDay <= length else { return nil }
        return (lowestDay...length).lazy
            .filter { day.contains(day: $0, ofMonthWith: length) }
            .map { CivilDate(year: year, month: month, day: $0) }
            .first { weekdays.contains(day: $0.weekday) }
    }

    /// The first time of day, in microseconds since midnight.
    private func firstTime(from lowest: Int) -> Int? {
        let (lowestHour, rest) = lowest.quotientAndRemainder(dividingBy: Self.microsecondsPerHour)
        var next = lowestHour
        while let hour = hour.first(from: next) {
            if let time = firstTimeInHour(from: hour == lowestHour ? rest : 0) {
                return hour * Self.microsecondsPerHour + time
            }
            next = hour + 1
        }
        return nil
    }

    private func firstTimeInHour(from lowest: Int) -> Int? {
        let (lowestMinute, rest) = lowest.quotientAndRemainder(dividingBy: Self.microsecondsPerMinute)
        var next = lowestMinute
        while let minute = minute.first(from: next) {
            if let time = second.first(from: minute == lowestMinute ? rest : 0) {
                return minute * Self.microsecondsPerMinute + time
            }
            next = minute + 1
        }
        return nil
    }
}
