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
        try writeOutput((history ? events(in: store) : standings(in: store)).rendered(as: format))
        if format == .table, !history { try writeOutput(sentences(try store.current()?.alerts ?? [])) }
    }

    private func standings(in store: Store) throws -> Table {
        let columns = [
            "rule", "state", "since", "severity", "verdict", "period", "gap", "measured", "threshold", "alert",
            "test",
        ]
        var table = Table(format == .table ? columns : columns + ["lower", "p", "p_adjusted", "message"])
        for standing in try store.current()?.alerts ?? [] {
            let decimals = standing.numbers?.decimals ?? 2
            let cells: [Table.Cell] = [
                .text(standing.rule), .text(standing.state), .text(standing.since ?? ""), .text(standing.severity),
                .text(standing.verdict), .text(standing.period ?? ""), .number(standing.numbers?.now.gap),
                .number(standing.numbers?.measured, decimals: decimals),
                .number(standing.numbers?.threshold, decimals: decimals), .text(standing.alert),
                .text(standing.test ?? ""),
            ]
            let test = standing.numbers?.test
            let certainty: [Table.Cell] = [.number(test?.lower), .number(test?.p), .number(test?.adjusted)]
            let message = standing.obstacle ?? standing.message ?? ""
            table.rows.append(format == .table ? cells : cells + certainty + [.text(message)])
        }
        return table
    }

    /// What is open, and what no verdict could be had on, in words.
    private func sentences(_ standings: [Standing]) -> String {
        let told = standings.filter { $0.isFiring || $0.isPending || $0.isBlind || $0.isUndecided }
        let lines = told.map { "\n\($0.rule): \($0.obstacle ?? $0.message ?? "no figures")" }
        return (lines + ["\n'klyfta explain RULE' says why."]).joined()
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
