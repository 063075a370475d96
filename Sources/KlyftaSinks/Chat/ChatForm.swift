import KlyftaAlerting
import KlyftaModel

/// What a chat takes: the body of one post about one event or several.
package enum ChatForm: Hashable, Sendable {
    /// Slack's incoming webhook.
    case slack
    /// A workflow of Teams: an Adaptive Card.
    case teams
    /// ntfy, with the topic that is written to.
    case ntfy(topic: String)
    /// The body that the operator wrote, with our words in place of its `{{names}}`.
    case template(ChatTemplate)

    /// The body of a post.
    package func body(_ records: [AlertRecord], in language: Language) throws -> [UInt8] {
        switch self {
        case .slack: try SinkJSON.bytes(SlackBody(records, in: language))
        case .teams: try SinkJSON.bytes(TeamsBody(records, in: language))
        case .ntfy(let topic): try SinkJSON.bytes(NtfyBody(records, to: topic, in: language))
        case .template(let template): [UInt8](template.filled(records, in: language).utf8)
        }
    }
}

/// A post to ntfy. Its text is plain, and longer than 4 096 bytes it would become an attachment.
private struct NtfyBody: Encodable {
    let topic: String
    let title: String
    let message: String
    let priority: Int
    let tags = ["klyfta"]

    init(_ records: [AlertRecord], to topic: String, in language: Language) {
        self.topic = topic
        title = PlainText.line(Digest(records, in: language).subject, atMost: 150)
        message = ChatLetters(records, in: language, each: 3_900, all: 3_900).paragraphs.joined(separator: "\n\n")
        priority = Self.priority(records)
    }

    /// 1 to 5, of the gravest of the events.
    private static func priority(_ records: [AlertRecord]) -> Int {
        let opening = records.filter { !$0.isClosing }.map(\.severity)
        return opening.contains("critical") ? 5 : opening.contains("warning") ? 4 : 3
    }
}
