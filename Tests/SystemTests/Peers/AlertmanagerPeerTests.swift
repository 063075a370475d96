import Foundation
import Glibc
import KlyftaTestKit
import Synchronization
import Testing

/// Prometheus Alertmanager itself.
@Suite(.enabled(if: Peers.has(Peers.alertmanager) && Peers.python != nil, "needs prometheus-alertmanager: .ci/peers"))
struct AlertmanagerPeerTests {
    private let scratch: Scratch
    private let port: Int
    private let collector: HTTPServer

    init() throws {
        scratch = try Scratch()
        port = try Peers.freePort()
        collector = try HTTPServer { _ in .answer("") }
        try scratch.write(
            """
            route: { receiver: people, group_by: ["..."], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
            receivers: [{ name: people, webhook_configs: [{ url: "\(collector.url())", send_resolved: true }] }]

            """, to: "alertmanager.yml")
    }

    private func start() throws -> KlyftaProcess {
        try KlyftaProcess(
            .init(
                program: Peers.alertmanager,
                arguments: [
                    "--config.file=\(scratch["alertmanager.yml"])", "--storage.path=\(scratch["alertmanager"])",
                    "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=",
                ], environment: ["PATH": "/usr/bin:/bin"]), in: scratch)
    }

    private func configure(through year: Int) throws {
        let url = "http://127.0.0.1:\(port)/api/v2/alerts"
        try scratch.prepare(
            through: year, head: "sinks: { am: { kind: alertmanager, url: \"\(url)\", every: 1s } }")
    }

    /// The fingerprints of the alerts that Alertmanager holds as firing.
    private func firing() throws -> Set<String> {
        guard let body = try scratch.web("http://127.0.0.1:\(port)/api/v2/alerts?active=true") else { return [] }
        let alerts = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [[String: Any]] ?? []
        return Set(alerts.compactMap { $0["fingerprint"] as? String })
    }

    /// What Alertmanager told people: status and rule.
    private var told: [String] {
        collector.questions.flatMap { question -> [String] in
            let json = try? JSONSerialization.jsonObject(with: Data(question.body)) as? [String: Any]
            let alerts = json?["alerts"] as? [[String: Any]] ?? []
            return alerts.map { alert in
                "\(alert["status"] ?? "") \((alert["labels"] as? [String: String])?["rule"] ?? "")"
            }
        }
    }

    private func ours() throws -> Set<String> {
        struct Row: Decodable {
            let alert: String
            let state: String
        }
        let rows = try JSONDecoder().decode([Row].self, from: Data(scratch.standings().utf8))
        return Set(rows.filter { $0.state == "firing" }.map(\.alert))
    }

    @Test(.timeLimit(.minutes(10)))
    func `fault 35: an Alertmanager that was killed and emptied knows every alert again, and says no false resolved`()
        throws
    {
        try configure(through: 2013)
        var alertmanager: KlyftaProcess? = try start()
        let daemon = try Daemon(in: scratch)
        try eventually("all alerts are there, under our ids", within: .seconds(60)) {
            let ours = try ours()
            return try ours.count == 4 && firing() == ours
        }
        alertmanager?.signal(SIGKILL)
        _ = try alertmanager?.ending(killedAfter: .seconds(60))
        alertmanager = nil
        try FileManager.default.removeItem(atPath: scratch["alertmanager"])
        alertmanager = try start()
        try eventually("all alerts are there again", within: .seconds(60)) { try firing() == ours() }
        #expect(try daemon.stop() == .exited(0))
        #expect(!told.contains { $0.hasPrefix("resolved") }, "\(told)")
        #expect(Set(told) == ["firing a-widened", "firing b-level", "firing e-level", "firing f-since"])
        withExtendedLifetime(alertmanager) {}
    }

    @Test(.timeLimit(.minutes(10)))
    func `what ends is told as resolved, what fires anew as firing`() throws {
        let alertmanager = try start()
        try configure(through: 2013)
        try eventually("Alertmanager answers", within: .seconds(60)) {
            try scratch.web("http://127.0.0.1:\(port)/-/ready") != nil
        }
        #expect(try scratch.once().status == .exited(0))
        try eventually("the first are told") { Set(told).count == 4 }
        try configure(through: 2014)
        #expect(try scratch.once().status == .exited(0))
        try eventually("the ends are told", within: .seconds(60)) {
            Set(told).isSuperset(of: [
                "resolved a-widened", "resolved e-level", "resolved f-since", "firing c-widened", "firing d-level",
            ])
        }
        #expect(!told.contains("resolved b-level"))
        withExtendedLifetime(alertmanager) {}
    }

    /// The fingerprints of the alerts that Alertmanager holds and tells nobody of.
    private func suppressed() throws -> Set<String> {
        guard let body = try scratch.web("http://127.0.0.1:\(port)/api/v2/alerts?active=false&silenced=true")
        else { return [] }
        let alerts = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [[String: Any]] ?? []
        return Set(alerts.compactMap { ($0["labels"] as? [String: String])?["rule"] })
    }

    @Test(.timeLimit(.minutes(3)))
    func `what is silenced here pages nobody there, ends for nobody, and is told when the silence is over`() throws {
        let alertmanager = try start()
        try configure(through: 2012)
        try eventually("Alertmanager answers", within: .seconds(60)) {
            try scratch.web("http://127.0.0.1:\(port)/-/ready") != nil
        }
        #expect(try scratch.once().status == .exited(0))
        let config = ["--config", scratch["klyfta.yaml"]]
        let silence = try scratch.start(
            ["silence", "add", "rule=b-level", "--for", "2h", "--comment", "known"] + config
        ).ending()
        #expect(silence.status == .exited(0), "\(silence)")
        try configure(through: 2013)
        #expect(try scratch.once().status == .exited(0))
        try eventually("the others are told", within: .seconds(60)) { Set(told).count == 3 }
        #expect(try suppressed() == ["b-level"])
        #expect(try scratch.once().status == .exited(0))
        #expect(!told.contains { $0.hasSuffix(" b-level") }, "\(told)")
        let end = try scratch.start(["silence", "expire", "1", "--comment", "over"] + config).ending()
        #expect(end.status == .exited(0), "\(end)")
        #expect(try scratch.once().status == .exited(0))
        try eventually("it is told", within: .seconds(60)) { told.contains("firing b-level") }
        #expect(try suppressed().isEmpty)
        withExtendedLifetime(alertmanager) {}
    }
}
