import Foundation
import Testing

/// Mails into a server: by msmtp, which stands for every `sendmail`, and by libcurl.
@Suite(.enabled(if: Peers.hasPython, "needs aiosmtpd from PyPI: .ci/peers"))
struct MailPeerTests {
    private let scratch: Scratch
    private let port: Int

    init() throws {
        scratch = try Scratch()
        port = try Peers.freePort()
        try scratch.makeDirectory("mails")
    }

    /// Takes mails without SMTPUTF8, and writes each down with what it was given for it. It refuses a certain recipient,
    /// and puts off another once, as greylisting does.
    private static let server = """
        import sys, json, asyncio
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import SMTP
        class Handler:
            seen = set()
            count = 0
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("nobody"): return "550 no such user"
                if address.startswith("grey") and address not in Handler.seen:
                    Handler.seen.add(address)
                    return "451 come again"
                envelope.rcpt_tos.append(address)
                return "250 OK"
            async def handle_DATA(self, server, session, envelope):
                Handler.count += 1
                with open(f"{sys.argv[2]}/{Handler.count}.json", "w") as file:
                    json.dump([envelope.mail_from, envelope.rcpt_tos, envelope.content.decode("latin-1")], file)
                return "250 OK"
        async def main():
            loop = asyncio.get_running_loop()
            await loop.create_server(lambda: SMTP(Handler(), enable_SMTPUTF8=False), "127.0.0.1", int(sys.argv[1]))
            open(sys.argv[2] + "/ready", "w").close()
            await asyncio.Event().wait()
        asyncio.run(main())
        """

    /// Reads the mails again as their readers do.
    private static let reader = """
        import sys, json, glob, email
        from email import policy
        for path in sorted(glob.glob(sys.argv[1] + "/*.json")):
            sender, recipients, text = json.load(open(path))
            mail = email.message_from_bytes(text.encode("latin-1"), policy=policy.default)
            assert not mail.defects, mail.defects
            for name, value in mail.items(): assert not getattr(value, "defects", ()), (name, value.defects)
            print(json.dumps({"from": sender, "to": recipients, "subject": mail["subject"], "body": mail.get_content(),
                "id": mail["message-id"], "auto": mail["auto-submitted"]}))
        """

    private struct Mail: Decodable {
        let from: String
        let to: [String]
        let subject: String
        let body: String
        let id: String
        let auto: String
    }

    private func mails() throws -> [Mail] {
        let ending = try scratch.python(Self.reader, scratch["mails"])
        #expect(ending.status == .exited(0), "\(ending)")
        return try ending.output.split(separator: "\n").map {
            try JSONDecoder().decode(Mail.self, from: Data($0.utf8))
        }
    }

    private func withServer(_ work: () throws -> Void) throws {
        let server = try scratch.startPython(Self.server, ["\(port)", scratch["mails"]])
        try eventually("the server listens") { scratch.exists("mails/ready") }
        try work()
        withExtendedLifetime(server) {}
    }

    private func prepare(to: String = "team@example.org", _ way: String) throws {
        let head = "sinks: { team: { kind: mail, from: klyfta@example.org, to: \(to), language: sv, \(way) } }"
        try scratch.prepare(head: head)
    }

    private var smtp: String { "smtp: { host: 127.0.0.1, port: \(port), security: none }" }

    private func msmtp() throws -> String {
        try scratch.write(
            "account default\nhost 127.0.0.1\nport \(port)\nauto_from off\nfrom klyfta@example.org\n", to: "msmtprc")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch["msmtprc"])
        return "sendmail: \(Peers.msmtp), arguments: [\"-C\", \(scratch["msmtprc"])]"
    }

    @Test(.enabled(if: Peers.has(Peers.msmtp), "needs msmtp: .ci/peers"), arguments: [false, true])
    func `one round is one mail, whole and without a defect`(isSMTP: Bool) throws {
        try withServer {
            try prepare(isSMTP ? smtp : msmtp())
            let ending = try scratch.once()
            #expect(ending.status == .exited(0), "\(ending)")
            let mails = try mails()
            try #require(mails.count == 1)
            #expect(mails[0].from == "klyfta@example.org" && mails[0].to == ["team@example.org"])
            #expect(mails[0].subject == "4 händelser: 4 larm")
            #expect(mails[0].auto == "auto-generated")
            for event in try scratch.alertFile() {
                #expect(mails[0].body.contains("regel \(event.rule)"), "\(mails[0].body)")
            }
            #expect(try scratch.once().status == .exited(0))
            #expect(try self.mails().count == 1, "nothing where nothing changed")
        }
    }

    @Test(.enabled(if: Peers.has(Peers.msmtp), "needs msmtp: .ci/peers"), arguments: [false, true])
    func `a mail that is put off comes with the next try`(isSMTP: Bool) throws {
        try withServer {
            try prepare(to: "grey@example.org", isSMTP ? smtp : msmtp())
            #expect(try scratch.once().status == .exited(1))
            #expect(try mails().isEmpty)
            #expect(try scratch.once().status == .exited(0))
            #expect(try mails().count == 1)
        }
    }

    @Test(.enabled(if: Peers.has(Peers.msmtp), "needs msmtp: .ci/peers"), arguments: [false, true])
    func `a recipient who does not exist is told, and holds up no other sink`(isSMTP: Bool) throws {
        try withServer {
            try prepare(to: "nobody@example.org", isSMTP ? smtp : msmtp())
            let ending = try scratch.once()
            #expect(ending.status == .exited(1))
            #expect(ending.errors.contains("sink team: "), "\(ending)")
            #expect(try scratch.alertFile().count == 4)
            let list = try scratch.klyfta("outbox", "list", "--config", scratch["klyfta.yaml"], "--format", "json")
            #expect(list.output.contains("waiting") && list.output.contains("team"), "\(list)")
        }
    }
}
