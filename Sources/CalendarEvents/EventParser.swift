/// Reads a whole event: `[weekdays] [date] [time] [zone]`, `shorthand [zone]`, or `[weekdays] @seconds [zone]`.
enum EventParser {
    static func event(in text: String) throws(CalendarEventError) -> CalendarEvent {
        var scanner = Scanner(text)
        if text.first == " " { throw scanner.failure("it starts with a blank", "remove the blank") }
        let zone = try scanner.takeZoneFromEnd()
        guard !scanner.isAtEnd else {
            throw scanner.failure("it is empty", "name a date or a time, e.g. daily or Mon..Fri 06:30")
        }
        if let meaning = Shorthands.meanings[String(scanner.rest).lowercased()] {
            var event = try event(in: meaning)
            event.zone = zone
            return event
        }
        var event = CalendarEvent()
        event.zone = zone
        try scanner.parseParts(into: &event)
        return event
    }
}

extension Scanner {
    fileprivate mutating func parseParts(into event: inout CalendarEvent) throws(CalendarEventError) {
        if let weekdays = try takeWeekdays() {
            event.weekdays = weekdays
            skipBlanks()
            if isAtEnd { return }
        }
        if take("@") { return try parseTimestamp(into: &event) }
        switch word.first(where: { "-~:".contains($0) }) {
        case ":":
            try parseTime(into: &event)
        case .some:
            try parseDate(into: &event)
            let blanks = position
            skipBlanks()
            if isAtEnd { return }
            guard position > blanks else { throw unexpected(after: "the date", "put a blank before the time") }
            try parseTime(into: &event)
        case nil:
            throw loneWord()
        }
        guard isAtEnd else { throw unexpected(after: "the time", "only a blank and a time zone may follow") }
    }

    private mutating func skipBlanks() {
        _ = takeWhile { $0 == " " }
    }

    /// `[year-]month-day`, or `[year-]month~day`.
    private mutating func parseDate(into event: inout CalendarEvent) throws(CalendarEventError) {
        if word.filter({ "-~".contains($0) }).count > 1 {
            event.year = try takeField(.year)
            guard take("-") else { throw unexpected(after: "the year", "write the date as year-month-day") }
        }
        event.month = try takeField(.month)
        let unit = next == "~" ? FieldUnit.lastDay : .day
        guard take("-") || take("~") else {
            throw unexpected(after: "the month", "write the date as month-day, or as year-month-day")
        }
        let day = try takeField(unit)
        // Counted from either end, every day is every day; systemd prints it as `-*`.
        event.day = day.matchesAll ? Field(.day) : day
    }

    /// `hour:minute[:second]`
    private mutating func parseTime(into event: inout CalendarEvent) throws(CalendarEventError) {
        event.hour = try takeField(.hour)
        guard take(":") else { throw unexpected(after: "the hour", "write the time as hour:minute") }
        event.minute = try takeField(.minute)
        if take(":") { event.second = try takeField(.second) }
    }

    /// What follows `@`: seconds since 1970. They name one moment, whatever zone is written after them.
    private mutating func parseTimestamp(into event: inout CalendarEvent) throws(CalendarEventError) {
        let start = position
        let digits = takeWhile(\.isDigit)
        guard !digits.isEmpty, isAtEnd else {
            throw failure("no seconds since 1970 but \(found)", "write @ and digits only", at: position)
        }
        let lastDay = CivilDate(year: FieldUnit.year.bounds.upperBound, month: 12, day: 31).daysSinceEpoch
        guard let seconds = Int(digits), seconds / 86_400 <= lastDay else {
            throw failure("\(digits) is after the year 2199", "write seconds, not milliseconds", at: start)
        }
        let date = CivilDate(daysSinceEpoch: seconds / 86_400)
        event.year = Field(.year, date.year)
        event.month = Field(.month, date.month)
        event.day = Field(.day, date.day)
        event.hour = Field(.hour, seconds / 3_600 % 24)
        event.minute = Field(.minute, seconds / 60 % 60)
        event.second = Field(.second, seconds % 60 * FieldUnit.microsecondsPerSecond)
        event.zone = .utc
    }

    private func unexpected(after part: String, _ remedy: String) -> CalendarEventError {
        failure(isAtEnd ? "it ends after \(part)" : "\(found) cannot follow \(part)", remedy)
    }

    /// A word that is neither date nor time, for it has none of the signs `-`, `~` and `:`.
    private func loneWord() -> CalendarEventError {
        if Shorthands.meanings[word.lowercased()] != nil {
            return failure("\(found) stands for a whole date and time", "write it alone, or with one blank and a zone")
        }
        if let day = Weekdays.day(named: word) {
            let name = Weekdays.shortName(day)
            return failure("\(found) is not where weekdays are", "start with them and no blanks: Mon,\(name)")
        }
        if next?.isASCIILetter == true {
            let remedy = Spelling.remedy(
                for: word, among: Shorthands.meanings.keys.sorted(), otherwise: "write e.g. daily or 06:30")
            return failure("no such word \(found)", remedy)
        }
        return failure("\(found) is neither a date nor a time", "write *-*-01 for a day or 01:00 for a time")
    }
}
