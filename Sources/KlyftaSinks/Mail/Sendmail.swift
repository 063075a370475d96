import KlyftaModel
import Subprocess
import SystemPackage

/// Hands mails to the machine's own `sendmail`, whichever program that is.
package struct Sendmail: MailCarrier {
    private let program: String
    private let arguments: [String]
    private let deadline: Duration

    /// - Parameters:
    ///   - program: its absolute path.
    ///   - arguments: what comes before ours, such as `-C FILE`.
    package init(_ program: String, arguments: [String] = [], deadline: Duration = .seconds(60)) {
        self.program = program
        self.arguments = arguments
        self.deadline = deadline
    }

    package func carry(_ message: [UInt8], from: String, to: [String], as sink: String) async throws {
        // -i: a dot on a line of its own is no end. The recipients are named here, not read from headers, and end options
        // with --, so that no address is taken for one.
        let words = arguments + ["-i", "-f", from, "--"] + to
        // Its mails have line ends of this system; it makes those of the network itself.
        let text = message.filter { $0 != 13 }
        let outcome = try await run(words, text, sink)
        if let fault = fault(outcome.status, outcome.words, sink) { throw fault }
    }

    private struct Outcome: Sendable {
        let status: TerminationStatus
        let words: String
    }

    private func run(_ words: [String], _ text: [UInt8], _ sink: String) async throws -> Outcome {
        let (program, deadline) = (program, deadline)
        do {
            return try await withThrowingTaskGroup(of: Outcome?.self) { group in
                group.addTask {
                    let result = try await Subprocess.run(
                        .path(FilePath(program)), arguments: Arguments(words), input: .array(text), output: .discarded,
                        error: .string(limit: 16 << 10))
                    return Outcome(status: result.terminationStatus, words: result.standardError)
                }
                group.addTask {
                    try await Task.sleep(for: deadline)
                    return nil
                }
                defer { group.cancelAll() }
                guard let first = try await group.next(), let outcome = first else {
                    throw DeliveryFault(
                        .down(retryAfter: nil), at: "sink \(sink)", "\(program) did not end within \(deadline)",
                        remedy: "The mail is kept and sent again. Try the program by hand.")
                }
                return outcome
            }
        } catch let error as SubprocessError {
            throw DeliveryFault(
                .down(retryAfter: nil), at: "sink \(sink)", "\(program) cannot be run (\(error))",
                remedy: "Name the program with 'sendmail:', and let the user that runs klyfta run it.")
        }
    }

    /// The codes of sysexits.h: what another try may mend, and what only a person can.
    private func fault(_ status: TerminationStatus, _ words: String, _ sink: String) -> DeliveryFault? {
        guard !status.isSuccess else { return nil }
        let isPermanent = if case .exited(let code) = status { [64, 65, 67, 68, 77, 78].contains(code) } else { false }
        let said = PlainText.line(words, atMost: 200)
        return DeliveryFault(
            isPermanent ? .refused : .down(retryAfter: nil), at: "sink \(sink)",
            "\(program) ended with \(status)\(said.isEmpty ? "" : ": \(said)")",
            remedy: isPermanent
                ? "The mail is kept and sent again once an hour. Look at the addresses and the program's configuration."
                : "The mail is kept and sent again.")
    }
}
