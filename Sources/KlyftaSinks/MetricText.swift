import KlyftaAlerting
import KlyftaModel
import KlyftaSources

/// Where everything stands, as metrics: for a scraper, or for node_exporter's folder of text files.
///
/// Never with a timestamp: a scraper drops old ones, and the figures are old by nature. The period is a metric of its own.
package struct MetricText {
    /// What a scraper reads.
    package enum Form: Sendable, CaseIterable {
        /// Prometheus' text format 0.0.4, which everything takes; node_exporter takes no other.
        case prometheus
        /// OpenMetrics 1.0.
        case openMetrics

        /// How the form is called on the wire.
        package var mediaType: String {
            switch self {
            case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
            case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
            }
        }
    }

    private var families: [MetricFamily] = []

    /// The metrics of a state, and of the program that tells them.
    /// - Parameters:
    ///   - state: `nil` before the first round.
    ///   - health: how the daemon fares, if one tells them.
    package init(_ state: CurrentState?, version: String, health: DaemonHealth? = nil) {
        family("klyfta_build", "Build information.", .info)
        sample(["version": version], 1)
        if let health { self.health(health) }
        guard let state else { return }
        family("klyfta_alerts", "Rules by the state of their alert.")
        for name in ["inactive", "pending", "firing", "recovering", "resolved", "retracted"] {
            sample(["state": name], Double(state.alerts.count { $0.state == name }))
        }
        family("klyfta_rules_without_verdict", "Rules without a verdict on the last period.")
        sample([:], Double(state.alerts.count(where: \.isBlind)))
        family("klyfta_alert_firing", "Whether the alert of a rule is open.")
        for alert in state.alerts { sample(labels(of: alert), alert.isFiring ? 1 : 0) }
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

    /// The text in the form that everything takes, with a line end behind every line.
    package var text: String { text(as: .prometheus) }

    /// The text in a form, with a line end behind every line.
    package func text(as form: Form) -> String {
        families.map { $0.text(as: form) + "\n" }.joined() + (form == .openMetrics ? "# EOF\n" : "")
    }
}

extension MetricText {
    private mutating func health(_ health: DaemonHealth) {
        counter("klyfta_rounds", "Rounds since the start, by how they ended.", health.rounds)
        counter("klyfta_reloads", "Reloads of the configuration since the start, by how they ended.", health.reloads)
        family("klyfta_source_fetches", "Fetches since the start, by source and how they ended.", .counter)
        for (source, counts) in health.fetches.sorted(by: { $0.key < $1.key }) {
            for outcome in DaemonHealth.Outcome.allCases {
                sample(["source": source, "outcome": outcome.rawValue], Double(counts[outcome] ?? 0))
            }
        }
        family("klyfta_log_entries_dropped", "Log entries that were given up since the start.", .counter)
        sample([:], Double(health.droppedEntries))
        single("klyfta_start_timestamp_seconds", "When the daemon started.", health.startedAt)
        single("klyfta_last_round_timestamp_seconds", "When the last round was tried.", health.lastRound)
        single("klyfta_last_round_successful", "Whether it was made.", health.isLastRoundGood.map { $0 ? 1 : 0 })
        single("klyfta_outbox_events", "Events that wait for a sink.", Double(health.outbox))
        single("klyfta_sinks_failing", "Sinks that did not take what they were sent.", Double(health.failingSinks))
        single(
            "klyfta_leader", "Whether this daemon leads those that share its state.", health.isLeader.map { $0 ? 1 : 0 }
        )
        if let leadership = health.leadership { self.leadership(leadership) }
    }

    private mutating func leadership(_ leadership: DaemonHealth.Leadership) {
        single("klyfta_leadership_held", "Whether any of them leads.", leadership.isHeld ? 1 : 0)
        single("klyfta_leadership_epoch", "The number of the leader, or of the last one.", Double(leadership.epoch))
        single("klyfta_leadership_start_timestamp_seconds", "When it began to lead.", leadership.since)
        family("klyfta_leadership", "The machine and the process of the leader, or of the last one.", .info)
        sample(["host": leadership.host, "process": leadership.process.map(String.init) ?? ""], 1)
    }

    private mutating func counter(_ name: String, _ help: String, _ counts: [DaemonHealth.Outcome: Int]) {
        family(name, help, .counter)
        for outcome in DaemonHealth.Outcome.allCases {
            sample(["outcome": outcome.rawValue], Double(counts[outcome] ?? 0))
        }
    }

    private mutating func single(_ name: String, _ help: String, _ value: Double?) {
        guard let value else { return }
        family(name, help)
        sample([:], value)
    }

    private mutating func sources(_ sources: [SourceStanding]) {
        guard !sources.isEmpty else { return }
        family("klyfta_source_state", "1 for the state that a source is in, 0 for every other.")
        for source in sources {
            for state in SourceState.allCases.map(\.rawValue) {
                sample(["source": source.source, "state": state], source.state == state ? 1 : 0)
            }
        }
        family("klyfta_source_rows", "Figures that stand.")
        for source in sources { sample(["source": source.source], Double(source.rows)) }
    }

    private mutating func perRule(
        _ name: String, _ help: String, _ state: CurrentState, _ number: (AlertRecord.Numbers) -> Double?
    ) {
        family(name, help)
        for alert in state.alerts {
            if let value = alert.numbers.flatMap(number) { sample(labels(of: alert), value) }
        }
    }

    private func labels(of alert: Standing) -> [String: String] {
        ["rule": alert.rule, "indicator": alert.indicator, "severity": alert.severity]
    }

    private mutating func family(_ name: String, _ help: String, _ kind: MetricFamily.Kind = .gauge) {
        families.append(MetricFamily(name: name, kind: kind, help: help))
    }

    /// A sample of the family that was begun last.
    private mutating func sample(_ labels: [String: String], _ value: Double) {
        families[families.count - 1].samples.append((labels, value))
    }
}
