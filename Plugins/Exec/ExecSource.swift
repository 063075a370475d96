import Foundation
import GuardedProcess
import KlyftaModel
import KlyftaSources

/// Whatever a program of the operator's writes, in any language: anyone else's figures.
package struct ExecSource: NamedSource {
    package static let id = try! SourceID("exec")
    package static let summary = "Anybody: a program in any language that writes its figures as JSON lines"
    package static let sample = String(decoding: PackageResources.sample_yaml, as: UTF8.self)
    package static let options =
        [ProgramOptions.program, .init("directory", .path, help: "where the program starts")]
        + ProgramOptions.limits

    private let name: SourceID
    private let program: GuardedProgram

    package init(_ options: SourceOptions, named name: SourceID, shipped: DataFolder) throws {
        self.name = name
        program = try ProgramOptions(of: name, options).guarded
    }

    package func release() async throws -> Release {
        let program = try found()
        let answer = ProgramAnswer(of: name)
        let request = Array((SourceRequest(options: SourceOptions()).line + "\n").utf8)
        let end = try await program.run(input: request) { try answer.take($0) }
        guard end.way == .exited(0) else {
            throw fault(end)
        }
        return try answer.release()
    }

    /// The program with the path of its file: a bare name is looked for along the path that it will see itself.
    private func found() throws(SourceFault) -> GuardedProgram {
        guard !program.path.hasPrefix("/") else { return program }
        var found = program
        for folder in ProgramOptions.path.split(separator: ":") {
            found.path = "\(folder)/\(program.path)"
            if FileManager.default.isExecutableFile(atPath: found.path) { return found }
        }
        throw SourceFault(
            at: "source \(name)", "there is no program '\(program.path.excerpt(60))' in \(ProgramOptions.path)",
            remedy: "Install it, or write its absolute path under sources.\(name).program.")
    }

    private func fault(_ end: GuardedProgram.End) -> SourceFault {
        let words = end.complaint.split(whereSeparator: \.isNewline).prefix(3).map { $0.excerpt(200) }
        let complaint = words.isEmpty ? "" : ": \(words.joined(separator: " / "))"
        let limits = program.limits
        let (problem, remedy): (String, String) =
            switch end.way {
            case .exited(let code): ("its program ended with code \(code)", "Run it by hand with its figures.")
            case .signalled(SIGXCPU):
                ("its program used more than \(limits.cpuSeconds) s of processor time", "Raise 'cpu', or mend it.")
            case .signalled(let signal):
                (
                    "its program was ended by signal \(signal)",
                    "Run it by hand. A program of more than \(limits.memory >> 20) MiB needs a larger 'memory'."
                )
            case .late: ("its program did not end in time", "Mend it.")
            case .tooMuchOutput:
                ("its program wrote more than \(limits.output >> 20) MiB", "Raise 'output', or mend it.")
            case .notStarted(let step, let reason):
                ("the system cannot \(step) (\(reason))", "Correct sources.\(name).program, or let klyfta run it.")
            }
        return SourceFault(at: "source \(name)", problem + complaint, remedy: "Its last figures stand. \(remedy)")
    }
}
