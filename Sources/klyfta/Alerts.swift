import ArgumentParser
import KlyftaAlerting
import KlyftaModel
import KlyftaStore

struct Alerts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows where every rule stands, or all that ever happened")

    @OptionGroup var state: StateOptions

    @Flag(help: "List every event in order instead.")
    var history = false

    @Option(
        name: .customLong("only"),
        help: "Only rules in this state: inactive, pending, firing, recovering, resolved or retracted.")
    var wanted: String?

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    func run() throws {
        let store = try state.store()
        if history { return try writeOutput(History.text(of: store.events(), as: format)) }
        let standings = try (store.current()?.alerts ?? []).filter { wanted == nil || $0.state == wanted }
        let ofSources = wanted == nil || wanted == "firing" ? try store.sourceEpisodes().filter(\.isOpen) : []
        var table = table(of: standings)
        if format != .table { table.rows += ofSources.map(row) }
        try writeOutput(table.rendered(as: format))
        if format == .table { try writeOutput(ofSources.map(line).joined() + sentences(standings)) }
    }

    /// An open alert about a source, which stands in no table of rules.
    private func line(_ episode: SourceEpisode) -> String {
        let alert = episode.trouble.alertID(of: episode.source)
        return "\n\(episode.trouble.alertName) of \(episode.source), since \(episode.began) (alert \(alert))"
    }

    /// The same for programs: it has a state and a name, and no numbers.
    private func row(_ episode: SourceEpisode) -> [Table.Cell] {
        let head = [
            SourceTrouble.rule, "firing", episode.began.description, episode.trouble.severity.rawValue, "", "",
        ]
        let numbers = [Table.Cell](repeating: .number(nil), count: 3)
        let tail = [Table.Cell.text(episode.trouble.alertID(of: episode.source)), .text("")]
        return head.map(Table.Cell.text) + numbers + tail + numbers
            + [.text("\(episode.trouble.alertName) of \(episode.source)")]
    }

    func validate() throws {
        let states = ["inactive", "pending", "firing", "recovering", "resolved", "retracted"]
        guard let wanted, !states.contains(wanted) else { return }
        throw ValidationError("A rule is \(states.joined(separator: ", ")); it is never \(wanted).")
    }

    private func table(of standings: [Standing]) -> Table {
        let columns = [
            "rule", "state", "since", "severity", "verdict", "period", "gap", "measured", "threshold", "alert",
            "test",
        ]
        var table = Table(format == .table ? columns : columns + ["lower", "p", "p_adjusted", "message"])
        for standing in standings {
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
}
