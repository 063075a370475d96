import ArgumentParser
import KlyftaAlerting
import KlyftaStore

struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists everything that ever happened to alerts, in order",
        discussion: "Also what nobody was told of, because it was over before anybody looked: its reason is 'history'.")

    @OptionGroup var state: StateOptions

    @Option(help: "Only this kind: fired, amended, resolved, retracted or restated.")
    var kind: AlertEvent.Kind?

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    @Argument(help: "Only this rule or alert.")
    var subject: String?

    func run() throws {
        try writeOutput(Self.table(of: try state.store().events().filter(isWanted)).rendered(as: format))
    }

    private func isWanted(_ event: AlertRecord) -> Bool {
        (kind == nil || event.kind == kind?.rawValue)
            && (subject == nil || event.rule == subject || event.alert == subject
                || event.rule.hasPrefix("\(subject ?? ""):"))
    }

    static func table(of events: [AlertRecord]) -> Table {
        var table = Table(["seq", "time", "event", "rule", "period", "reason", "id", "message"])
        table.rows = events.map { record in
            [
                .count(Int(record.seq)), .text(record.ts), .text(record.kind), .text(record.rule),
                .text(record.period ?? ""), .text(record.reason), .text(record.id), .text(record.message),
            ]
        }
        return table
    }
}

extension AlertEvent.Kind: ExpressibleByArgument {}
