import ArgumentParser
import KlyftaDivide
import KlyftaModel

struct Published: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what an office published for its own groups: numbers, or words where it printed no number")

    @OptionGroup var indicator: IndicatorOptions

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    func run() async throws {
        let (indicator, figures) = try await indicator.find()
        let published = figures.published[indicator.id] ?? []
        guard !published.isEmpty else {
            throw UsageFault(
                at: "--indicator \(indicator.id)", "its office published no figures for groups, only by municipality",
                remedy: "Try 'klyfta profile --indicator \(indicator.id)'.")
        }
        try writeOutput(table(of: published).rendered(as: format))
        if format == .table {
            try writeOutput("\n\(indicator.title.en); \(indicator.direction.rawValue). \(indicator.attribution.raw)")
        }
    }

    private func table(of figures: [PublishedFigure]) -> Table {
        let columns = ["indicator", "period", "group", "value", "n", "of", "denominator", "words", "source"]
        var table = Table(format == .table ? Array(columns.dropLast()) : columns)
        for figure in figures.sorted(by: { ($0.period, $0.id) < ($1.period, $1.id) }) {
            let cells: [Table.Cell] = [
                .text(figure.indicator.text), .text(figure.period.description), .text(figure.group.label),
                .number(figure.value), .count(figure.n), .count(figure.of),
                .text(figure.denominator), .text(figure.words), .text(figure.source),
            ]
            table.rows.append(format == .table ? Array(cells.dropLast()) : cells)
        }
        return table
    }
}
