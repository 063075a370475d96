import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import Testing

@testable import KlyftaDaemon

@Suite("Sinks in the configuration")
struct ConfigurationSinkTests {
    private func read(_ sink: String) throws -> Configuration {
        let text = "state: /s\nsources: {skl: {}}\nlanguage: sv\nsinks:\n  x: \(sink)\n"
        return try .read(text, named: "f.yaml", registry: Shipped.registry)
    }

    private func receiver(_ sink: String) throws -> SinkConfiguration.Receiver? {
        try read(sink).sinks.first?.receiver
    }

    @Test func `a sink reads the language of the installation unless told otherwise`() throws {
        #expect(try read("{kind: webhook, url: 'https://a.example/'}").sinks[0].route.language == .swedish)
        #expect(
            try read("{kind: webhook, url: 'https://a.example/', language: nb}").sinks[0].route.language == .norwegian)
    }

    @Test func `its match names labels and values`() throws {
        let sink = try read("{kind: slack, url-from: /k, match: {severity: [warning, critical], rule: a}}").sinks[0]
        #expect(
            sink.route.match == LabelMatch(["severity": ["warning", "critical"], "rule": ["a"]]))
        #expect(
            sink.receiver
                == .chat(.slack, .secret(Secret(.file("/k"))), mediaType: "application/json", token: nil))
    }

    @Test(arguments: ["", ", enabled: false"])
    func `its match may name the operator's own labels, also of a rule that is off`(more: String) throws {
        let text = """
            state: /s
            sources: {skl: {}}
            sinks:
              x: {kind: slack, url-from: /k, match: {team: [digital, fibre], severity: warning}}
              y: {kind: alertmanager, url: 'http://127.0.0.1:1/', add-labels: [team, severity]}
            rules:
              r: {indicator: skl.1, between: [0-1, 2+], level: {above: 1}, labels: {team: digital}\(more)}
            """
        let sinks = try Configuration.read(text, named: "f.yaml", registry: Shipped.registry).sinks
        #expect(sinks[0].route.match == LabelMatch(["team": ["digital", "fibre"], "severity": ["warning"]]))
        guard case .alertmanager(_, _, let added, _) = sinks[1].receiver else { return #expect(Bool(false)) }
        #expect(added == ["team", "severity"])
    }

    @Test(arguments: [
        ("match: {taem: digital}", "6:42", "unknown key 'taem' in sinks.x.match; did you mean 'team'?"),
        ("match: {colour: red}", "6:42", "the keys here are alert, indicator, kind, rule, severity, source, team"),
    ])
    func `a label that no rule has is refused, with those there are`(
        match: String, place: String, problem: String
    ) throws {
        let text = """
            state: /s
            sources: {skl: {}}
            rules:
              r: {indicator: skl.1, between: [0-1, 2+], level: {above: 1}, labels: {team: digital}}
            sinks:
              x: {kind: slack, url-from: /k, \(match)}
            """
        let faults = #expect(throws: ConfigurationFaults.self) {
            try Configuration.read(text, named: "f.yaml", registry: Shipped.registry)
        }
        let words = faults.map { "\($0)" } ?? ""
        #expect(words.contains("f.yaml:\(place)") && words.contains(problem), "\(words)")
    }

    @Test func `every kind has its keys and defaults`() throws {
        let address = SinkAddress.plain(try WebAddress("http://127.0.0.1:1/"))
        #expect(
            try receiver("{kind: alertmanager, url: 'http://127.0.0.1:1/'}")
                == .alertmanager(address, every: .seconds(60), adding: [], token: nil))
        #expect(
            try receiver("{kind: webhook, url: 'http://127.0.0.1:1/', secret: [credential:new, /old]}")
                == .webhook(address, secrets: [Secret(.credential("new")), Secret(.file("/old"))]))
        #expect(
            try receiver("{kind: mail, from: k@x.example, to: [a@x.example]}")
                == .mail(
                    from: "k@x.example", to: ["a@x.example"], .sendmail(program: "/usr/sbin/sendmail", arguments: [])))
        #expect(
            try receiver("{kind: mail, from: k@x.example, to: a@x.example, smtp: {host: m.example}}")
                == .mail(
                    from: "k@x.example", to: ["a@x.example"],
                    .smtp(SMTP.Server(host: "m.example", port: 587, security: .startTLS))))
        #expect(
            try receiver("{kind: command-pipe, path: /p, host: h}")
                == .commandPipe("/p", .init(host: "h", service: "gap-*")))
        #expect(
            try receiver("{kind: ntfy, url: 'http://127.0.0.1:1/', topic: t}")
                == .chat(.ntfy(topic: "t"), address, mediaType: "application/json", token: nil))
    }

    @Test func `a sink that is switched off is not there`() throws {
        #expect(try read("{kind: webhook, url: 'https://a.example/', enabled: false}").sinks.isEmpty)
    }

    /// Messages go to the journal.
    @Test func `a secret that was written in place of its place is not shown`() {
        let text = "sinks: {x: {kind: webhook, url: 'https://a.example/', secret: whsec_abc}}"
        let faults = #expect(throws: ConfigurationFaults.self) { try readConfiguration("state: /s\n\(text)\n") }
        #expect(!"\(faults.map { "\($0)" } ?? "")".contains("whsec_abc"))
    }

    static let faults: [BadConfiguration] = [
        .top("sinks: {x: {kind: webhok, url: 'https://a.example/'}}", "3:19", "did you mean 'webhook'?"),
        .top("sinks: {x: {kind: webhook, ulr: 'https://a.example/'}}", "3:28", "did you mean 'url'?"),
        .top("sinks: {x: {kind: webhook}}", "3:9", "there is no 'url' and no 'url-from'"),
        .top("sinks: {x: {url: 'https://a.example/'}}", "3:9", "there is no 'kind'"),
        .top("sinks: {file: {kind: slack, url: 'https://a.example/'}}", "3:9", "the sink 'file' is always there"),
        .top("sinks: {X: {kind: slack, url: 'https://a.example/'}}", "3:9", "is no name for a sink"),
        .top("sinks: {x: {kind: slack, url: hooks}}", "3:31", "is no web address"),
        .top(
            "sinks: {x: {kind: webhook, url: 'https://a.example/', secret: whsec_abc}}", "3:63",
            "this names no place of a secret"),
        .top(
            "sinks: {x: {kind: slack, url: 'https://a.example/', match: {severity: [high]}}}", "3:72",
            "is not among the words that may stand here"),
        .top(
            "sinks: {x: {kind: slack, url: 'https://a.example/', match: {sevrity: info}}}", "3:61",
            "did you mean 'severity'?"),
        .top("sinks: {x: {kind: mail, from: a, to: b@c.example}}", "3:31", "is no mail address"),
        .top("sinks: {x: {kind: mail, from: a@b.example}}", "3:9", "there is no 'to'"),
        .top("sinks: {x: {kind: alertmanager, url: 'http://a.example/', every: 1h}}", "3:66", "is out of range"),
        .top(
            "sinks: {x: {kind: http, url: 'http://a.example/', template: '{{titel}}'}}", "3:61", "did you mean 'title'?"
        ),
        .top(
            "sinks: {x: {kind: mail, from: a@b.example, to: a@b.example, smtp: {host: m.example, security: none, user: u, password: /p}}}",
            "3:120", "a password would go out in the clear"),
    ]

    @Test(arguments: faults)
    func `a fault is told at its place, with what was meant`(bad: BadConfiguration) throws {
        let thrown = #expect(throws: ConfigurationFaults.self) {
            try Configuration.read(bad.text, named: "f.yaml", registry: Shipped.registry)
        }
        let text = thrown?.description ?? ""
        #expect(text.contains("f.yaml:\(bad.place): "), "\(text)")
        #expect(text.contains(bad.message), "\(text)")
        #expect(!text.contains("whsec_abc\" "), "what may be a secret is not repeated")
    }
}
