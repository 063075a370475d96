import Demoskop
import ESV
import Exec
import File
import Foundation
import KlyftaSources
import SKL
import SSB

@testable import KlyftaDaemon

/// A text that the schema must take as it is.
struct SchemaDocument: Sendable {
    let name: String
    let text: String
    /// Whether it is a configuration by itself, or lines to lay over one.
    var isWhole = true

    /// All modules of the program.
    static let registry = try! SourceRegistry([
        DemoskopSource.self, ESVSource.self, ExecSource.self, FileSource.self, SKLSource.self, SSBSource.self,
    ])

    /// What ships as an example: as it stands, and with all that it shows as a comment.
    static func shipped() throws -> [SchemaDocument] {
        let modules = ["Demoskop", "ESV", "Exec", "File", "SKL", "SSB"].map { "Plugins/\($0)/sample.yaml" }
        return try (["Sources/klyfta/klyfta.yaml", "Sources/klyfta/rules.yaml"] + modules).flatMap { path in
            let text = try String(contentsOf: Shipped.root.appending(path: path), encoding: .utf8)
            let spoken = text.split(separator: "\n", omittingEmptySubsequences: false).map(uncommented)
            return [
                SchemaDocument(name: path, text: text, isWhole: path.hasSuffix("klyfta.yaml")),
                SchemaDocument(name: "\(path) in full", text: spoken.joined(separator: "\n"), isWhole: false),
            ]
        }
    }

    /// A line with the key that it shows behind one '#'; explanations stand behind two.
    private static func uncommented(_ line: Substring) -> String {
        let words = line.drop { $0 == " " }
        guard words.hasPrefix("#"), !words.hasPrefix("##") else { return String(line) }
        return String(line.prefix(line.count - words.count) + words.dropFirst())
    }

    /// What tests read without a fault, and every form that has none of its own.
    static let read: [SchemaDocument] =
        [SchemaDocument(name: "everything", text: ConfigurationTests.full)]
        + sinks.map { SchemaDocument(name: $0, text: "state: /s\nsources: {skl: {}}\nsinks: {x: {\($0)}}\n") }
        + rules.map {
            SchemaDocument(name: $0, text: "state: /s\nsources: {skl: {}}\nrules: {r: {indicator: skl.N1, \($0)}}\n")
        }
        + tops.map { SchemaDocument(name: $0, text: "state: /s\nsources: {skl: {}}\n\($0)\n") }

    private static let sinks = [
        "kind: alertmanager, url: 'http://127.0.0.1:1/', every: 5min, add-labels: [severity]",
        "kind: webhook, url: 'http://127.0.0.1:1/', secret: [credential:new, /old]",
        "kind: webhook, url-from: /k, secret: credential:a, match: {severity: warning, rule: [a, b]}",
        "kind: mail, from: k@x.example, to: [a@x.example], arguments: [-oi]",
        "kind: mail, from: k@x.example, to: a@x.example, smtp: {host: m.example, port: 465, security: tls, user: u, password: /p}",
        "kind: icinga, url: 'https://127.0.0.1:1/', host: h, user: u, password: /p, stale-after: 90d",
        "kind: command-pipe, path: /p, host: h, service: 'gap-*', language: nb",
        "kind: slack, url-from: /k, enabled: false",
        "kind: teams, url: 'https://a.example/', enabled: \"true\"",
        "kind: ntfy, url: 'http://127.0.0.1:1/', topic: t, token: /t",
        "kind: http, url: 'http://127.0.0.1:1/', template: '{{title}}', content-type: text/plain",
    ]

    private static let rules = [
        "between: [0-9999, 100000+], level: {above: 40}, for: 2, clear: 30, labels: {team: digital}",
        "between: kostra-bands, widened: {by: \"1.5\", since: 2014H1}, keep_firing_for: 3 periods",
        "between: [\"<1\", \">1\"], reversed: {by: 2, since: 2019, pinned: -1.5}",
        "between: [0-9999, 100000+], measure: r, widened: {by: 5 %}, significance: 0.95, inference: superpopulation, looks: 5",
        "between: [0-9999, 100000+], widened: {by: 1, since: 2014}, significance: 0.9, min_n: 5, coverage: 1, false_discovery: 0.1",
        "measure: q10_w, level: {below: 5}, settled: 90d, allow_provisional: true, on_revision: {amend_if: 0.5}",
        "measure: gini_w, scale: \"2000,5000\", widened: {by: 0.02, since: 2014M05}",
        "between: [0-1, 2+], level: {above: 0}, weight: inhabitant, membership: fixed:2009, min_n: 3, coverage: 0.5",
    ]

    private static let tops = [
        "jitter: 0", "jitter: 1h 30min", "history: {keep: forever}", "history: {keep: 400d}", "backups: {keep: 0}",
        "page: {listen: none}", "page: {listen: \"127.0.0.1:8080\", hosts: klyfta.example}",
        "contact: a@b.example", "contact: https://a.example/", "log-level: debug", "metrics-file: /m.prom",
        "network: {proxy: \"http://p:1\", certificates: /c.pem, private: 10.0.0.0/8}", "scales: {rural: \"2000,5000\"}",
        "rules: null", "language: null",
    ]

    /// What tests read with a fault that shows in the tree itself, and not only in the light of other values.
    static let broken =
        BadConfiguration.top + BadConfiguration.sources + BadConfiguration.rules
        + ConfigurationSinkTests.faults
}
