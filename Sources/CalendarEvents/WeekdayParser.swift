/// Reads `Mon..Fri,Sun`, in any case, short or full.
extension Scanner {
    /// The weekdays at this position; nil if there are none.
    mutating func takeWeekdays() throws(CalendarEventError) -> Weekdays? {
        guard next?.isASCIILetter == true, isWeekdayList else { return nil }
        var weekdays: Weekdays = []
        // A comma may end the list, as in `Wed, 17:48`.
        repeat { weekdays.formUnion(try takeRange()) } while take(",") && !isAtEnd && next != " "
        guard isAtEnd || next == " " else {
            let remedy = "put a comma before a weekday, or a blank before the rest"
            throw failure("\(found) cannot follow a weekday", remedy)
        }
        return weekdays
    }

    /// Whether the word here is one of weekdays, if misspelled ones: not a shorthand, and not a sole unknown word.
    private var isWeekdayList: Bool {
        let letters = String(rest.prefix(while: \.isASCIILetter))
        return Weekdays.day(named: letters) != nil || word.contains(",") || word.contains("..")
            || Self.meantWeekday(letters) != nil && Shorthands.meanings[word.lowercased()] == nil
    }

    /// `Mon`, `Mon..Fri` or, as in the oldest unit files, `Mon-Fri`.
    private mutating func takeRange() throws(CalendarEventError) -> Weekdays {
        let first = try takeWeekday()
        guard take("..") || take("-") else { return Weekdays(first...first) }
        let start = position
        let last = try takeWeekday()
        guard first <= last else {
            let names = (Weekdays.shortName(first), Weekdays.shortName(last))
            let (head, tail) = (first == 6 ? "Sun" : "\(names.0)..Sun", last == 0 ? "Mon" : "Mon..\(names.1)")
            throw failure("a week runs from Mon to Sun", "write \(head),\(tail)", at: start)
        }
        return Weekdays(first...last)
    }

    private mutating func takeWeekday() throws(CalendarEventError) -> Int {
        let start = position
        let name = takeWhile(\.isASCIILetter)
        guard !name.isEmpty else {
            throw failure("a weekday is missing before \(found)", "write one, e.g. Mon")
        }
        guard let day = Weekdays.day(named: name) else {
            let remedy = Self.meantWeekday(name).map { "did you mean \($0)?" }
            throw failure("no such weekday '\(name)'", remedy ?? "write Mon, Tue, Wed, Thu, Fri, Sat or Sun", at: start)
        }
        return day
    }

    private static func meantWeekday(_ word: String) -> String? {
        let short = Weekdays.names.indices.map(Weekdays.shortName)
        return Spelling.closest(to: word, among: Weekdays.names).map { String($0.prefix(3)) }
            ?? short.first { word.lowercased().hasPrefix($0.lowercased()) }
            ?? Spelling.closest(to: word, among: short)
    }
}
