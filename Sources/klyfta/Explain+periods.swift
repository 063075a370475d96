import CalendarEvents
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaStore

/// The way of a rule through its periods, and what was told on it.
extension Explain {
    /// What was told of an event: its letter in the language that is asked for, or else that of alerts.
    func tell(_ event: AlertRecord, in store: Store) throws -> String {
        let language = try measures.chosenLanguage ?? state.configuration.loadIfPresent()?.language ?? .english
        guard let letter = try store.letter(on: event.seq, in: language) else { return describe(event) }
        return "\(letter.subject)\n\n\(letter.text)"
    }

    /// The event that is asked for: by its id, or by its place in the order of events, unless a rule is called so.
    func event(in store: Store) throws -> AlertRecord? {
        let events = try store.events()
        if let named = events.first(where: { $0.id == alert }) { return named }
        guard let seq = Int64(alert), !events.contains(where: { $0.rule == alert }) else { return nil }
        return events.first { $0.seq == seq }
    }

    /// The verdict of a rule on one period, with all that it rests on.
    func explain(_ period: Period, of standing: Standing?, in store: Store) throws -> String {
        guard let (way, language) = try way(of: standing, in: store) else { throw try unknown(in: store) }
        guard let step = way.steps.last(where: { $0.period == period }) else {
            let asked = way.steps.map(\.period.description).joined(separator: ", ")
            throw UsageFault(
                at: "--period \(period)", "the rule '\(way.rule.id)' says nothing of it",
                remedy: asked.isEmpty ? "It says nothing of any period yet." : "It speaks of \(asked).")
        }
        let head = "\(way.rule.id) in \(period): \(word(for: step.verdict)), the alert is \(step.state)"
        guard let alert = way.alert(in: period) else { return head }
        let explanation = Explanation(of: alert, .fired, in: language)
        let facts = explanation.facts.map { "  \($0.label): \($0.text)" }
        return ([head, explanation.headline] + facts).joined(separator: "\n")
    }

    /// Every period the rule looked at, recomputed on the stored figures; `nil` where it is not in the configuration.
    func trail(of standing: Standing?, in store: Store) throws -> String? {
        guard let (way, _) = try way(of: standing, in: store) else { return nil }
        var table = Table(["period", "gap", "measured", "verdict", "state"])
        table.rows = way.steps.map { step in
            let finding = step.verdict.finding
            return [
                .text(step.period.description),
                .number((finding?.gap ?? way.series.gap(in: step.period))?.difference.value),
                .number(finding?.measured, decimals: standing?.numbers?.decimals ?? 2), .text(word(for: step.verdict)),
                .text(step.state.name),
            ]
        }
        return "\n" + table.rendered(as: .table)
    }

    private func way(of standing: Standing?, in store: Store) throws -> (Trajectory, Language)? {
        guard let standing, let (rule, figures, language) = try watched(standing, in: store),
            let series = GapSeries(answering: rule.question, from: figures)
        else { return nil }
        let examination = Examination(of: rule, through: series, from: figures)
        let ledger = TestLedger(of: [examination].compactMap(\.self), known: try store.tests())
        let today = try state.asOf.moment()?.time.day ?? SystemClock().now().commitTime.day
        let way = Trajectory(of: rule, through: series, tests: ledger.answers[rule.id] ?? [:], today: today)
        return (way, language)
    }

    private func word(for verdict: Verdict) -> String {
        switch verdict {
        case .holds: "holds"
        case .fails(let finding): "does not hold\(why(finding))"
        case .notClear: "not yet clear"
        case .undecided(let finding): finding.tested?.outcome.state.rawValue ?? "undecided"
        case .notAssessable(let obstacle): obstacle.description
        }
    }

    /// Why a distance that grew is no widening.
    private func why(_ finding: Finding) -> String {
        guard let change = finding.change else { return "" }
        if change.kind == .reversed { return ": the sides changed places, which is no widening" }
        return change.trailing == .high ? ": the larger ones trail" : ""
    }
}
