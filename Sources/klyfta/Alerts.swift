import ArgumentParser
import KlyftaAlerting
import KlyftaStore

struct Alerts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows where every rule stands, or all that ever happened")

    @OptionGroup var state: StateOptions

    @Flag(help: "List every event in order instead.")
    var history = false

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    func run() throws {
        let store = try state.store()
        writeOutput(try (history ? events(in: store) : standings(in: store)).rendered(as: format))
    }

    private func standings(in store: Store) throws -> Table {
        var table = Table([
            "rule", "state", "since", "severity", "verdict", "period", "gap", "threshold", "alert", "message",
        ])
        for standing in try store.current()?.alerts ?? [] {
            table.rows.append([
                .text(standing.rule), .text(standing.state), .text(standing.since ?? ""), .text(standing.severity),
                .text(standing.verdict), .text(standing.period ?? ""), .number(standing.numbers?.now.gap),
                .number(standing.numbers?.threshold), .text(standing.alert),
                .text(standing.obstacle ?? standing.message ?? ""),
            ])
        }
        return table
    }

    private func events(in store: Store) throws -> Table {
        var table = Table(["seq", "time", "event", "rule", "period", "reason", "id", "message"])
        table.rows = try store.events().map { record in
            [
                .count(Int(record.seq)), .text(record.ts), .text(record.kind), .text(record.rule),
                .text(record.period ?? ""), .text(record.reason), .text(record.id), .text(record.message),
            ]
        }
        return table
    }
}
