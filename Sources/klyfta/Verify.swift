import ArgumentParser
import KlyftaDaemon

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes all figures again from the offices' answers, and says whether they are the same",
        discussion: """
            Every vintage that was read from answers is read again from the archive, by its module in a process of its \
            own and without asking anybody. Ends with 1 if any figure is not the same byte for byte, or an answer is \
            missing or damaged. A newer klyfta may read an answer otherwise on purpose; then this says so too.
            """)

    @OptionGroup var state: StateOptions

    func run() async throws {
        let verification = Verification(of: try state.store(), by: SourceProcess())
        let report = try await verification.run()
        try writeOutput(report.description)
        if !report.isGood { throw ExitCode.failure }
    }
}
