import KlyftaAlerting
import KlyftaModel

/// The forms of single texts in the configuration that are too small for a type of their own.
enum ConfigurationForms {
    /// `true` or `false`. `yes`, `on` and `1` are refused: YAML's dialects disagree on what they mean.
    static func flag(_ text: String) throws(Misreading) -> Bool {
        switch text {
        case "true": return true
        case "false": return false
        default:
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is neither true nor false", remedy: "write one of them")
        }
    }

    /// An absolute path, without a slash at its end. A daemon's current directory is nothing to build on.
    static func path(_ text: String) throws(Misreading) -> String {
        guard text.hasPrefix("/") else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no absolute path", remedy: "begin it with '/'")
        }
        let trimmed = text.reversed().drop { $0 == "/" }.reversed()
        return trimmed.isEmpty ? "/" : String(trimmed)
    }

    /// A path that a socket can have: the kernel has room for 107 bytes.
    static func socketPath(_ text: String) throws(Misreading) -> String {
        let path = try path(text)
        guard path.utf8.count <= 107 else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is too long for a socket: \(path.utf8.count) bytes",
                remedy: "choose a path of at most 107 bytes")
        }
        return path
    }

    /// One of the words of an enumeration.
    static func choice<Value: RawRepresentable & CaseIterable>(_ text: String) throws(Misreading) -> Value
    where Value.RawValue == String {
        if let value = Value(rawValue: text) { return value }
        let words = Value.allCases.map(\.rawValue)
        throw Misreading(
            "\(ConfigurationExcerpt.quoted(text)) is not among the words that may stand here",
            remedy: Suggestion.remedy(for: text, among: words, otherwise: "choose among"))
    }

    /// For how many periods a condition must hold: `1 period`, `2 periods` or a bare number, 1 to 100.
    static func patience(_ text: String) throws(Misreading) -> Int {
        let number = text.prefix { ("0"..."9").contains($0) }
        let unit = text.dropFirst(number.count)
        guard ["", " period", " periods"].contains(unit), number.first != "0", let count = Int(number),
            (1...100).contains(count)
        else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no number of periods from 1 to 100",
                remedy: "write 1 period, 2 periods and so on")
        }
        return count
    }

    /// How long one fetch may take.
    static func deadline(_ text: String) throws -> Duration {
        let span = try TimeSpan(text).duration
        guard (.seconds(1) ... .seconds(3600)).contains(span) else {
            throw Misreading(
                "a deadline of \(ConfigurationExcerpt.quoted(text)) is out of range", remedy: "choose 1s to 1h")
        }
        return span
    }

    /// The name of a rule.
    static func ruleID(_ text: String) throws(Misreading) -> String {
        let isName = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isName, (1...64).contains(text.utf8.count), !text.hasPrefix("-") else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no name for a rule",
                remedy: "take 1 to 64 of a-z, 0-9 and '-', a letter or digit first")
        }
        guard ![SourceTrouble.rule, DeadLetter.rule].contains(text) else {
            throw Misreading(
                "the rule \(ConfigurationExcerpt.quoted(text)) is Klyfta's own", remedy: "choose another name")
        }
        return text
    }
}
