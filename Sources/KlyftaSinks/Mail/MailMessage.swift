import KlyftaAlerting
import KlyftaModel

/// A mail with the letters on events: RFC 5322, plain text.
///
/// All mails of an episode are one thread: they refer to an id made of its name, and an event's own id is made of the
/// event's, so that a mail that was sent twice can be known again.
package struct MailMessage: Sendable {
    /// Who is written to, and by whom.
    package struct Envelope: Hashable, Sendable {
        package var from: String
        package var to: [String]
        /// The right side of message ids: the host that says it.
        package var host: String
        package var language: Language

        package init(from: String, to: [String], host: String, language: Language) {
            self.from = from
            self.to = to
            self.host = host
            self.language = language
        }
    }

    /// Whether a text is an address that can stand in a header and on a command line.
    package static func isAddress(_ text: String) -> Bool { HeaderText.isAddress(text) && !text.hasPrefix("-") }

    private let records: [AlertRecord]
    private let envelope: Envelope
    private let time: CommitTime

    /// - Parameters:
    ///   - records: at least one; several are a digest.
    ///   - time: when it is written.
    package init(_ records: [AlertRecord], _ envelope: Envelope, at time: CommitTime) {
        self.records = records
        self.envelope = envelope
        self.time = time
    }

    /// The whole mail, its lines ended by CR LF.
    package var text: String {
        let headers =
            [
                ("From", envelope.from), ("To", envelope.to.joined(separator: ",\r\n ")),
                ("Subject", HeaderText.encoded(digest.subject)), ("Date", MailDate.text(time)),
            ] + threading + [
                ("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"),
                ("X-Klyfta-Event", HeaderText.encoded(records.map(\.id).joined(separator: " "))),
                ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Transfer-Encoding", "quoted-printable"),
            ]
        return headers.map { "\($0): \($1)\r\n" }.joined() + "\r\n" + QuotedPrintable.encoded(body) + "\r\n"
    }

    private var digest: Digest { Digest(records, in: envelope.language) }

    private var threading: [(String, String)] {
        let own = ("Message-ID", id(records.map(\.id).joined(separator: ".")))
        let threads = Set(records.map { id("\($0.alert)-\($0.episode).thread") })
        guard let thread = threads.first, threads.count == 1 else { return [own] }
        return [own, ("In-Reply-To", thread), ("References", thread)]
    }

    /// A message id of a name; a long list of names, or one with what an id may not hold, is told by its fingerprint.
    private func id(_ name: String) -> String {
        let isPlain =
            name.utf8.count <= 120
            && name.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 45
                    || byte == 46
            }
        return "<\(isPlain ? name : Fingerprint(of: ["events": name]).description)@\(envelope.host)>"
    }

    private var body: String { "\(digest.text)\n\n-- \nKlyfta, \(envelope.host)" }
}

/// A date as mail has it: `Sat, 21 Nov 2026 19:30:00 +0000`.
enum MailDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    static func text(_ time: CommitTime) -> String {
        let iso = time.description
        let parts = iso.prefix(10).split(separator: "-")
        let day = Int((time.milliseconds / 86_400_000) % 7)
        let month = Int(parts[1]).map { months[$0 - 1] } ?? ""
        return "\(days[day]), \(parts[2]) \(month) \(parts[0]) \(iso.dropFirst(11).prefix(8)) +0000"
    }
}
