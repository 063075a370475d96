import KlyftaAlerting
import KlyftaModel

/// The letters of a post as lines, as far as a chat takes them: a letter that is too long is cut between two lines, at its
/// end, where what only an analyst asks stands; letters that do not fit are counted.
struct ChatLetters {
    /// A line of a letter.
    struct Line: Hashable {
        /// Of a fact; empty for other lines.
        let label: String
        let text: String

        var whole: String { label.isEmpty ? text : "\(label): \(text)" }
    }

    let letters: [[Line]]
    /// How many letters did not fit.
    let rest: Int

    /// - Parameters:
    ///   - each: how many bytes a letter may have.
    ///   - all: how many all may have.
    ///   - overhead: how many bytes a line costs beside its own.
    ///   - escaped: what a text is in the form that is written.
    init(
        _ records: [AlertRecord], in language: Language, each: Int, all: Int, overhead: Int = 1,
        escaped: (String) -> String = { $0 }
    ) {
        var letters: [[Line]] = []
        var room = all
        let size = { (line: Line) in line.whole.utf8.count + overhead }
        for record in records {
            let lines = Self.lines(
                of: record, in: language, isAlone: records.count == 1, fitting: min(each, room), size, escaped)
            guard let lines else { break }
            letters.append(lines)
            room -= lines.reduce(0) { $0 + size($1) }
        }
        (self.letters, rest) = (letters, records.count - letters.count)
    }

    private static func lines(
        of record: AlertRecord, in language: Language, isAlone: Bool, fitting limit: Int, _ size: (Line) -> Int,
        _ escaped: (String) -> String
    ) -> [Line]? {
        let letter = record.letter(in: language)
        func line(_ text: String, _ label: String = "", atMost limit: Int) -> Line {
            Line(label: escaped(label), text: escaped(PlainText.line(text, atMost: limit)))
        }
        let more = line("… 'klyfta explain \(record.id)'", atMost: 200)
        var lines = (isAlone ? [] : [line(letter.subject, atMost: 300)]) + [line(letter.sentence, atMost: 900)]
        var room = limit - size(more) - lines.reduce(0) { $0 + size($1) }
        guard room >= 0 else { return nil }
        for fact in letter.facts {
            let next = line(fact.text, fact.label, atMost: 1_500)
            room -= size(next)
            guard room >= 0 else { return lines + [more] }
            lines.append(next)
        }
        return lines
    }

    /// Everything as paragraphs, a letter each, and how many more there are.
    var paragraphs: [String] {
        letters.map { $0.map(\.whole).joined(separator: "\n") } + [remainder].compactMap(\.self)
    }

    /// How many more there are, and where; `nil` if none are.
    var remainder: String? { rest > 0 ? "+ \(rest): 'klyfta history'" : nil }
}
