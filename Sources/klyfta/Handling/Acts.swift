import ArgumentParser
import KlyftaStore

struct Acts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists what people did about alerts: who, when, what and why")

    @OptionGroup var state: StateOptions

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    func run() throws {
        var table = Table(["seq", "time", "by", "act", "on", "comment"])
        table.rows = try state.store().acts().map { act in
            [
                .count(Int(act.seq)), .text(act.time), .text(act.author), .text(act.verb), .text(act.object),
                .text(act.comment),
            ]
        }
        try writeOutput(table.rendered(as: format))
    }
}
