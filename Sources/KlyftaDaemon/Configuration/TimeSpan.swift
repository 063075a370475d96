/// A stretch of time as systemd spells it: `90s`, `20min`, `2h`, `1h 30min`; `0` needs no unit.
struct TimeSpan: Hashable {
    /// Its length.
    let duration: Duration

    private static let units: [(names: [String], seconds: Int)] = [
        (["s", "sec", "second", "seconds"], 1),
        (["m", "min", "minute", "minutes"], 60),
        (["h", "hr", "hour", "hours"], 3600),
        (["d", "day", "days"], 86_400),
    ]

    /// - Throws: ``Misreading`` if the text is no such span.
    init(_ text: String) throws(Misreading) {
        var rest = text[...]
        var seconds = 0
        if text == "0" { rest = "" }
        if text.isEmpty { throw Self.failure(text) }
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(digits.count).drop { $0 == " " }
            let name = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(name.count).drop { $0 == " " }
            // Nine digits of days still fit; more would be nobody's intention.
            guard digits.count <= 9, let number = Int(digits) else { throw Self.failure(text) }
            guard let unit = Self.units.first(where: { $0.names.contains(String(name)) }) else {
                throw name.isEmpty && rest.isEmpty && text == digits ? Self.unitless(text) : Self.failure(text)
            }
            seconds += number * unit.seconds
        }
        duration = .seconds(seconds)
    }

    private static func failure(_ text: String) -> Misreading {
        Misreading(
            "\(ConfigurationExcerpt.quoted(text)) is no stretch of time",
            remedy: "write whole numbers with a unit, such as 90s, 20min, 2h or 1h 30min")
    }

    private static func unitless(_ text: String) -> Misreading {
        Misreading(
            "\(ConfigurationExcerpt.quoted(text)) has no unit", remedy: "write \(text)s, \(text)min or \(text)h")
    }
}
