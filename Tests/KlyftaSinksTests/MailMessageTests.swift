import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import Testing

@Suite("Mails")
struct MailMessageTests {
    private func mail(_ records: [AlertRecord], in language: Language = .swedish) -> String {
        let envelope = MailMessage.Envelope(
            from: "klyfta@example.org", to: ["a@example.org", "b@example.org"], host: "h1", language: language)
        return MailMessage(records, envelope, at: CommitTime(milliseconds: 1_795_000_000_123)).text
    }

    /// The headers by name, unfolded.
    private func headers(_ mail: String) -> [String: String] {
        let head = mail.components(separatedBy: "\r\n\r\n")[0].replacing("\r\n ", with: " ")
        let pairs = head.components(separatedBy: "\r\n").map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return (String(line[..<colon]), String(line[colon...].dropFirst(2)))
        }
        return Dictionary(pairs) { one, _ in one }
    }

    @Test func `a mail has the headers that keep machines from answering it`() {
        let headers = headers(mail([.example(1)]))
        #expect(headers["From"] == "klyfta@example.org")
        #expect(headers["To"] == "a@example.org, b@example.org")
        #expect(headers["Date"] == "Wed, 18 Nov 2026 11:06:40 +0000")
        #expect(headers["Auto-Submitted"] == "auto-generated")
        #expect(headers["Content-Type"] == "text/plain; charset=utf-8")
    }

    @Test func `all mails of an episode are one thread, each with its own id`() {
        let record = AlertRecord.example(3)
        let headers = headers(mail([record]))
        #expect(headers["Message-ID"] == "<0123456789abcdef-3-fired@h1>")
        #expect(headers["References"] == "<0123456789abcdef-3.thread@h1>")
        #expect(headers["In-Reply-To"] == headers["References"])
        #expect(self.headers(mail([.example(3), .example(4)]))["References"] == nil, "a digest is no thread")
    }

    @Test func `every line is ASCII, ends with CR LF and is short`() {
        var record = AlertRecord.example(1, in: .swedish)
        record.message = String(repeating: "räksmörgås på Hisingen ", count: 40) + "\n.\n.x\nFrom x\nslut "
        for line in mail([record]).components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 78 && line.utf8.allSatisfy { (32...126).contains($0) }, "\(line)")
            #expect(line != "." && !line.hasPrefix("From "))
        }
    }

    @Test(arguments: [
        "a\r\nBcc: all@example.org", "a\nBcc: x@y", "a\rBcc: x@y", "a\u{2028}Bcc: x@y", "a\u{85}Bcc: x@y",
    ])
    func `fault 42: a line break in a name begins no header`(title: String) {
        var record = AlertRecord.example(1)
        record.numbers?.title = title
        record.rule = title
        record.alert = title
        record.id = title
        let headers = headers(mail([record], in: .english))
        #expect(headers["Bcc"] == nil)
        #expect(headers.keys.count == 13, "\(headers.keys.sorted())")
    }

    @Test(arguments: ["a@b", "team@example.org"])
    func `a plain address is one`(text: String) { #expect(MailMessage.isAddress(text)) }

    @Test(arguments: ["", "a", "a@b@c", "a b@c", "-f@x", "a@b\nBcc: x", "<a@b>", "a@b,c@d", "å@b"])
    func `anything else is no address`(text: String) { #expect(!MailMessage.isAddress(text)) }
}
