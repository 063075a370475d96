import ArgumentParser
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explains an alert, why a gap moved, or the arithmetic of a measure",
        discussion: """
            Of an alert or a rule, also one that never fired: what was compared, with which numbers, how it came to its \
            state, and why the gap moved; with --period, of that period. Of an event: what was told. \
            With --change INDICATOR FROM TO: why the gap moved between two periods, by cause and municipality. \
            With --measure KEY INDICATOR PERIOD: each step of the formula with its numbers, to the interval.
            """)

    @OptionGroup var state: StateOptions

    @OptionGroup var comparison: ComparisonOptions

    @OptionGroup var measures: MeasureOptions

    @Flag(help: "Why the gap of an indicator moved from one period to another.")
    var change = false

    @Option(help: "Of a rule: only this period, such as 2025, with every number of its verdict.")
    var period: String?

    @Option(help: "With --change: table, csv or json.")
    var format: Table.Format?

    @Argument(
        help: ArgumentHelp(
            """
            An alert, a rule, as 'klyfta alerts' names them, or an event, as 'klyfta history' numbers them; with --change an indicator and two periods, \
            with --measure an indicator and a period.
            """,
            valueName: "alert"))
    var subjects: [String]

    var alert: String { subjects[0] }

    func validate() throws {
        guard !change || measures.measure == nil else {
            throw ValidationError("--change and --measure are two questions. Ask one.")
        }
        guard change || format == nil else {
            throw ValidationError("--format has a meaning only with --change.")
        }
        guard subjects.count == (change ? 3 : measures.measure == nil ? 1 : 2) else {
            throw ValidationError(
                change
                    ? "Name an indicator and two periods, such as: --change skl.N07900 2011 2012."
                    : measures.measure == nil
                        ? "Name one alert, event or rule. For the arithmetic of a figure add --measure KEY."
                        : "Name an indicator and a period, such as: --measure d skl.N07900 2014.")
        }
    }

    func run() async throws {
        if change { return try await explainChange() }
        if let key = measures.measure { return try await explain(Measure(key)) }
        let store = try state.store()
        let event = period == nil ? try event(in: store) : nil
        try measures.refuse(
            others: [
                "--between": comparison.between != nil, "--weight": comparison.weight != nil,
                "--membership": comparison.membership != nil,
            ], isTold: event != nil)
        if let event { return try writeOutput(tell(event, in: store)) }
        let standing = try find(in: store)
        if let period { return try writeOutput(explain(Period(period), of: standing, in: store)) }
        let events = try store.events().filter { event in
            [event.alert, standing == nil ? event.rule : event.alert].contains(standing?.alert ?? alert)
                || event.id == alert
        }
        guard standing != nil || !events.isEmpty else { throw try unknown(in: store) }
        if let standing { try writeOutput(describe(standing)) }
        for event in events { try writeOutput(describe(event)) }
        if let trail = try trail(of: standing, in: store) { try writeOutput(trail) }
        if let reasons = try reasons(of: standing, in: store) { try writeOutput(reasons) }
    }

    private func explain(_ measure: Measure) async throws {
        let (indicator, figures) = try await state.find(subjects[0])
        let period = try Period(subjects[1])
        guard figures.periods(of: indicator.id).contains(period) else {
            throw MeasureOptions.nothing(of: indicator, in: subjects[1])
        }
        let panel = try measures.panel(of: indicator, in: period, comparison, from: figures)
        try writeOutput(DerivationText(of: measure, in: panel, measures.language).text)
    }

    private func find(in store: Store) throws -> Standing? {
        let standings = try store.current()?.alerts ?? []
        return standings.first { $0.rule == alert } ?? standings.first { alert.hasPrefix($0.alert) }
    }

    func unknown(in store: Store) throws -> UsageFault {
        let names = (try store.current()?.alerts ?? []).map(\.rule)
        let near = Suggestion.nearest(to: alert, among: names).map { "Did you mean \($0)? " } ?? ""
        return UsageFault(
            at: "explain \(alert)", "there is no such alert, event or rule",
            remedy: "\(near)'klyfta alerts' lists the rules, 'klyfta history' all events.")
    }

    private func describe(_ standing: Standing) -> String {
        let since = standing.since.map { " since \($0)" } ?? ""
        let head = "\(standing.rule) is \(standing.state)\(since) (alert \(standing.alert), \(standing.severity))"
        let verdict = standing.obstacle.map { "No verdict on \(standing.period ?? "the last period"): \($0)" }
        return [head, verdict ?? standing.message, standing.numbers.map(describe), standing.attribution]
            .compactMap { $0 }.joined(separator: "\n") + "\n"
    }

    private func describe(_ numbers: AlertRecord.Numbers) -> String {
        func side(_ sides: AlertRecord.Sides) -> String {
            func n(_ n: Int?, _ of: Int?) -> String {
                "n \(n.map(String.init) ?? "unknown")\(of.map { "/\($0)" } ?? "")"
            }
            func value(_ value: Double?) -> String { value.map { $0.fixed(2) } ?? "-" }
            return """
                  \(sides.period): gap \(value(sides.gap)); \
                \(numbers.lowClass): \(value(sides.low)) (\(n(sides.nLow, sides.ofLow))), \
                \(numbers.highClass): \(value(sides.high)) (\(n(sides.nHigh, sides.ofHigh)))
                """
        }
        let measure = numbers.test.map { " (\($0.measure))" } ?? ""
        let basis = """
              \(numbers.indicator), \(numbers.unit), \(numbers.direction), \(numbers.nature)
              condition: \(numbers.condition), threshold \(numbers.threshold.fixed(numbers.decimals)), \
            measured \(numbers.measured.fixed(numbers.decimals))\(measure), for \(numbers.forPeriods) period(s)
              weight: \(numbers.weight); class membership: \(numbers.membership)
            """
        return ([numbers.then.map(side), side(numbers.now), basis] as [String?]).compactMap { $0 }.joined(
            separator: "\n")
    }

    func describe(_ event: AlertRecord) -> String {
        let period = event.period.map { " in \($0)" } ?? ""
        return "\(event.ts)  \(event.kind)\(period), \(event.reason) (\(event.id))\n  \(event.message)"
    }

    /// The rule of a standing with the figures it looks at, and the language of its alerts; `nil` if it is not in the
    /// configuration.
    func watched(
        _ standing: Standing, in store: Store
    ) throws -> (rule: GapRule, figures: Figures, language: Language)? {
        guard let configuration = try state.configuration.loadIfPresent(),
            let module = try? IndicatorID(standing.indicator).module,
            let figures = try store.part(of: SourceID(module)).map({ Figures([$0]) }),
            let rule = configuration.ruleSet.inForce(on: figures).first(where: { $0.alertID == standing.alert })
        else { return nil }
        return (rule, figures, configuration.language)
    }
}
