import KlyftaDivide
import KlyftaModel

/// What people get to read of an event, whole: a subject, one sentence, and the facts that let them judge it. No
/// adjective, no mark-up.
///
/// It is the one way to say an event: mails, chats and the texts for people hold it, the sentence is the `message` of the
/// record, and `klyfta explain EVENT` prints it. Names come from outside; whatever they are, every part of a letter is one
/// line of characters that are seen. What a form besides that takes for its own marks, its sink escapes.
package struct Letter: Hashable, Sendable {
    /// One line: what happened, to what, where, when, by which rule.
    package let subject: String
    /// What happened, in a sentence or two, with the numbers.
    package let sentence: String
    /// The facts in the order in which one asks, each with its label; what only an analyst asks comes last.
    package let facts: [Fact]
    /// What the indicator is called in the language of the letter; `nil` where no numbers belong to the event.
    package let title: String?

    /// A fact under its label.
    package struct Fact: Codable, Hashable, Sendable {
        /// What it is, in the language of the letter.
        package let label: String
        /// What it says.
        package let text: String

        package init(label: String, text: String) {
            self.label = label
            self.text = text
        }
    }

    /// A letter of parts, each made one line.
    package init(subject: String, sentence: String, facts: [Fact] = [], title: String? = nil) {
        self.subject = PlainText.line(subject)
        self.sentence = PlainText.line(sentence, atMost: Self.longest)
        self.facts = facts.map {
            Fact(label: PlainText.line($0.label), text: PlainText.line($0.text, atMost: Self.longest))
        }
        self.title = title.map { PlainText.line($0) }
    }

    /// Longer than any part is that we write, and a limit to what a name can do.
    private static let longest = 4_000

    /// The letter on an event.
    /// - Parameter time: when it was committed.
    package init(on event: AlertEvent, at time: CommitTime, in language: Language) {
        let words = LetterWords(event, time, language)
        self.init(
            subject: words.subject, sentence: EventWords(event, Wording(language: language)).message,
            facts: words.facts, title: event.alert?.indicator.title[language])
    }

    /// The letter as plain text, in lines of at most 78 characters where words allow it.
    package var text: String {
        let width = facts.map(\.label.count).max() ?? 0
        let body = facts.map { fact in
            let head = "\(fact.label)\(String(repeating: " ", count: width - fact.label.count))  "
            let indent = String(repeating: " ", count: width + 2)
            return head + Self.lines(fact.text, width: 78 - width - 2).joined(separator: "\n\(indent)")
        }
        let sentence = Self.lines(sentence, width: 78).joined(separator: "\n")
        return body.isEmpty ? sentence : ([sentence, ""] + body).joined(separator: "\n")
    }

    private static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let line = lines.last, line.count + word.count < width {
                lines[lines.count - 1] = "\(line) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

extension Letter: Codable {
    private enum CodingKeys: String, CodingKey { case subject, sentence, facts, title }

    /// Reads a stored letter; what an older Klyfta let into it is made one line too.
    package init(from decoder: any Decoder) throws {
        let parts = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            subject: try parts.decode(String.self, forKey: .subject),
            sentence: try parts.decode(String.self, forKey: .sentence),
            facts: try parts.decode([Fact].self, forKey: .facts),
            title: try parts.decodeIfPresent(String.self, forKey: .title))
    }
}
