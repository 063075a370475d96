import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSinks
import KlyftaTestKit
import Testing

/// Prometheus itself, and its checker: what `klyfta export prom` prints is what they read.
@Suite(
    .enabled(
        if: Peers.has(Peers.prometheus) && Peers.hasPython && Peers.hasOpenMetrics,
        "needs prometheus, and prometheus_client from PyPI: .ci/peers"))
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
        try expectPromtoolAccepts(try metrics())
    }

    @Test(.timeLimit(.minutes(10)))
    func `Prometheus scrapes them, and knows which rules fire`() throws {
        let text = try metrics()
        let page = try HTTPServer { _ in .answer(text, headers: ["Content-Type": "text/plain; version=0.0.4"]) }
        try expectPrometheusKnows(firing: 4, from: page.port)
    }

    @Test(.timeLimit(.minutes(10)))
    func `Prometheus scrapes the daemon itself, and its checker has nothing to say against either form`() throws {
        let own = try Peers.freePort()
        let scratch = try Scratch()
        try scratch.prepare()
        try scratch.write(
            Watched.configuration(scratch, head: "page: { listen: \"127.0.0.1:\(own)\" }"), to: "klyfta.yaml")
        let daemon = try Daemon(in: scratch)
        let page = "http://127.0.0.1:\(own)/metrics"
        try eventually("the first round is told") {
            try scratch.web(page)?.contains("klyfta_last_round_successful 1.0") == true
        }
        let text = try #require(try scratch.web(page))
        try expectPromtoolAccepts(text)
        // Of leaders only those tell that share a database.
        var health = DaemonHealth()
        (health.isLeader, health.leadership) = (true, .init(isHeld: true, epoch: 1, host: "", process: 1, since: 0))
        let ofSeveral = MetricText(nil, version: "", health: health).text(as: .prometheus)
        let told = Set((text + ofSeveral).matches(of: /# TYPE (klyfta_[a-z_]+)/).map { String($0.1) })
        for file in ["klyfta.rules.yaml", "klyfta.dashboard.json"] {
            let text = try String(contentsOfFile: "Deploy/monitoring/\(file)", encoding: .utf8)
            let used = Set(text.matches(of: /klyfta_[a-z_]+/).map { String($0.0) })
            #expect(!used.isEmpty && used.subtracting(told).isEmpty, "\(file): \(used.subtracting(told))")
        }
        // Prometheus itself asks for OpenMetrics; so does the strict parser.
        try expectPrometheusKnows(firing: 4, from: own)
        let families = try strictlyParsed(from: ["-a", page])
        #expect(families.contains { $0.hasPrefix("klyfta_rounds counter ") }, "\(families)")
        #expect(try daemon.stop() == .exited(0))
    }

    @Test
    func `OpenMetrics is what its own parser takes, with every label as it was`() throws {
        let hostile = "< 5 000 & \"Å\" 'b' \\n \\ \n </script>\u{202E}{x=\"y\"} # EOF"
        var standing = Standing(
            of: GapRule(
                id: "r", question: GapQuestion(try IndicatorID("office.fibre"), .published(low: "a", high: "b")),
                condition: .level(above: 1), patience: 1, severity: .warning), along: nil, open: nil, in: .english)
        standing.rule = hostile
        let source = SourceStanding(
            source: hostile, state: "fresh", message: hostile, asked: nil, succeeded: nil, newestPeriod: nil,
            nextExpected: nil, rows: 1, vintage: nil)
        let state = CurrentState(asOfSeq: 1, changedAt: "", alerts: [standing]).with([source])
        try scratch.write(MetricText(state, version: hostile).text(as: .openMetrics), to: "open.metrics")
        let families = try strictlyParsed(from: ["-f", scratch["open.metrics"]])
        for (family, label) in [
            ("klyfta_build info", "version"), ("klyfta_alert_firing gauge", "rule"),
            ("klyfta_source_rows gauge", "source"),
        ] {
            let told = try #require(families.first { $0.hasPrefix("\(family) ") }?.dropFirst(family.count + 1))
            let labels = try JSONDecoder().decode([[String: String]].self, from: Data(told.utf8))
            #expect(labels.allSatisfy { $0[label] == hostile }, "\(label): \(told)")
        }
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

extension PrometheusPeerTests {
    private func expectPromtoolAccepts(_ text: String, at place: SourceLocation = #_sourceLocation) throws {
        try scratch.write(text, to: "metrics")
        let check = try KlyftaProcess(
            .init(
                program: "/bin/sh",
                arguments: ["-c", "\"$0\" check metrics < \"$1\" 2>&1", Peers.promtool, scratch["metrics"]]),
            in: scratch
        ).ending()
        #expect(check.status == .exited(0) && check.output.isEmpty, "\(check)", sourceLocation: place)
    }

    /// Starts a Prometheus that scrapes a port, and waits until it knows how many rules fire.
    private func expectPrometheusKnows(firing count: Int, from target: Int) throws {
        try scratch.write(
            """
            global: { scrape_interval: 1s }
            scrape_configs:
              - job_name: klyfta
                static_configs: [{ targets: ["127.0.0.1:\(target)"] }]

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
            try scratch.web(query)?.contains("\"\(count)\"]") == true
        }
    }

    /// What the strict parser of prometheus_client makes of OpenMetrics: a line a family, with its type and the labels of
    /// its samples as JSON.
    private func strictlyParsed(from place: [String]) throws -> [String] {
        let script = """
            import json, sys, urllib.request as r
            from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
            if sys.argv[1] == "-a":
                asked = r.Request(sys.argv[2], headers={"Accept": "application/openmetrics-text; version=1.0.0"})
                answer = r.urlopen(asked, timeout=60)
                assert answer.headers["Content-Type"].startswith("application/openmetrics-text"), answer.headers
                text = answer.read().decode()
            else:
                text = open(sys.argv[2], newline="").read()
            for family in parse(text):
                print(family.name, family.type, json.dumps([one.labels for one in family.samples]))
            """
        let ending = try scratch.startPython(script, place).ending(within: .seconds(60))
        #expect(ending.status == .exited(0), "\(ending)")
        return ending.output.split(separator: "\n").map(String.init)
    }
}
