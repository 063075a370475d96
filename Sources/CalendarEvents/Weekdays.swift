/// The days of the week on which an event may elapse.
struct Weekdays: OptionSet, Hashable {
    let rawValue: UInt8

    static let all = Weekdays(rawValue: 0b111_1111)

    /// In the order in which ranges such as `Mon..Fri` run.
    static let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// The days from `first` to `last`, where 0 is Monday and 6 is Sunday.
    init(_ days: ClosedRange<Int>) {
        self.init(rawValue: days.reduce(0) { $0 | 1 << UInt8($1) })
    }

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    func contains(day: Int) -> Bool {
        contains(Weekdays(day...day))
    }

    static func shortName(_ day: Int) -> String {
        String(names[day].prefix(3))
    }

    /// The day that a word names in full or by its first three letters, in any case.
    static func day(named word: String) -> Int? {
        let word = word.lowercased()
        return names.firstIndex { $0.lowercased() == word || $0.prefix(3).lowercased() == word }
    }
}
