import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import Testing

@Suite("Chats")
struct ChatFormTests {
    private func json(_ form: ChatForm, _ records: [AlertRecord]) throws -> [String: Any] {
        let bytes = try form.body(records, in: .english)
        return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    /// A letter in which every part that comes from outside is meant to do harm.
    private var hostile: AlertRecord { .hostile() }

    /// Every text in a body, however deep it lies.
    private func texts(_ value: Any) -> [String] {
        switch value {
        case let text as String: [text]
        case let list as [Any]: list.flatMap(texts)
        case let object as [String: Any]: object.sorted { $0.key < $1.key }.flatMap { texts($0.value) }
        default: []
        }
    }

    @Test func `Slack gets a header and a section with the letter`() throws {
        let record = AlertRecord.example(1, in: .english)
        let body = try json(.slack, [record])
        let blocks = try #require(body["blocks"] as? [[String: Any]])
        #expect(blocks.map { $0["type"] as? String } == ["header", "section"])
        let letter = record.letter(in: .english)
        #expect(body["text"] as? String == letter.subject)
        let section = try #require((blocks[1]["text"] as? [String: Any])?["text"] as? String)
        #expect(section.hasPrefix(letter.sentence + "\nindicator: office.fibre, Fibre\n"), "\(section)")
        #expect(section.contains("next step: ") && section.contains("proof: 'klyfta explain \(record.id)'"))
    }

    @Test func `fault 42: nobody in Slack is woken by a name, and no name is mark-up`() throws {
        let body = try json(.slack, [hostile])
        for text in texts(body) { #expect(!text.contains("<") && !text.contains(">"), "\(text)") }
        #expect(texts(body).contains { $0.contains("&lt;!channel&gt;") && $0.contains("*bold*") })
        let kinds = (body["blocks"] as? [[String: Any]])?.compactMap {
            ($0["text"] as? [String: Any])?["type"] as? String
        }
        #expect(Set(kinds ?? []) == ["plain_text"], "in which a star is a star")
    }

    @Test func `fault 42: Teams gets an Adaptive Card of texts that are neither Markdown nor HTML`() throws {
        let body = try json(.teams, [hostile])
        let attachments = try #require(body["attachments"] as? [[String: Any]])
        let card = try #require(attachments.first?["content"] as? [String: Any])
        #expect(attachments.first?["contentType"] as? String == "application/vnd.microsoft.card.adaptive")
        #expect(card["type"] as? String == "AdaptiveCard")
        let blocks = try #require(card["body"] as? [[String: Any]])
        #expect(blocks.allSatisfy { $0["type"] as? String == "RichTextBlock" })
        let runs = blocks.flatMap { $0["inlines"] as? [[String: Any]] ?? [] }
        #expect(runs.allSatisfy { $0["type"] as? String == "TextRun" })
        #expect(texts(runs).contains { $0.contains("<b>*bold*</b>") }, "it stands there as it is")
    }

    @Test(arguments: [
        ChatForm.slack, .teams, .ntfy(topic: "klyfta"),
        .template(try! ChatTemplate(#"{"a": "{{text}} {{title}} {{attribution}}"}"#)),
    ])
    func `fault 42: no chat gets a character that is not seen, or a line that a name has begun`(form: ChatForm) throws {
        for text in texts(try json(form, [hostile, .example(2)])) {
            let isPlain = text.unicodeScalars.allSatisfy { scalar in
                scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
            }
            #expect(isPlain, "\(text.debugDescription)")
            #expect(!text.split(separator: "\n").contains { $0.hasPrefix("second line") }, "\(text)")
        }
    }

    @Test(arguments: [(GapRule.Severity.critical, 5), (.warning, 4), (.info, 3)])
    func `ntfy gets its topic and a priority`(severity: GapRule.Severity, priority: Int) throws {
        let body = try json(.ntfy(topic: "klyfta"), [.example(1, severity: severity)])
        #expect(body["topic"] as? String == "klyfta")
        #expect(body["priority"] as? Int == priority)
    }

    @Test func `a digest counts what it holds and fits`() throws {
        let records = (1...200).map { AlertRecord.example(Int64($0), $0 == 1 ? .resolved : .fired, in: .english) }
        let body = try json(.slack, records)
        #expect(body["text"] as? String == "200 events: 199 alerts, 1 resolved alert")
        let blocks = try #require(body["blocks"] as? [[String: Any]])
        let sections = blocks.compactMap { ($0["text"] as? [String: Any])?["text"] as? String }
        #expect(sections.allSatisfy { $0.count <= 3_000 } && sections.count <= 50)
        #expect(sections.contains { $0.hasPrefix("+ ") && $0.hasSuffix(": 'klyfta history'") })
        let teams = try ChatForm.teams.body(records, in: .english)
        #expect(teams.count <= 28 << 10, "\(teams.count)")
        let ntfy = try #require(json(.ntfy(topic: "t"), records)["message"] as? String)
        #expect(ntfy.utf8.count <= 4_096 && ntfy.contains("'klyfta history'"))
    }

    @Test func `a letter that is too long is cut between two lines, and says where the rest is`() throws {
        var record = AlertRecord.example(1)
        let facts = (1...40).map { Letter.Fact(label: "fact \($0)", text: String(repeating: "word ", count: 60)) }
        record.letter = Letter(subject: "s", sentence: "One sentence.", facts: facts)
        let message = try #require(json(.ntfy(topic: "t"), [record])["message"] as? String)
        let lines = message.split(separator: "\n")
        #expect(lines.first == "One sentence." && lines.last == "… 'klyfta explain \(record.id)'")
        #expect(lines.dropFirst().dropLast().allSatisfy { $0.hasPrefix("fact ") && $0.hasSuffix("word") })
    }

    @Test func `fault 42: no word can end the string of a template that it stands in`() throws {
        let template = try ChatTemplate(#"{"a": "{{ message }}", "b": "{{title}}", "c": "{{value}}"}"#)
        let body = try json(.template(template), [hostile])
        #expect(Set(body.keys) == ["a", "b", "c"])
        #expect((body["b"] as? String)?.contains("{{title}}") == true, "what is put in is not filled in again")
        #expect(body["c"] as? String == "31.0")
    }

    @Test(arguments: [("{{titel}}", TemplateProblem.unknown("titel")), ("{{title", .open)])
    func `a template with a fault is refused`(text: String, problem: TemplateProblem) {
        #expect(throws: problem) { try ChatTemplate(text) }
    }

    @Test func `a drill says so first`() {
        let record = Drill.record(at: CommitTime(milliseconds: 0), in: .english, by: "anna")
        #expect(Digest([record], in: .english).subject.hasPrefix("[TEST] "))
        #expect(record.message.hasPrefix("[TEST] ") && record.message.contains("anna"))
    }
}
