import KlyftaDivide
import KlyftaModel

/// What people get to read of an event, whole: a subject, one sentence, and the facts that let them judge it. No
/// adjective, no mark-up.
///
/// It is the one way to say an event: mails, chats and the texts for people hold it, the sentence is the `message` of the
/// record, and `klyfta explain EVENT` prints it. Names come from outside; whatever they are, every part of a letter is one
/// line of characters that are seen. What a form besides that takes for its own marks, its sink escapes.
package struct Letter: Hashable, Sendable {
    /// Its parts, a line each: subject, sentence and title, then label and text of one fact after the other. One text and not
    /// one a part, since an edition that is read holds hundreds of letters, and a letter has thirty parts.
    private let lines: String

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
        let head = [
            PlainText.line(subject), PlainText.line(sentence, atMost: Self.longest), PlainText.line(title ?? ""),
        ]
        let parts = head + facts.flatMap { [PlainText.line($0.label), PlainText.line($0.text, atMost: Self.longest)] }
        var lines = ""
        // Grown piece by piece it would take up to twice its room.
        lines.reserveCapacity(parts.reduce(parts.count) { $0 + $1.utf8.count })
        for part in parts { lines += part + "\n" }
        self.lines = lines
    }

    /// Longer than any part is that we write, and a limit to what a name can do.
    private static let longest = 4_000

    private var parts: [String] {
        lines.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
            .map { String(Substring($0)) }
    }

    /// One line: what happened, to what, where, when, by which rule.
    package var subject: String { parts[0] }

    /// What happened, in a sentence or two, with the numbers.
    package var sentence: String { parts[1] }

    /// What the indicator is called in the language of the letter; `nil` where no numbers belong to the event.
    package var title: String? {
        let title = parts[2]
        return title.isEmpty ? nil : title
    }

    /// The facts in the order in which one asks, each with its label; what only an analyst asks comes last.
    package var facts: [Fact] {
        let parts = parts
        return stride(from: 3, to: parts.count, by: 2).map { Fact(label: parts[$0], text: parts[$0 + 1]) }
    }

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
        let facts = facts
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

    package func encode(to encoder: any Encoder) throws {
        var parts = encoder.container(keyedBy: CodingKeys.self)
        try parts.encode(subject, forKey: .subject)
        try parts.encode(sentence, forKey: .sentence)
        try parts.encode(facts, forKey: .facts)
        try parts.encodeIfPresent(title, forKey: .title)
    }
}
