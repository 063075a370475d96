import ArgumentParser
import KlyftaDivide
import KlyftaModel
import KlyftaSources

struct Sources: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the source modules of this build, and what they measure")

    @OptionGroup var state: StateOptions

    @Flag(help: "List the indicators of all modules instead.")
    var indicators = false

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    func run() async throws {
        try writeOutput(await (indicators ? indicatorTable() : moduleTable()).rendered(as: format))
    }

    private func moduleTable() -> Table {
        var table = Table(["source", "delivers"])
        table.rows = builtInSources.sorted { $0.id < $1.id }.map { [.text($0.id.text), .text($0.summary)] }
        return table
    }

    private func indicatorTable() async throws -> Table {
        var table = Table(["indicator", "unit", "direction", "nature", "periods", "by", "title"])
        for source in builtInSources.map({ $0.id }).sorted() {
            let figures = try await state.figures(of: source)
            for indicator in figures.indicators.values.sorted(by: { $0.id < $1.id }) {
                let municipal = figures.periods(of: indicator.id)
                let published = Set((figures.published[indicator.id] ?? []).map(\.period)).sorted()
                let periods = municipal.isEmpty ? published : municipal
                table.rows.append([
                    .text(indicator.id.text), .text(indicator.unit.rawValue), .text(indicator.direction.rawValue),
                    .text(indicator.nature.rawValue), .text(Self.span(periods)),
                    .text(municipal.isEmpty ? "published group" : "municipality"), .text(indicator.title.en),
                ])
            }
        }
        return table
    }

    private static func span(_ periods: [Period]) -> String {
        guard let first = periods.first, let last = periods.last else { return "" }
        return first == last ? "\(first)" : "\(first)-\(last)"
    }
}
