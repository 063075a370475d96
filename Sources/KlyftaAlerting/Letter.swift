import KlyftaDivide
import KlyftaModel

/// What people get to read of an event, whole: a subject, one sentence, and the facts that let them judge it. No
/// adjective, no mark-up, no word from outside that is not told as such.
package struct Letter: Codable, Hashable, Sendable {
    /// One line: what happened, of what, where, when.
    package let subject: String
    /// What happened, in one sentence, with the numbers.
    package let sentence: String
    /// The facts in the order in which one asks, each with its label.
    package let facts: [Fact]

    /// A fact under its label.
    package struct Fact: Codable, Hashable, Sendable {
        package let label: String
        package let text: String
    }

    /// The letter on an event.
    /// - Parameter time: when it was committed.
    package init(on event: AlertEvent, at time: CommitTime, in language: Language) {
        let words = LetterWords(event, time, language)
        subject = words.subject
        sentence = EventWords(event, Wording(language: language)).headline
        facts = words.facts
    }

    /// A letter of these parts.
    init(subject: String, sentence: String, facts: [Fact]) {
        self.subject = subject
        self.sentence = sentence
        self.facts = facts
    }

    /// The letter as plain text, in lines of at most 78 characters where words allow it.
    package var text: String {
        let width = facts.map(\.label.count).max() ?? 0
        let body = facts.map { fact in
            let head = "\(fact.label)\(String(repeating: " ", count: width - fact.label.count))  "
            let indent = String(repeating: " ", count: width + 2)
            return head + Self.lines(fact.text, width: 78 - width - 2).joined(separator: "\n\(indent)")
        }
        return ([Self.lines(sentence, width: 78).joined(separator: "\n"), ""] + body).joined(separator: "\n")
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
