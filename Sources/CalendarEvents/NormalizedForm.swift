extension CalendarEvent: CustomStringConvertible {
    /// The normalised form, as `systemd-analyze calendar` prints it; parsing it gives an equal event.
    public var description: String {
        let days = weekdays == .all ? "" : weekdays.description + " "
        let date = "\(year)-\(month)\(day.unit == .lastDay ? "~" : "-")\(day)"
        let time = "\(hour):\(minute):\(second)"
        let suffix = zone.map { " " + $0.name } ?? ""
        return "\(days)\(date) \(time)\(suffix)"
    }
}

extension Weekdays: CustomStringConvertible {
    /// Neighbours are joined to a range only if they are three or more: `Sat,Sun`, but `Fri..Sun`.
    var description: String {
        var parts: [String] = []
        var day = 0
        while day < Self.names.count {
            let end = (day..<Self.names.count).first { !contains(day: $0) } ?? Self.names.count
            if end - day >= 3 {
                parts.append("\(Self.shortName(day))..\(Self.shortName(end - 1))")
            } else {
                parts += (day..<end).map(Self.shortName)
            }
            day = end + 1
        }
        return parts.joined(separator: ",")
    }
}

extension Field: CustomStringConvertible {
    var description: String {
        matchesAll ? "*" : components.map(text).joined(separator: ",")
    }

    private func text(_ component: Component) -> String {
        var text = unit.text(component.start, width: 2)
        if let stop = component.stop { text += ".." + unit.text(stop, width: 2) }
        // The step that a range has anyway goes without saying.
        if let step = component.step, component.stop == nil || step != unit.step {
            text += "/" + unit.text(step, width: 1)
        }
        return text
    }
}

extension FieldUnit {
    /// A number of this unit, its whole part padded with zeros, six decimals if it has a fraction.
    func text(_ value: Int, width: Int) -> String {
        let (whole, fraction) = value.quotientAndRemainder(dividingBy: step)
        return padded(whole, to: width) + (fraction == 0 ? "" : "." + padded(fraction, to: 6))
    }

    private func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
