import ArgumentParser
import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel
import KlyftaStore

struct Outbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what has yet to be delivered, tries it again, or gives it up",
        subcommands: [List.self, Retry.self, Drop.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists what waits for a sink, and what was given up after a week",
            discussion: "With --as-of, what waited then; how often it had been tried is known only while it waits.")

        @OptionGroup var state: StateOptions

        @Option(help: "table, csv or json.")
        var format = Table.Format.table

        func run() throws {
            var table = Table(["sink", "event", "id", "state", "attempts", "next", "fault"])
            let store = try state.store()
            table.rows = try state.asOf.text == nil ? rowsNow(store) : rowsThen(store)
            try writeOutput(table.rendered(as: format))
        }

        private func rowsNow(_ store: Store) throws -> [[Table.Cell]] {
            var rows: [[Table.Cell]] = []
            for sink in try store.sinksAwaited() {
                let standing = try store.standing(of: sink)
                for event in try store.waiting(for: sink) + store.waiting(for: sink, given: true) {
                    let word = event.isDead ? "dead" : standing.isDisabled ? "disabled" : "waiting"
                    let next = max(event.next, standing.next)
                    let pause = word == "waiting" && next.milliseconds > 0 ? next.description : ""
                    rows.append(
                        first(sink, event.record, word) + [
                            .count(event.attempts), .text(pause), .text(event.fault ?? ""),
                        ])
                }
            }
            return rows
        }

        private func rowsThen(_ store: Store) throws -> [[Table.Cell]] {
            try store.waitingThen().map { sink, event in
                first(sink, event, "waiting") + [.text(""), .text(""), .text("")]
            }
        }

        private func first(_ sink: String, _ event: AlertRecord, _ word: String) -> [Table.Cell] {
            [.text(sink), .count(Int(event.seq)), .text(event.id), .text(word)]
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tries again now, also what was given up")

        @OptionGroup var options: HandlingOptions
        @OptionGroup var target: Target

        func run() async throws { try await options.carryOut(target.order(.retry, options.comment)) }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Gives up sending; the events stay in the history")

        @OptionGroup var options: HandlingOptions
        @OptionGroup var target: Target

        func run() async throws { try await options.carryOut(target.order(.drop, options.comment)) }
    }

    struct Target: ParsableArguments {
        @Option(help: "The sink.")
        var sink: String

        @Option(help: "Only this event, by its number.")
        var event: Int64?

        func order(_ verb: HandlingOrder.Verb, _ comment: String) -> HandlingOrder {
            var order = HandlingOrder(verb, because: comment)
            (order.sink, order.event) = (sink, event)
            return order
        }
    }
}
