import ArgumentParser
import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints what is stored in a form that other programs read",
        discussion: """
            current: where every rule and source stands, as in current.json. prom: the same as metrics of Prometheus. \
            jsonl: every event that ever happened, one line of JSON each, also those that nobody was told of.
            """)

    /// A form.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case current, prom, jsonl
    }

    @OptionGroup var state: StateOptions

    @Argument(help: "current, prom or jsonl.")
    var form: Form

    func run() throws {
        let store = try state.store()
        switch form {
        case .current: try writeLines(CurrentFile.text(of: stand(in: store)))
        case .prom: try writeLines(MetricText(stand(in: store), version: ProgramVersion.text).text)
        case .jsonl:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            for event in try store.events() {
                try writeOutput(String(decoding: try encoder.encode(event), as: UTF8.self))
            }
        }
    }

    private func stand(in store: Store) throws -> CurrentState { try store.stand(at: state.asOf) }

    /// A text that has its line ends.
    private func writeLines(_ text: String) throws { try writeOutput(String(text.dropLast())) }
}

extension Store {
    /// Where every rule and source stands, or stood.
    func stand(at asOf: AsOfOptions) throws -> CurrentState {
        guard let current = try current() else {
            throw UsageFault(
                at: directory, "no round was made here yet", remedy: "Make one with 'klyfta once', or start the daemon."
            )
        }
        let moment = try asOf.moment()?.time ?? SystemClock().now().commitTime
        return current.with(try sourceStandings(at: moment, in: .english))
    }
}
