/// Reads numbers.
extension Scanner {
    /// A number that stands for a year, an hour and so on. Whether there is such an hour is not checked.
    mutating func takeValue(_ unit: FieldUnit) throws(CalendarEventError) -> Int {
        let number = try takeNumber(unit)
        return unit == .year ? Self.fullYear(number) : number
    }

    /// Refuses a value that does not exist in the unit, e.g. an hour after 23.
    func check(_ value: Int, existsIn unit: FieldUnit, at offset: Int) throws(CalendarEventError) {
        guard !unit.bounds.contains(value) else { return }
        let bounds = unit == .second ? "0 to 59.999999" : "\(unit.bounds.lowerBound) to \(unit.bounds.upperBound)"
        let number = unit.text(value, width: 1)
        let remedy =
            switch (unit, number) {
            case (.hour, "24"): "write 00:00, with the next day if a day is given"
            case (.second, "60"): "leap seconds do not count; write 59"
            case (.lastDay, _): "write \(bounds): shorter months lack the others"
            default: "write \(bounds)"
            }
        throw failure("no such \(unit.name) '\(number)'", remedy, at: offset)
    }

    /// A number without bounds: a whole one, or microseconds for seconds and their decimals.
    mutating func takeNumber(_ unit: FieldUnit) throws(CalendarEventError) -> Int {
        let digits = takeWhile(\.isDigit)
        guard !digits.isEmpty else { throw missing(unit) }
        // Whatever is cut off here lies far outside the bounds of every unit.
        let whole = digits.reduce(0) { min($0 * 10 + $1.wholeNumberValue!, 1_000_000_000) }
        guard unit == .second, next == ".", !rest.starts(with: "..") else { return whole * unit.step }
        position += 1
        let decimals = takeWhile(\.isDigit)
        guard !decimals.isEmpty else { throw missing(unit) }
        return whole * unit.step + Self.microseconds(decimals)
    }

    /// The decimals of a second, rounded to microseconds.
    private static func microseconds(_ decimals: String) -> Int {
        let digits = decimals.map { $0.wholeNumberValue! } + Array(repeating: 0, count: 7)
        return digits.prefix(6).reduce(0) { $0 * 10 + $1 } + (digits[6] >= 5 ? 1 : 0)
    }

    /// 70 to 99 are of the 20th century and 0 to 69 of the 21st.
    private static func fullYear(_ year: Int) -> Int {
        switch year {
        case 0...69: year + 2000
        case 70...99: year + 1900
        default: year
        }
    }

    private func missing(_ unit: FieldUnit) -> CalendarEventError {
        let remedy =
            isAtEnd || next == " " ? "write a number, or * for every \(unit.name)" : "write the \(unit.name) in digits"
        return failure("a number is missing before \(found)", remedy)
    }
}
