import KlyftaAlerting
import KlyftaModel
import KlyftaSinks

/// The forms of single texts in the configuration of sinks.
enum SinkForms {
    /// The sinks that are always there.
    private static let taken = ["file", "log"]

    /// The name of a sink: the outbox keeps what waits under it.
    static func name(_ text: String) throws(Misreading) -> String {
        let isName = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isName, (1...64).contains(text.utf8.count), !text.hasPrefix("-") else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no name for a sink",
                remedy: "take 1 to 64 of a-z, 0-9 and '-', a letter or digit first")
        }
        guard !taken.contains(text) else {
            throw Misreading("the sink '\(text)' is always there", remedy: "choose another name")
        }
        return text
    }

    /// Where a secret is kept. The secret itself has no place in a configuration that many may read.
    static func secret(_ text: String) throws(Misreading) -> Secret {
        if text.hasPrefix("/") { return Secret(.file(text)) }
        let name = text.dropFirst("credential:".count)
        let isName = name.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
                || "._-".utf8.contains(byte)
        }
        guard text.hasPrefix("credential:"), !name.isEmpty, isName, name != ".", name != ".." else {
            // What stands here by mistake may be the secret: it is not repeated.
            throw Misreading(
                "this names no place of a secret",
                remedy: "write 'credential:NAME', with LoadCredential=NAME:FILE in the unit, or the path of a file",
                isSecret: true)
        }
        return Secret(.credential(String(name)))
    }

    /// How often a state is told again.
    static func interval(_ text: String) throws -> Duration {
        let span = try TimeSpan(text).duration
        guard (.seconds(1) ... .seconds(600)).contains(span) else {
            throw Misreading(
                "an interval of \(ConfigurationExcerpt.quoted(text)) is out of range", remedy: "choose 1s to 10min")
        }
        return span
    }

    /// One of the labels that an event has.
    /// - Parameter own: the operator's own.
    static func label(_ text: String, own: [String]) throws(Misreading) -> String {
        let names = LabelMatch.names.filter { !["alert", "kind"].contains($0) } + own
        guard names.contains(text) else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no label of an event",
                remedy: Suggestion.remedy(for: text, among: names, otherwise: "choose among"))
        }
        return text
    }

    /// A name that another program knows.
    static func word(_ text: String) throws(Misreading) -> String {
        guard (1...200).contains(text.utf8.count), PlainText.line(text) == text, !text.contains(";"),
            !text.contains("!")
        else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no name", remedy: "write 1 to 200 characters on one line")
        }
        return text
    }

    /// `a@b`.
    static func mailAddress(_ text: String) throws(Misreading) -> String {
        guard MailMessage.isAddress(text) else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no mail address", remedy: "write one such as team@example.org")
        }
        return text
    }

    /// The name or the address of a machine.
    static func host(_ text: String) throws(Misreading) -> String {
        let isHost = text.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
                || ".-:[]".utf8.contains(byte)
        }
        guard isHost, (1...253).contains(text.utf8.count), !text.hasPrefix("-") else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no name of a host",
                remedy: "write one such as mail.example.org")
        }
        return text
    }

    /// 1 to 65535.
    static func port(_ text: String) throws(Misreading) -> Int {
        guard let port = Int(text), (1...65_535).contains(port), "\(port)" == text else {
            throw Misreading("\(ConfigurationExcerpt.quoted(text)) is no port", remedy: "write 1 to 65535")
        }
        return port
    }

    /// A media type, as it goes into a header.
    static func mediaType(_ text: String) throws(Misreading) -> String {
        let isPlain = text.utf8.allSatisfy { (33...126).contains($0) || $0 == 32 }
        guard isPlain, text.contains("/"), text.utf8.count <= 100 else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no media type", remedy: "write one such as application/json")
        }
        return text
    }

    /// A body with `{{names}}`.
    static func template(_ text: String) throws(Misreading) -> ChatTemplate {
        do {
            return try ChatTemplate(text)
        } catch {
            switch error {
            case .open:
                throw Misreading("a '{{' in the template has no '}}'", remedy: "write {{title}}, for instance")
            case .unknown(let name):
                throw Misreading(
                    "\(ConfigurationExcerpt.quoted(name)) in the template stands for nothing",
                    remedy: Suggestion.remedy(for: name, among: ChatTemplate.names, otherwise: "choose among"))
            }
        }
    }
}
