import ArgumentParser
import KlyftaDivide
import KlyftaModel

struct Gaps: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows how far one size class trails another, period by period",
        discussion: """
            The difference and the ratio are oriented by what is better: above 0, and above 1, the first (smaller) \
            class is worse off. With --measure, any other measure instead; 'klyfta measures' lists them.
            """)

    @OptionGroup var indicator: IndicatorOptions

    @OptionGroup var comparison: ComparisonOptions

    @OptionGroup var measures: MeasureOptions

    @Flag(help: "With --measure all: also those that only repeat what another program says.")
    var parity = false

    @Option(help: "With --measure: only this period.")
    var period: String?

    @Flag(help: "Draw it in characters instead: the classes, and the gap period by period.")
    var chart = false

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    func run() async throws {
        let (indicator, figures) = try await indicator.find()
        if let keys = measures.measure {
            let chosen = keys == "all" ? (parity ? Measure.all : Measure.own) : try Measure.list(keys)
            try writeOutput(answers(chosen, of: indicator, in: figures))
            return
        }
        try measures.refuse(others: ["--parity": parity, "--period": period != nil])
        let question = GapQuestion(indicator.id, try comparison.groups(of: indicator, in: figures))
        guard let series = GapSeries(answering: question, from: figures), !series.gaps.isEmpty else {
            throw UsageFault(
                at: "--between \(question.low),\(question.high)",
                "no period of \(indicator.id) has figures for both groups",
                remedy: "It has: \(ComparisonOptions.labels(of: indicator, in: figures)).")
        }
        if chart { return try writeOutput(drawn(series, figures) + footer(series)) }
        let notes = SizeNotes(of: question, periods: series.gaps.map(\.period), in: figures)
        try writeOutput(table(of: series, notes).rendered(as: format))
        if format == .table { try writeOutput(footer(series) + (notes?.lines ?? "")) }
    }

    /// The classes as an equiplot, where Klyfta formed them, and the gap as bars; a period without a number says why.
    private func drawn(_ series: GapSeries, _ figures: Figures) -> String {
        let profiles = figures.periods(of: series.indicator.id).map {
            SizeProfile(
                of: Panel(of: series.indicator, in: $0, membership: .current, from: figures), on: .standard)
        }
        let bars = BarChart(
            series.gaps.map { gap in
                BarChart.Bar(
                    name: gap.period.description, amount: gap.difference.value ?? 0,
                    text: gap.difference.value?.signed(1) ?? gap.difference.reason?.description ?? "")
            })
        let classes = profiles.isEmpty ? [] : EquiplotText(profiles).lines + [""]
        return (classes + bars.lines).joined(separator: "\n") + "\n"
    }

    private func answers(_ chosen: [Measure], of indicator: Indicator, in figures: Figures) throws -> String {
        let periods = try figures.periods(of: indicator.id).filter { try period.map(Period.init) ?? $0 == $0 }
        guard !periods.isEmpty else { throw MeasureOptions.nothing(of: indicator, in: period) }
        let panels = try periods.map { try measures.panel(of: indicator, in: $0, comparison, from: figures) }
        let answers = MeasureAnswers(panels: panels, measures: chosen, language: measures.language)
        return answers.rendered(as: format)
    }

    /// CSV has the columns that scripts rely on; JSON has the days of the populations besides.
    private func table(of series: GapSeries, _ notes: SizeNotes?) -> Table {
        let days = format == .json && notes != nil ? SizeNotes.columns : []
        var table = Table(
            [
                "indicator", "period", "low_class", "high_class", "n_low", "n_high", "low", "high", "difference",
                "ratio",
                "weight", "membership",
            ] + days)
        table.rows = series.gaps.map { gap in
            let days = format == .json ? notes?.cells(in: gap.period) ?? [] : []
            return [
                .text(gap.indicator.id.text), .text(gap.period.description), .text(gap.low.label),
                .text(gap.high.label), .count(gap.low.n), .count(gap.high.n), .measured(gap.low.value),
                .measured(gap.high.value), .measured(gap.difference), .measured(gap.ratio),
                .text(gap.weight.rawValue), .text(gap.membership.description),
            ] + days
        }
        return table
    }

    /// What the sign of the difference says.
    private func reading(_ series: GapSeries) -> String {
        series.indicator.direction == .neutral
            ? "Neither end is better: \(series.question.high) minus \(series.question.low), and nobody is worse off."
            : "Above 0 (ratio above 1) \(series.question.low) is worse off."
    }

    private func footer(_ series: GapSeries) -> String {
        let indicator = series.indicator
        let unit = indicator.unit.ofDifference
        let breaks = indicator.breaks.filter { seriesBreak in
            series.gaps.contains { $0.period >= seriesBreak.period }
                && series.gaps.contains { $0.period < seriesBreak.period }
        }
        let notes = breaks.map { "\nNot comparable across \($0.period): \($0.reason)" }.joined()
        let isPublished = series.question.membership == .published
        let raw = isPublished ? "Figures: \(indicator.attribution.raw). Gap: " : ""
        return """

            \(indicator.title.en); difference in \(unit); \(indicator.direction.rawValue); \(indicator.nature.rawValue).
            \(reading(series)) \(raw)\(indicator.attribution.derived)\(notes)
            """
    }
}
