import CalendarEvents
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// A test of a rule: what an office published when, and what the rule has to make of it.
package struct RuleTest: Sendable {
    /// Its name.
    package let name: String
    /// The rule under test.
    package let rule: GapRule
    /// What was published, in order of time.
    package let vintages: [Vintage]
    /// What is expected, in order of time.
    package let expectations: [Expectation]
    /// When figures of the rule's source are expected; without it, nothing is asked of the source.
    let calendar: CalendarEvent?

    /// The gaps that stood from a day on, oriented: above 0 the smaller municipalities are worse off. `nil` is a
    /// period without a number.
    package struct Vintage: Sendable {
        let day: CalendarDay
        let gaps: [(period: Period, gap: Double?)]
        let place: String
    }

    /// What is expected of a round on a day; what is `nil` is left open.
    package struct Expectation: Sendable {
        let day: CalendarDay
        /// The alert about the source that is meant; `nil` for that of the rule.
        let trouble: SourceTrouble?
        let state: String?
        let since: String?
        let value: Double?
        let was: Double?
        /// All that is announced, in order: an alert that nobody expects is as wrong as one that does not come.
        let events: [String]
        let place: String
    }

    /// What did not come as expected, a line each; empty for a test that passes.
    package func failures() -> [String] {
        var rehearsal = Rehearsal(of: RuleSet(rules: [rule]), in: .english)
        let days = Set(vintages.map(\.day) + expectations.map(\.day)).sorted()
        var failures = unasserted
        var source = calendar.flatMap { calendar in
            (try? SourceID(module)).map { RehearsedSource($0, expecting: calendar) }
        }
        for day in days {
            guard let vintage = vintages.last(where: { $0.day <= day }) else {
                failures.append("\(expectations[0].place): nothing is published by \(day)")
                continue
            }
            let figures = SyntheticFigures(of: rule, vintage.gaps).figures
            let round = rehearsal.round(on: figures, vintages: [module: "\(vintage.day)"], today: day)
            let told = round.events.filter(\.isAnnounced)
            let ofSource = news(of: &source, on: day, vintage)
            let expected = expectations.first { $0.day == day }
            if let expected, let trouble = expected.trouble {
                failures += expected.failures(of: trouble, source?.state(of: trouble) ?? "inactive", ofSource)
            } else if let expected {
                failures += round.standings.flatMap { expected.failures(at: $0, told) }
            }
            failures += unasked(on: day, vintage, expected, told, ofSource)
        }
        return failures
    }

    /// What is told on a day and asked by nobody: an alert that nobody expects is as wrong as one that does not come.
    private func unasked(
        on day: CalendarDay, _ vintage: Vintage, _ expected: Expectation?, _ told: [AlertEvent],
        _ ofSource: [SourceEvent]
    ) -> [String] {
        let isRuleAsked = expected.map { $0.trouble == nil } ?? false
        var kinds = isRuleAsked ? [] : told.map(\.kind.rawValue)
        for event in ofSource where event.kind == .fired && event.trouble != expected?.trouble {
            kinds.append("\(event.trouble.alertName) fired")
        }
        guard !kinds.isEmpty else { return [] }
        let place = expected?.place ?? vintage.place
        return ["\(place): on \(day) nothing is expected, but there is: \(kinds.joined(separator: ", "))"]
    }

    /// What is told of the source on a day, once it answered what stands then.
    private func news(of source: inout RehearsedSource?, on day: CalendarDay, _ vintage: Vintage) -> [SourceEvent] {
        if vintage.day == day {
            try? source?.deliver(vintage.gaps.map(\.period), of: rule.question.indicator, on: day)
        }
        return source?.look(on: day) ?? []
    }

    private var module: String { rule.question.indicator.module }

    /// Vintages on which nothing is expected before the next one: they prove nothing.
    private var unasserted: [String] {
        vintages.indices.compactMap { index in
            let next = index + 1 < vintages.count ? vintages[index + 1].day : nil
            let isAsserted = expectations.contains { expectation in
                vintages[index].day <= expectation.day && next.map { expectation.day < $0 } ?? true
            }
            return isAsserted ? nil : "\(vintages[index].place): nothing is expected of this vintage"
        }
    }
}

extension RuleTest.Expectation {
    fileprivate func failures(at standing: Standing, _ told: [AlertEvent]) -> [String] {
        func differ(_ what: String, _ expected: String?, _ found: String?) -> String? {
            guard let expected, expected != found else { return nil }
            return "\(place): on \(day) \(what) is expected to be \(expected), and is \(found ?? "none")"
        }
        func differ(_ what: String, _ expected: Double?, _ found: Double?) -> String? {
            guard let expected else { return nil }
            if let found, (found - expected).magnitude < 0.005 { return nil }
            return differ(what, expected.fixed(2), found?.fixed(2))
        }
        return [
            differ("the state", state, standing.state), differ("the period since then", since, standing.since),
            differ("the value", value, told.last?.alert?.finding.measured ?? standing.numbers?.measured),
            differ("what was told before", was, told.last?.was?.measured),
            differ("what is announced", list(events), list(told.map(\.kind.rawValue))),
        ].compactMap(\.self)
    }

    fileprivate func failures(of trouble: SourceTrouble, _ found: String, _ told: [SourceEvent]) -> [String] {
        func differ(_ what: String, _ expected: String, _ found: String) -> String {
            "\(place): on \(day) \(what) \(trouble.alertName) is expected to be \(expected), and is \(found)"
        }
        let kinds = told.filter { $0.trouble == trouble }.map(\.kind.rawValue)
        var failures: [String] = []
        if let state, state != found { failures.append(differ("the state of", state, found)) }
        // With a state, that it was told is left open: it may have been told on a day that nobody asks about.
        let isNewsAsked = state == nil || !events.isEmpty
        if isNewsAsked, events != kinds { failures.append(differ("what is told of", list(events), list(kinds))) }
        return failures
    }

    private func list(_ kinds: [String]) -> String { kinds.isEmpty ? "nothing" : kinds.joined(separator: ", ") }
}
