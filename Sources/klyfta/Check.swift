import ArgumentParser
import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel
import KlyftaSinks
import KlyftaStore

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells Icinga or Nagios how things stand: one line, numbers behind a bar, and an exit code",
        discussion: """
            Ends with 0 if no alert is open, 1 for one of severity warning or a source that does not fare well, 2 for one of \
            severity critical, and 3 if nothing can be said. Alerts of severity info are told and change nothing.
            """)

    @OptionGroup var state: StateOptions

    @Option(help: "Only this rule, or this one for many indicators.")
    var rule: String?

    func run() throws {
        let report: CheckReport
        do {
            report = CheckReport(try state.store().stand(at: state.asOf), rule: rule)
        } catch {
            // Whatever is wrong, a plugin says it in its own form.
            report = CheckReport(unknown: "\(error)")
        }
        try writeOutput(report.line)
        guard report.status == .ok else { throw ExitCode(report.status.rawValue) }
    }
}
