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
        try writeOutput(Self.text(of: try state.store().events().filter(isWanted), as: format))
    }

    /// For people one short line an event; for programs everything.
    static func text(of events: [AlertRecord], as format: Table.Format) -> String {
        guard format == .table, !events.isEmpty else { return table(of: events).rendered(as: format) }
        return lines(of: events).rendered(as: .table) + "\n\n'klyfta explain SEQ' shows what was told."
    }

    private func isWanted(_ event: AlertRecord) -> Bool {
        (kind == nil || event.kind == kind?.rawValue)
            && (subject == nil || event.rule == subject || event.alert == subject
                || event.rule.hasPrefix("\(subject ?? ""):"))
    }

    private static func lines(of events: [AlertRecord]) -> Table {
        var table = Table(["seq", "time", "event", "rule", "period", "measured", "threshold", "reason"])
        table.rows = events.map { record in
            let decimals = record.numbers?.decimals ?? 2
            // To the minute: a round has one moment, and the order is that of the numbers.
            let time = String(record.ts.prefix(16).replacing("T", with: " "))
            return [
                .count(Int(record.seq)), .text(time), .text(record.kind), .text(record.rule),
                .text(record.period ?? ""), .number(record.numbers?.measured, decimals: decimals),
                .number(record.numbers?.threshold, decimals: decimals), .text(record.reason),
            ]
        }
        return table
    }

    private static func table(of events: [AlertRecord]) -> Table {
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
