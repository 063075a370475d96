import ArgumentParser
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore

struct Sources: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the sources, how they fare, and what they measure",
        discussion: """
            Without a configuration: the modules of this build. The states are fresh, late, stale, partial, failing, \
            changed-shape, withdrawn and suspect.
            """)

    @OptionGroup var state: StateOptions

    @Flag(help: "List the indicators of all sources instead.")
    var indicators = false

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    func run() async throws {
        try writeOutput(await (indicators ? indicatorTable() : sourceTable()).rendered(as: format))
    }

    /// The sources of the configuration by name, or else the modules of this build.
    private func named() throws -> [(source: SourceID, module: SourceID)] {
        if let configuration = try state.configuration.loadIfPresent() {
            return configuration.sources.map { ($0.id, $0.module) }
        }
        return builtInSources.map { ($0.id, $0.id) }.sorted { $0.0 < $1.0 }
    }

    private func sourceTable() throws -> Table {
        var table = Table([
            "source", "module", "state", "last_success", "newest", "next_expected", "rows", "hash", "message",
        ])
        let standings = try standings()
        let registry = try SourceRegistry(builtInSources)
        for (source, module) in try named() {
            let standing = standings[source.text]
            table.rows.append([
                .text(source.text), .text(module.text), .text(standing?.state ?? "-"),
                .text(Self.day(standing?.succeeded)), .text(standing?.newestPeriod ?? "-"),
                .text(Self.day(standing?.nextExpected)), .count(standing?.rows),
                .text(standing?.vintage.map { String($0.prefix(12)) } ?? "-"),
                .text(standing?.message ?? registry[module]?.summary ?? ""),
            ])
        }
        return table
    }

    /// How the sources fare that a daemon asked, by name; nothing where nobody has stored anything.
    private func standings() throws -> [String: SourceStanding] {
        let configuration = try state.configuration.loadIfPresent()
        guard let store = try state.storeIfPresent() else { return [:] }
        let now = SystemClock().now().commitTime
        let all = try store.sourceStandings(
            at: min(store.horizon ?? now, now), in: configuration?.language ?? .english)
        return Dictionary(all.map { ($0.source, $0) }) { one, _ in one }
    }

    private static func day(_ moment: String?) -> String { moment.map { String($0.prefix(10)) } ?? "-" }

    private func indicatorTable() async throws -> Table {
        var table = Table(["indicator", "unit", "direction", "nature", "periods", "by", "title"])
        let isConfigured = try state.configuration.loadIfPresent() != nil
        for (source, module) in try named() {
            // A module that speaks for nobody of its own has no indicators before somebody names them.
            let type = try SourceRegistry(builtInSources)[module]
            if !isConfigured, type is any NamedSource.Type { continue }
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
