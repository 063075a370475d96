import Foundation
import KlyftaTestKit
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
        import sys, json, asyncio, ssl
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import SMTP, AuthResult
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
        # Further words: a certificate to speak TLS with, from the first byte or by STARTTLS, and who has which password.
        def allow(server, session, envelope, mechanism, data):
            open(sys.argv[2] + "/asked", "a").write("login\\n")
            isRight = [data.login.decode(), data.password.decode()] == sys.argv[5:7]
            return AuthResult(success=isRight, handled=isRight)
        def speak(context):
            isInside = context is not None and sys.argv[4] == "starttls"
            return SMTP(Handler(), enable_SMTPUTF8=False, tls_context=context if isInside else None,
                require_starttls=isInside, authenticator=allow, auth_required=len(sys.argv) > 5,
                auth_require_tls=isInside)
        async def main():
            loop = asyncio.get_running_loop()
            context = None
            if len(sys.argv) > 3 and sys.argv[3]:
                context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
                context.load_cert_chain(sys.argv[3] + ".pem", sys.argv[3] + ".key")
            outside = context if context is not None and sys.argv[4] == "tls" else None
            await loop.create_server(lambda: speak(context), "127.0.0.1", int(sys.argv[1]), ssl=outside)
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

    private func withServer(_ words: [String] = [], _ work: () throws -> Void) throws {
        let server = try scratch.startPython(Self.server, ["\(port)", scratch["mails"]] + words)
        try eventually("the server listens", within: .seconds(60)) {
            if server.isOver { throw Missed("\(try server.ending())") }
            return scratch.exists("mails/ready")
        }
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
            #expect(try scratch.once(isHurried: true).status == .exited(0))
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

    private static let password = "correct-horse-battery"

    /// Makes the certificates of servers, and the file with a password; tells how the server is spoken to then.
    private func secured(
        _ security: String, trusting certificates: String? = "good.pem", password: String = Self.password
    ) throws -> String {
        try TLSServer.makeCertificate("good", for: "IP:127.0.0.1", in: scratch.path)
        try TLSServer.makeCertificate("other", for: "DNS:somebody.example", in: scratch.path)
        try scratch.write(password + "\n", to: "password")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch["password"])
        let trust = certificates.map { ", certificates: \(scratch[$0])" } ?? ""
        return "smtp: { host: 127.0.0.1, port: \(port), security: \(security), user: klyfta, "
            + "password: \(scratch["password"])\(trust) }"
    }

    private func withSecureServer(
        _ security: String, showing certificate: String = "good", _ work: () throws -> Void
    ) throws {
        let files = certificate.isEmpty ? "" : scratch[certificate]
        try withServer([files, security, "klyfta", Self.password], work)
    }

    @Test(arguments: ["starttls", "tls"])
    func `a mail goes out encrypted and with a password, which is written nowhere`(security: String) throws {
        try prepare(secured(security))
        try withSecureServer(security) {
            let ending = try scratch.once()
            #expect(ending.status == .exited(0), "\(ending)")
            #expect(try mails().map(\.subject) == ["4 händelser: 4 larm"])
            #expect(try scratch.read("mails/asked") == "login\n")
            try expectSecret(ending)
        }
    }

    @Test(arguments: ["starttls", "tls"])
    func `a wrong password is refused with words, without the password, and the mail is kept`(security: String) throws {
        try prepare(secured(security, password: "wrong-horse"))
        try withSecureServer(security) {
            let ending = try scratch.once()
            #expect(ending.status == .exited(1), "\(ending)")
            #expect(ending.errors.contains("sink team: 127.0.0.1 did not take the mail"), "\(ending)")
            #expect(
                ending.errors.contains("reply 535") && ending.errors.contains("Look at the addresses and the password"))
            #expect(try mails().isEmpty)
            try expectSecret(ending, "wrong-horse")
            let list = try scratch.klyfta("outbox", "list", "--config", scratch["klyfta.yaml"], "--format", "csv")
            #expect(list.output.split(separator: "\n").count { $0.contains(",waiting,") } == 4, "\(list)")
            // The file is read anew for each try.
            try scratch.write(Self.password, to: "password")
            #expect(try scratch.once(isHurried: true).status == .exited(0))
            #expect(try mails().count == 1)
        }
    }

    @Test(arguments: [
        ("starttls", "good", String?.none), ("tls", "good", nil), ("starttls", "other", "other.pem"),
        ("tls", "other", "other.pem"), ("starttls", "", "good.pem"),
    ])
    func `a server that does not prove who it is, or does not encrypt, is not told the password`(
        security: String, shown: String, trusted: String?
    ) throws {
        try prepare(secured(security, trusting: trusted))
        try withSecureServer(security, showing: shown) {
            let ending = try scratch.once()
            #expect(ending.status == .exited(1), "\(ending)")
            #expect(ending.errors.contains("sink team: 127.0.0.1 is not trusted ("), "\(ending)")
            #expect(ending.errors.contains("Name the certificates to trust with 'certificates:'"), "\(ending)")
            #expect(!scratch.exists("mails/asked"), "nobody logged in")
            #expect(try mails().isEmpty)
            try expectSecret(ending)
        }
    }

    @Test func `a password that everybody can read is not used`() throws {
        try prepare(secured("starttls"))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: scratch["password"])
        try withSecureServer("starttls") {
            let ending = try scratch.once()
            #expect(ending.status == .exited(1) && ending.errors.contains("everybody on this machine can read it"))
            #expect(!scratch.exists("mails/asked"))
            try expectSecret(ending)
        }
    }

    /// The secret is neither in what was said nor in what is stored.
    private func expectSecret(_ ending: Ending, _ secret: String = Self.password) throws {
        #expect(!"\(ending)".contains(secret))
        for name in try FileManager.default.subpathsOfDirectory(atPath: scratch["state"]) {
            let bytes = FileManager.default.contents(atPath: scratch["state/\(name)"]) ?? Data()
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name)")
        }
    }
}
