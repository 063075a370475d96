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

    private var hostile: AlertRecord {
        var record = AlertRecord.example(1)
        record.message = "<!channel> \"x\" \\ {{title}} & *bold* \u{202E}reversed\u{1B}[31m\r\nsecond"
        return record
    }

    @Test func `Slack gets a header and a section`() throws {
        let body = try json(.slack, [.example(1, in: .english)])
        let blocks = try #require(body["blocks"] as? [[String: Any]])
        #expect(blocks.map { $0["type"] as? String } == ["header", "section"])
        #expect(body["text"] as? String == "Alert (warning): Fibre, rule fibre")
    }

    @Test func `fault 42: nobody in Slack is woken by a name`() throws {
        let text = String(decoding: try ChatForm.slack.body([hostile], in: .english), as: UTF8.self)
        #expect(!text.contains("<!channel>") && text.contains("&lt;!channel&gt;"))
        #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `Teams gets an Adaptive Card`() throws {
        let body = try json(.teams, [hostile])
        let attachments = try #require(body["attachments"] as? [[String: Any]])
        let card = try #require(attachments.first?["content"] as? [String: Any])
        #expect(attachments.first?["contentType"] as? String == "application/vnd.microsoft.card.adaptive")
        #expect(card["type"] as? String == "AdaptiveCard")
        let texts = (card["body"] as? [[String: Any]])?.compactMap { $0["text"] as? String } ?? []
        #expect(texts.contains { $0.contains("\\*bold\\*") })
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
        #expect(body["text"] as? String == "200 events: 199 alert, 1 resolved")
        let section = (body["blocks"] as? [[String: Any]])?.last?["text"] as? [String: String]
        #expect((section?["text"]?.count ?? 9_999) <= 3_000)
        #expect(section?["text"]?.contains("klyfta alerts --history") == true)
    }

    @Test func `fault 42: no word can end the string of a template that it stands in`() throws {
        let template = try ChatTemplate(#"{"a": "{{ message }}", "b": "{{title}}", "c": "{{value}}"}"#)
        let body = try json(.template(template), [hostile])
        #expect(Set(body.keys) == ["a", "b", "c"])
        #expect((body["a"] as? String)?.contains("{{title}}") == true, "what is put in is not filled in again")
        #expect(body["c"] as? String == "31.0")
    }

    @Test(arguments: [("{{titel}}", TemplateProblem.unknown("titel")), ("{{title", .open)])
    func `a template with a fault is refused`(text: String, problem: TemplateProblem) {
        #expect(throws: problem) { try ChatTemplate(text) }
    }

    @Test func `a drill says so first`() {
        let record = Drill.record(at: CommitTime(milliseconds: 0), in: .english, by: "anna")
        #expect(Headline.text(of: record, in: .english).hasPrefix("[TEST] "))
        #expect(record.message.hasPrefix("[TEST] ") && record.message.contains("anna"))
    }
}
