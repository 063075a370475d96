import KlyftaAlerting
import KlyftaModel
import KlyftaSources

/// Where everything stands, in Prometheus' text format 0.0.4: for a scraper, or for node_exporter's folder of text files.
///
/// Never with a timestamp: a scraper drops old ones, and the figures are old by nature. The period is a metric of its own.
package struct MetricText {
    private var lines: [String] = []

    /// The metrics of a state, and of the program that tells them.
    package init(_ state: CurrentState, version: String) {
        family("klyfta_build_info", "Build information.")
        sample("klyfta_build_info", ["version": version], 1)
        family("klyfta_alerts", "Rules by the state of their alert.")
        for name in ["inactive", "pending", "firing", "recovering", "resolved", "retracted"] {
            sample("klyfta_alerts", ["state": name], Double(state.alerts.count { $0.state == name }))
        }
        family("klyfta_rules_without_verdict", "Rules without a verdict on the last period.")
        sample("klyfta_rules_without_verdict", [:], Double(state.alerts.count(where: \.isBlind)))
        family("klyfta_alert_firing", "Whether the alert of a rule is open.")
        for alert in state.alerts { sample("klyfta_alert_firing", labels(of: alert), alert.isFiring ? 1 : 0) }
        perRule("klyfta_rule_measured", "What was last held against the threshold, in the unit of the measure.", state)
        {
            $0.measured
        }
        perRule("klyfta_rule_threshold", "The threshold of a rule, in the unit of the measure.", state) { $0.threshold }
        perRule("klyfta_rule_period_year", "The year of the last period with a verdict.", state) {
            Double($0.now.period.prefix(4))
        }
        sources(state.sources ?? [])
    }

    /// The text, with a line end behind every line.
    package var text: String { lines.map { "\($0)\n" }.joined() }

    private mutating func sources(_ sources: [SourceStanding]) {
        guard !sources.isEmpty else { return }
        family("klyfta_source_state", "1 for the state that a source is in, 0 for every other.")
        for source in sources {
            for state in SourceState.allCases.map(\.rawValue) {
                sample("klyfta_source_state", ["source": source.source, "state": state], source.state == state ? 1 : 0)
            }
        }
        family("klyfta_source_rows", "Figures that stand.")
        for source in sources { sample("klyfta_source_rows", ["source": source.source], Double(source.rows)) }
    }

    private mutating func perRule(
        _ name: String, _ help: String, _ state: CurrentState, _ number: (AlertRecord.Numbers) -> Double?
    ) {
        family(name, help)
        for alert in state.alerts {
            if let value = alert.numbers.flatMap(number) { sample(name, labels(of: alert), value) }
        }
    }

    private func labels(of alert: Standing) -> [String: String] {
        ["rule": alert.rule, "indicator": alert.indicator, "severity": alert.severity]
    }

    private mutating func family(_ name: String, _ help: String) {
        lines += ["# HELP \(name) \(help)", "# TYPE \(name) gauge"]
    }

    private mutating func sample(_ name: String, _ labels: [String: String], _ value: Double) {
        let text = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }
        lines.append("\(name)\(text.isEmpty ? "" : "{\(text.joined(separator: ","))}") \(value)")
    }

    /// A label's value: backslash, quote and line end are written with a backslash.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
