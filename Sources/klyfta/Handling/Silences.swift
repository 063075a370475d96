import ArgumentParser
import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel
import KlyftaStore

struct Silences: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence",
        abstract: "Keeps alerts from people for a while; what happens meanwhile is sent when it is over",
        subcommands: [Add.self, List.self, Expire.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Begins a silence now")

        @OptionGroup var options: HandlingOptions

        @Option(name: .customLong("for"), help: "How long, such as 2h or 3d.")
        var span: String?

        @Option(help: "Until when, such as 2026-12-01.")
        var until: String?

        @Argument(help: "Which alerts: rule=NAME, severity=info, indicator=…, source=…, alert=…; all must hold.")
        var match: [String]

        func run() async throws {
            var order = HandlingOrder(.silence, because: options.comment)
            order.match = try Self.match(match)
            guard let text = span ?? until, span == nil || until == nil else {
                throw UsageFault(
                    at: "--for", "there is no end, or two", remedy: "Write --for 2h or --until 2026-12-01.")
            }
            order.moment = try HandlingMoment.read(text, after: HandlingOptions.now).milliseconds
            try await options.carryOut(order)
        }

        static func match(_ texts: [String]) throws -> LabelMatch {
            var wanted: [String: Set<String>] = [:]
            for text in texts {
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, !parts[0].isEmpty else {
                    throw UsageFault(
                        at: text, "it names no label and value",
                        remedy: "Write rule=NAME, severity=warning, or a label that you gave to rules.")
                }
                wanted[parts[0], default: []].insert(parts[1])
            }
            return LabelMatch(wanted)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the silences that hold or are to come")

        @OptionGroup var state: StateOptions

        @Option(help: "table, csv or json.")
        var format = Table.Format.table

        func run() throws {
            let moment = try state.asOf.moment()?.time ?? HandlingOptions.now
            var table = Table(["id", "match", "until", "by", "comment"])
            table.rows = try state.store().silences(at: moment, orComing: true).map { silence in
                [
                    .count(Int(silence.id)), .text(silence.match.text), .text(silence.ends.description),
                    .text(silence.author), .text(silence.comment),
                ]
            }
            try writeOutput(table.rendered(as: format))
        }
    }

    struct Expire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ends a silence before its time")

        @OptionGroup var options: HandlingOptions

        @Argument(help: "Its number, as 'klyfta silence list' shows it.")
        var id: Int64

        func run() async throws {
            var order = HandlingOrder(.expire, because: options.comment)
            order.silence = id
            try await options.carryOut(order)
        }
    }
}
