/// Reads one part of a date or time: `*`, or a list of components.
extension Scanner {
    /// As many as systemd takes. The search visits each of them for every day and hour.
    private static let mostComponents = 241

    mutating func takeField(_ unit: FieldUnit) throws(CalendarEventError) -> Field {
        let start = position
        if take("*") {
            if next == "/" || next == "," || next == "." { throw starWithMore(unit) }
            return Field(unit)
        }
        var components: [Component] = []
        repeat { components.append(try takeComponent(unit)) } while take(",")
        if next == "/" { throw failure("a component has one repetition value", "remove \(found)") }
        guard components.count <= Self.mostComponents else {
            let remedy = "write at most \(Self.mostComponents); ranges and repetition values may help"
            throw failure("a list of \(components.count) components", remedy, at: start)
        }
        // systemd writes seconds this way, although it keeps 00/1 for minutes.
        let everySecond = Component(start: 0, step: FieldUnit.second.step)
        return unit == .second && components.contains(everySecond) ? Field(unit) : Field(unit, components)
    }

    private func starWithMore(_ unit: FieldUnit) -> CalendarEventError {
        let everything = unit == .year ? "2026" : unit.text(unit.bounds.lowerBound, width: 1)
        return next == "/"
            ? failure("* takes no repetition value", "write \(everything) for the *")
            : failure("* is every \(unit.name) already", "leave out the rest of the list")
    }

    /// `5`, `5..9`, `5/2` or `5..9/2`
    private mutating func takeComponent(_ unit: FieldUnit) throws(CalendarEventError) -> Component {
        let startPosition = position
        let start = try takeValue(unit)
        try check(start, existsIn: unit, at: startPosition)
        let stopPosition = position + 2
        let stop = take("..") ? try takeValue(unit) : nil
        let stepPosition = position + 1
        let step = take("/") ? try takeNumber(unit) : nil
        if step == 0 { throw failure("a repetition value of 0", "write 1 or more", at: stepPosition) }
        guard let stop else {
            if let step { try check(repetition: step, from: start, of: unit, at: stepPosition) }
            return Component(start: start, step: step)
        }
        guard start <= stop else { throw backwards(start, stop, unit, at: stopPosition) }
        return try range(from: start, to: stop, step: step, unit, at: stopPosition)
    }

    private func range(
        from start: Int, to stop: Int, step: Int?, _ unit: FieldUnit, at offset: Int
    ) throws(CalendarEventError) -> Component {
        let distance = step ?? unit.step
        // The end may lie outside if no value does: 1..40/20 is 1 and 21.
        let last = start + (stop - start) / distance * distance
        try check(last, existsIn: unit, at: offset)
        if last > start { return Component(start: start, stop: last, step: distance) }
        // systemd insists on this for seconds only: there, a range that holds one value may well be a mistake.
        if unit == .second, step == nil {
            throw failure("a range of less than a second", "write how far its values are apart, e.g. /0.1", at: offset)
        }
        return Component(start: start)
    }

    /// A repetition must come to a second value. After `~` it runs down to the last day, which is 1.
    private func check(
        repetition step: Int, from start: Int, of unit: FieldUnit, at offset: Int
    ) throws(CalendarEventError) {
        let second = unit == .lastDay ? start - step : start + step
        guard !unit.bounds.contains(second) else { return }
        let value = unit.text(start, width: 1)
        let problem = "no \(unit.name) comes \(unit.text(step, width: 1)) after \(value)"
        throw failure(problem, "write \(value) alone", at: offset)
    }

    private func backwards(_ start: Int, _ stop: Int, _ unit: FieldUnit, at offset: Int) -> CalendarEventError {
        let text = { (value: Int) in unit.text(value, width: 1) }
        if unit == .lastDay || unit == .year {
            return failure("the range runs backwards", "write \(text(stop))..\(text(start))", at: offset)
        }
        let end = (text(unit.bounds.lowerBound), unit == .second ? "59" : text(unit.bounds.upperBound))
        return failure(
            "the range runs backwards", "write \(text(start))..\(end.1),\(end.0)..\(text(stop))", at: offset)
    }
}
