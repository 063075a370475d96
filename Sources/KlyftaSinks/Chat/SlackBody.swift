import KlyftaAlerting
import KlyftaModel

/// A post by Slack's incoming webhook: a header, and a section a letter.
///
/// Sections are plain text, in which a star is a star; and Slack's three characters are escaped everywhere, because the text
/// of the notification is read as mark-up: `<!channel>` in a name must not wake everybody.
struct SlackBody: Encodable {
    let text: String
    let blocks: [Block]

    /// A section takes 3 000 characters, a message 50 blocks.
    init(_ records: [AlertRecord], in language: Language) {
        let shown = ChatLetters(records, in: language, each: 2_900, all: 24_000, escaped: Self.escaped)
        let title = PlainText.line(Digest(records, in: language).subject, atMost: 140)
        text = Self.escaped(title)
        blocks =
            [Block(type: "header", text: Text(text: Self.escaped(title)))]
            + shown.paragraphs.map { Block(type: "section", text: Text(text: $0)) }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    struct Block: Encodable {
        let type: String
        let text: Text
    }

    struct Text: Encodable {
        let type = "plain_text"
        let text: String
        /// Or `:name:` in a text becomes a picture.
        let emoji = false
    }
}
