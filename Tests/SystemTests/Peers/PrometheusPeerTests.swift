import Foundation
import KlyftaTestKit
import Testing

/// Prometheus itself, and its checker: what `klyfta export prom` prints is what they read.
@Suite(.enabled(if: Peers.has(Peers.prometheus) && Peers.hasPython, "needs prometheus: .ci/peers"))
struct PrometheusPeerTests {
    private let scratch: Scratch

    /// Four rules fire.
    init() throws {
        scratch = try Scratch()
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
    }

    private func metrics() throws -> String {
        try scratch.klyfta("export", "prom", "--state", scratch["state"]).output
    }

    @Test func `promtool has nothing to say against the metrics`() throws {
        try scratch.write(try metrics(), to: "metrics")
        let check = try KlyftaProcess(
            .init(
                program: "/bin/sh",
                arguments: ["-c", "\"$0\" check metrics < \"$1\" 2>&1", Peers.promtool, scratch["metrics"]]),
            in: scratch
        ).ending()
        #expect(check.status == .exited(0) && check.output.isEmpty, "\(check)")
    }

    @Test(.timeLimit(.minutes(10)))
    func `Prometheus scrapes them, and knows which rules fire`() throws {
        let text = try metrics()
        let page = try HTTPServer { _ in .answer(text, headers: ["Content-Type": "text/plain; version=0.0.4"]) }
        try scratch.write(
            """
            global: { scrape_interval: 1s }
            scrape_configs:
              - job_name: klyfta
                static_configs: [{ targets: ["127.0.0.1:\(page.port)"] }]

            """, to: "prometheus.yml")
        let port = try Peers.freePort()
        let prometheus = try KlyftaProcess(
            .init(
                program: Peers.prometheus,
                arguments: [
                    "--config.file=\(scratch["prometheus.yml"])", "--storage.tsdb.path=\(scratch["tsdb"])",
                    "--web.listen-address=127.0.0.1:\(port)",
                ]), in: scratch)
        defer { prometheus.signal(SIGKILL) }
        let query = "http://127.0.0.1:\(port)/api/v1/query?query=sum(klyfta_alert_firing)"
        try eventually("Prometheus has the sum", within: .seconds(120)) {
            try scratch.web(query)?.contains("\"4\"]") == true
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `Prometheus scrapes the daemon itself, and its checker has nothing to say against either form`() throws {
        let (own, port) = (try Peers.freePort(), try Peers.freePort())
        let scratch = try Scratch()
        try scratch.prepare()
        try scratch.write(
            Watched.configuration(scratch, head: "page: { listen: \"127.0.0.1:\(own)\" }"), to: "klyfta.yaml")
        let daemon = try Daemon(in: scratch)
        let page = "http://127.0.0.1:\(own)/metrics"
        try eventually("the first round is told") {
            try scratch.web(page)?.contains("klyfta_rounds_total{outcome=\"success\"} 1.0") == true
        }
        try scratch.write(try #require(try scratch.web(page)), to: "metrics")
        let check = try KlyftaProcess(
            .init(
                program: "/bin/sh",
                arguments: ["-c", "\"$0\" check metrics < \"$1\" 2>&1", Peers.promtool, scratch["metrics"]]),
            in: scratch
        ).ending()
        #expect(check.status == .exited(0) && check.output.isEmpty, "\(check)")
        let told = Set(
            try String(contentsOfFile: scratch["metrics"], encoding: .utf8).matches(of: /# TYPE (klyfta_[a-z_]+)/).map {
                String($0.1)
            })
        for file in ["klyfta.rules.yaml", "klyfta.dashboard.json"] {
            let text = try String(contentsOfFile: "Deploy/monitoring/\(file)", encoding: .utf8)
            let used = Set(text.matches(of: /klyfta_[a-z_]+/).map { String($0.0) })
            #expect(!used.isEmpty && used.subtracting(told).isEmpty, "\(file): \(used.subtracting(told))")
        }
        // Prometheus itself asks for OpenMetrics.
        try scratch.write(
            """
            global: { scrape_interval: 1s }
            scrape_configs:
              - job_name: klyfta
                static_configs: [{ targets: ["127.0.0.1:\(own)"] }]

            """, to: "prometheus.yml")
        let prometheus = try KlyftaProcess(
            .init(
                program: Peers.prometheus,
                arguments: [
                    "--config.file=\(scratch["prometheus.yml"])", "--storage.tsdb.path=\(scratch["tsdb"])",
                    "--web.listen-address=127.0.0.1:\(port)",
                ]), in: scratch)
        defer { prometheus.signal(SIGKILL) }
        let query = "http://127.0.0.1:\(port)/api/v1/query?query=sum(klyfta_alert_firing)"
        try eventually("Prometheus has the sum", within: .seconds(120)) {
            try scratch.web(query)?.contains("\"4\"]") == true
        }
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `the rules that ship are taken, and speak when they should`() throws {
        for arguments in [["check", "rules", "klyfta.rules.yaml"], ["test", "rules", "klyfta.rules.test.yaml"]] {
            let ending = try KlyftaProcess(
                .init(
                    program: "/bin/sh",
                    arguments: ["-c", "cd Deploy/monitoring && exec \"$0\" \"$@\"", Peers.promtool] + arguments),
                in: scratch
            ).ending()
            #expect(ending.status == .exited(0), "\(ending)")
        }
    }
}
