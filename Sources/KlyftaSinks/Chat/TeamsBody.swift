import KlyftaAlerting
import KlyftaModel

/// A post to a workflow of Teams: an Adaptive Card with a line of text for each line of the letters.
///
/// The lines are runs of rich text. Those know neither Markdown nor HTML, on any device; blocks of text know Markdown, and
/// not every device the escapes from it.
struct TeamsBody: Encodable {
    let type = "message"
    let attachments: [Attachment]

    /// A message takes 28 KB; a line costs about 160 bytes more than its text.
    init(_ records: [AlertRecord], in language: Language) {
        let shown = ChatLetters(records, in: language, each: 12_000, all: 24_000, overhead: 160)
        let title = PlainText.line(Digest(records, in: language).subject, atMost: 150)
        var blocks = [Block([Run(title, isBold: true)])]
        for letter in shown.letters {
            blocks += letter.enumerated().map { number, line in
                let label = line.label.isEmpty ? [] : [Run("\(line.label): ", isBold: true)]
                let isSubject = number == 0 && records.count > 1
                return Block(label + [Run(line.text, isBold: isSubject)], spacing: number == 0 ? "Medium" : "Small")
            }
        }
        if let remainder = shown.remainder { blocks.append(Block([Run(remainder)])) }
        attachments = [Attachment(content: Card(body: blocks))]
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
        let type = "RichTextBlock"
        let spacing: String
        let inlines: [Run]

        init(_ inlines: [Run], spacing: String = "Default") {
            (self.inlines, self.spacing) = (inlines, spacing)
        }
    }

    struct Run: Encodable {
        let type = "TextRun"
        let text: String
        let weight: String?

        init(_ text: String, isBold: Bool = false) {
            (self.text, weight) = (text, isBold ? "Bolder" : nil)
        }
    }
}
