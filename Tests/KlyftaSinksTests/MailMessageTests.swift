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
        record.letter = Letter(
            subject: "s", sentence: String(repeating: "räksmörgås på Hisingen ", count: 40) + "\n.\n.x\nFrom x\nslut ",
            facts: [Letter.Fact(label: ".", text: "."), Letter.Fact(label: "From", text: "x")])
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
        record.letter = Letter(subject: title, sentence: title)
        record.rule = title
        record.alert = title
        record.id = title
        let headers = headers(mail([record], in: .english))
        #expect(headers["Bcc"] == nil)
        #expect(headers.keys.count == 13, "\(headers.keys.sorted())")
    }

    /// The body as it is read: the transfer encoding taken off.
    private func body(_ mail: String) throws -> String {
        let encoded = mail.components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n")
        var bytes: [UInt8] = []
        var rest = Array(encoded.replacing("=\r\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            bytes.append(try #require(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)))
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    }

    @Test(arguments: [Language.swedish, .norwegian, .english])
    func `a mail is the letter in the language of whoever gets it`(language: Language) throws {
        let record = AlertRecord.example(1, in: language)
        let letter = record.letter(in: language)
        #expect(try body(mail([record], in: language)).hasPrefix("\(letter.text)\n\n-- \n"))
    }

    @Test func `a digest is one mail of several letters, each under its subject`() throws {
        let records = [AlertRecord.example(1, in: .swedish), .example(2, .retracted, in: .swedish)]
        let mail = mail(records)
        let letters = records.map { $0.letter(in: .swedish) }
        let body = try body(mail)
        for letter in letters { #expect(body.contains("\(letter.subject)\n\n\(letter.text)")) }
        #expect(Digest(records, in: .swedish).subject == "2 händelser: 1 larm, 1 återtaget larm")
    }

    @Test func `fault 42: no name brings a character into a mail that is not seen, or begins a line`() throws {
        let mail = mail([.hostile()], in: .english)
        let body = try body(mail)
        #expect(headers(mail).keys.count == 13 && !body.contains("\u{1B}") && !body.contains("\u{202E}"))
        #expect(body.contains("<!channel> <b>*bold*</b>"), "plain text has no marks to escape")
        let begun = body.split(separator: "\n").filter { $0.hasPrefix("second line") }
        #expect(begun.isEmpty, "\(body)")
    }

    @Test(arguments: ["a@b", "team@example.org"])
    func `a plain address is one`(text: String) { #expect(MailMessage.isAddress(text)) }

    @Test(arguments: ["", "a", "a@b@c", "a b@c", "-f@x", "a@b\nBcc: x", "<a@b>", "a@b,c@d", "å@b"])
    func `anything else is no address`(text: String) { #expect(!MailMessage.isAddress(text)) }
}
