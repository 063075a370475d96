import KlyftaModel

/// Numbers, days and periods as readers of a language write them: on pages and in charts, never in data.
///
/// Swedish and Norwegian have a decimal comma, U+2212 for minus and U+00A0 between thousands.
package struct ReaderForm: Sendable {
    /// Whose form.
    package let language: Language

    package init(_ language: Language) { self.language = language }

    /// A number with so many decimals.
    package func number(_ value: Double, _ decimals: Int = 1) -> String { local(value.fixed(decimals)) }

    /// A change: with its sign, also where it is above zero.
    package func change(_ value: Double, _ decimals: Int = 1) -> String { local(value.signed(decimals)) }

    /// A count.
    package func count(_ value: Int) -> String { local(String(value)) }

    /// A value in the unit of its indicator.
    package func value(_ value: Double, _ unit: Indicator.Unit) -> String {
        switch unit {
        case .percent: "\(number(value))\(language == .english ? "" : "\u{A0}")%"
        case .any: "\(number(value * 100))\(language == .english ? "" : "\u{A0}")%"
        case .megabitsPerSecond: "\(number(value))\u{A0}Mbit/s"
        case .points, .count: number(value)
        }
    }

    /// A difference of two values: of per cent, in percentage points.
    package func difference(
        _ value: Double, _ unit: Indicator.Unit, signed: Bool = false, decimals: Int = 1
    ) -> String {
        let scaled = unit == .any ? value * 100 : value
        let number = signed ? change(scaled, decimals) : number(scaled, decimals)
        return switch unit {
        case .percent, .any: "\(number)\u{A0}\(pick("p.e.", "p.p.", "pp"))"
        case .megabitsPerSecond: "\(number)\u{A0}Mbit/s"
        case .points: "\(number)\u{A0}\(pick("poäng", "poeng", "points"))"
        case .count: value.magnitude < 1 && value != 0 ? (signed ? change(value, 4) : self.number(value, 4)) : number
        }
    }

    /// A day: 4 juni 2024, 4. juni 2024, 4 June 2024.
    package func day(_ day: CalendarDay) -> String {
        let months = pick(
            "januari februari mars april maj juni juli augusti september oktober november december",
            "januar februar mars april mai juni juli august september oktober november desember",
            "January February March April May June July August September October November December"
        ).split(separator: " ")
        let dot = language == .norwegian ? "." : ""
        return "\(day.day)\(dot)\u{A0}\(months[day.month - 1])\u{A0}\(day.year)"
    }

    /// A moment to the minute, in UTC.
    package func moment(_ time: CommitTime) -> String {
        "\(day(time.day)) \(time.description.dropFirst(11).prefix(5))\u{A0}UTC"
    }

    /// A size class: `0-9999` as "under 10 000", `100000+` as "100 000 or more"; what is none, as it is.
    package func sizeClass(_ label: String) -> String {
        guard let sizeClass = try? SizeClass(label) else { return label }
        guard let to = sizeClass.to else {
            return "\(count(sizeClass.from)) \(pick("eller fler", "eller flere", "or more"))"
        }
        return sizeClass.from == 0
            ? "\(pick("under", "under", "under")) \(count(to + 1))" : "\(count(sizeClass.from))–\(count(to))"
    }

    /// One of three texts.
    package func pick(_ sv: String, _ nb: String, _ en: String) -> String {
        LocalizedText(sv: sv, nb: nb, en: en)[language]
    }

    private func local(_ plain: String) -> String {
        let isNegative = plain.hasPrefix("-")
        let parts = plain.drop { $0 == "-" || $0 == "+" }.split(separator: ".")
        let sign = isNegative ? "\u{2212}" : plain.hasPrefix("+") ? "+" : ""
        let whole = grouped(parts[0])
        return sign + ([whole] + parts.dropFirst().map(String.init)).joined(separator: language == .english ? "." : ",")
    }

    private func grouped(_ digits: Substring) -> String {
        // Four digits stand together in Swedish and Norwegian tables as little as in English ones: 5 000 is a class limit.
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text += language == .english ? "," : "\u{A0}" }
            text.append(digit)
        }
        return text
    }
}
