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
        let title = PlainText.line(ChatWords.title(records, language), atMost: 150)
        let text = ChatWords.text(records)
        switch self {
        case .slack: return try SinkJSON.bytes(SlackBody(title: title, text: text))
        case .teams: return try SinkJSON.bytes(TeamsBody(title: title, text: text))
        case .ntfy(let topic):
            return try SinkJSON.bytes(
                NtfyBody(topic: topic, title: title, message: text, priority: ChatWords.priority(records)))
        case .template(let template): return [UInt8](template.filled(records, in: language).utf8)
        }
    }
}

/// The words of a post.
enum ChatWords {
    static func title(_ records: [AlertRecord], _ language: Language) -> String {
        Headline.text(of: records, in: language)
    }

    /// One paragraph an event; more than a chat shows is counted instead.
    static func text(_ records: [AlertRecord]) -> String {
        let paragraphs = records.map { PlainText.line($0.message, atMost: 900) + "\nklyfta explain \($0.alert)" }
        var shown: [String] = []
        for paragraph in paragraphs {
            guard shown.joined().count + paragraph.count < 2_600 else { break }
            shown.append(paragraph)
        }
        let rest = paragraphs.count - shown.count
        return (shown + (rest > 0 ? ["+ \(rest): klyfta alerts --history"] : [])).joined(separator: "\n\n")
    }

    /// ntfy's 1 to 5, of the gravest of the events.
    static func priority(_ records: [AlertRecord]) -> Int {
        let opening = records.filter { !$0.isClosing }.map(\.severity)
        return opening.contains("critical") ? 5 : opening.contains("warning") ? 4 : 3
    }
}

private struct SlackBody: Encodable {
    let text: String
    let blocks: [Block]

    init(title: String, text: String) {
        self.text = Self.escaped(title)
        blocks = [
            Block(type: "header", text: Text(type: "plain_text", text: title)),
            Block(type: "section", text: Text(type: "mrkdwn", text: String(Self.escaped(text).prefix(3_000)))),
        ]
    }

    /// Slack's three characters: `<!channel>` in a name must not wake everybody.
    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    struct Block: Encodable {
        let type: String
        let text: Text
    }

    struct Text: Encodable {
        let type: String
        let text: String
    }
}

private struct TeamsBody: Encodable {
    let type = "message"
    let attachments: [Attachment]

    init(title: String, text: String) {
        let paragraphs = text.split(separator: "\n\n").map { Block(text: String($0), weight: nil) }
        attachments = [
            Attachment(content: Card(body: [Block(text: title, weight: "Bolder")] + paragraphs))
        ]
    }

    struct Attachment: Encodable {
        let contentType = "application/vnd.microsoft.card.adaptive"
        let content: Card
    }

    struct Card: Encodable {
        let type = "AdaptiveCard"
        let version = "1.4"
        let body: [Block]
        let msteams = ["width": "Full"]
    }

    struct Block: Encodable {
        let type = "TextBlock"
        let wrap = true
        let text: String
        let weight: String?

        /// Markdown's own characters stand for themselves.
        init(text: String, weight: String?) {
            self.text = text.map { "\\`*_[]#".contains($0) ? "\\\($0)" : String($0) }.joined()
            self.weight = weight
        }
    }
}

private struct NtfyBody: Encodable {
    let topic: String
    let title: String
    let message: String
    let priority: Int
    let tags = ["klyfta"]
}
