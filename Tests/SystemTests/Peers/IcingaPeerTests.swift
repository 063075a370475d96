import Foundation
import Testing

/// Icinga 2 itself, with its API and a service for each rule.
@Suite(
    .enabled(
        if: Peers.has(Peers.icinga) && KlyftaProcess.isRoot && Peers.python != nil, "needs icinga2 and root: .ci/peers")
)
struct IcingaPeerTests {
    private let scratch: Scratch
    private let port: Int

    private static let password = "correct-horse-battery"

    init() throws {
        scratch = try Scratch()
        port = try Peers.freePort()
        for folder in ["certs", "ca"] { try scratch.makeDirectory("lib/\(folder)") }
        for folder in ["log", "cache", "run", "spool", "conf"] { try scratch.makeDirectory(folder) }
        try scratch.write(Self.objects(port), to: "icinga2.conf")
        // Its own authority, and a certificate of it for the name by which it is asked.
        let (key, request) = (scratch["lib/certs/localhost.key"], scratch["localhost.csr"])
        try icinga("pki", "new-ca")
        try icinga("pki", "new-cert", "--cn", "localhost", "--key", key, "--csr", request)
        try icinga("pki", "sign-csr", "--csr", request, "--cert", scratch["lib/certs/localhost.crt"])
        try FileManager.default.copyItem(
            atPath: scratch["lib/ca/ca.crt"], toPath: scratch["lib/certs/ca.crt"])
    }

    private static func objects(_ port: Int) -> String {
        """
        const NodeName = "localhost"
        object Endpoint "localhost" {}
        object Zone "localhost" { endpoints = [ "localhost" ] }
        object ApiListener "api" { bind_host = "127.0.0.1"; bind_port = \(port) }
        object ApiUser "klyfta" {
          password = "\(password)"
          permissions = [ "actions/process-check-result", "objects/query/Service" ]
        }
        object CheckerComponent "checker" {}
        object CheckCommand "passive" { command = [ "/bin/true" ] }
        object Host "klyfta" { check_command = "passive"; enable_active_checks = false }
        for (rule in [ "a-widened", "b-level", "e-level", "f-since" ]) {
          object Service "gap-" + rule {
            host_name = "klyfta"
            check_command = "passive"
            enable_active_checks = false
            max_check_attempts = 1
          }
        }

        """
    }

    private func process(_ arguments: [String]) throws -> KlyftaProcess {
        let folders = [
            "DataDir": "lib", "LogDir": "log", "CacheDir": "cache", "InitRunDir": "run", "SpoolDir": "spool",
            "ConfigDir": "conf",
        ].map { "-D\($0)=\(scratch[$1])" }
        let user = ["ICINGA2_USER": "root", "ICINGA2_GROUP": "root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        return try KlyftaProcess(
            .init(
                program: Peers.icinga,
                arguments: arguments + folders + ["-DRunAsUser=root", "-DRunAsGroup=root"], environment: user),
            in: scratch)
    }

    private func icinga(_ arguments: String...) throws {
        let ending = try process(arguments).ending()
        guard ending.status == .exited(0) else { throw Missed("\(arguments): \(ending)") }
    }

    private struct Service: Decodable, Equatable {
        let name: String
        let state: Int
        let output: String
        let numbers: [String]
        let source: String
    }

    /// The services as Icinga has them; `nil` if it does not answer yet.
    private func services() throws -> [Service]? {
        let script = """
            import sys, json, ssl, base64, urllib.request as web
            question = web.Request(f"https://localhost:{sys.argv[1]}/v1/objects/services")
            question.add_header("Authorization", "Basic " + base64.b64encode(sys.argv[3].encode()).decode())
            context = ssl.create_default_context(cafile=sys.argv[2])
            answer = json.load(web.urlopen(question, timeout=20, context=context))
            rows = []
            for result in answer["results"]:
                last = result["attrs"]["last_check_result"] or {}
                rows.append({"name": result["attrs"]["name"], "state": int(result["attrs"]["state"]),
                    "output": last.get("output", ""), "numbers": last.get("performance_data", []) or [],
                    "source": last.get("check_source", "")})
            print(json.dumps(sorted(rows, key=lambda row: row["name"])))
            """
        let ending = try scratch.python(
            script, "\(port)", scratch["lib/ca/ca.crt"], "klyfta:\(Self.password)")
        guard ending.status == .exited(0) else { return nil }
        return try JSONDecoder().decode([Service].self, from: Data(ending.output.utf8))
    }

    private func withIcinga(_ work: () throws -> Void) throws {
        let icinga = try process(["daemon", "-c", scratch["icinga2.conf"]])
        try eventually("Icinga answers", within: .seconds(120)) {
            if icinga.isOver { throw Missed("\(try icinga.ending())") }
            return try services() != nil
        }
        try work()
        withExtendedLifetime(icinga) {}
    }

    /// Writes the configuration of Klyfta with Icinga as a sink.
    private func prepare(through year: Int, password: String = Self.password, service: String = "gap-*") throws {
        try scratch.write(password + "\n", to: "password")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch["password"])
        try scratch.prepare(
            through: year,
            head: """
                network: { certificates: \(scratch["lib/ca/ca.crt"]) }
                sinks:
                  icinga:
                    kind: icinga
                    url: "https://localhost:\(port)/v1/actions/process-check-result"
                    host: klyfta
                    service: "\(service)"
                    user: klyfta
                    password: \(scratch["password"])
                """)
    }

    @Test(.timeLimit(.minutes(10)))
    func `Icinga takes each event as the passive result of its service, and its end as well`() throws {
        try withIcinga {
            try prepare(through: 2013)
            let ending = try scratch.once()
            #expect(ending.status == .exited(0), "\(ending)")
            let firing = try #require(try services())
            #expect(firing.map(\.name) == ["gap-a-widened", "gap-b-level", "gap-e-level", "gap-f-since"])
            for service in firing {
                #expect(service.state == 1 && service.output.hasPrefix("KLYFTA WARNING - "), "\(service)")
                #expect(service.numbers.contains { $0.hasPrefix("gap=") }, "\(service)")
                #expect(service.source == "klyfta", "\(service)")
            }
            // Of the two that fire in 2014 Icinga has no service: they are refused and kept, and hold up nobody.
            try scratch.writeFigures(through: 2014)
            let next = try scratch.once()
            #expect(next.status == .exited(1) && next.errors.contains("sink icinga: localhost answered 404"), "\(next)")
            let over = try #require(try services())
            #expect(over.map(\.state) == [0, 1, 0, 0] && over[0].output.hasPrefix("KLYFTA OK - "), "\(over)")
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `Icinga refuses a wrong password, which is told without it`() throws {
        try withIcinga {
            try prepare(through: 2013, password: "wrong-horse")
            let ending = try scratch.once()
            #expect(ending.status == .exited(1), "\(ending)")
            #expect(ending.errors.contains("sink icinga: localhost answered 401"), "\(ending)")
            #expect(!"\(ending)".contains("wrong-horse"))
            #expect(try services()?.allSatisfy { $0.source.isEmpty } == true)
            try scratch.write(Self.password, to: "password")
            #expect(try scratch.once(isHurried: true).status == .exited(0))
            #expect(try services()?.map(\.state) == [1, 1, 1, 1])
        }
    }
}
