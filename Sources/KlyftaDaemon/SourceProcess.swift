import KlyftaModel
import KlyftaSources
import Subprocess
import SystemPackage

/// Runs each module in a child process of the same program: a module that crashes, hangs or leaks costs one fetch.
package struct SourceProcess: SourceRunner {
    private let executable: FilePath

    /// How much a source may say: a release of all municipalities and years is under 2 MiB.
    private static let outputLimit = 256 << 20
    private static let errorLimit = 64 << 10

    /// Children run this program. The default is the running program itself, even if its file was replaced since.
    package init(executable: String = "/proc/self/exe") {
        self.executable = FilePath(executable)
    }

    package func release(of source: SourceConfiguration) async throws -> Release {
        try await withDeadline(source.deadline, source.id) {
            try await fetch(source)
        }
    }

    private func fetch(_ source: SourceConfiguration) async throws -> Release {
        var options = PlatformOptions()
        // A child gets a moment to end by itself, and none to refuse.
        options.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: .milliseconds(500))]
        let result = try await run(
            .path(executable),
            // Named after the program, so that a list of processes says what the child is.
            arguments: Arguments(executablePathOverride: "klyfta", remainingValues: ["source", source.id.text]),
            platformOptions: options,
            input: .string(SourceRequest(options: source.options).line + "\n"),
            output: .string(limit: Self.outputLimit),
            error: .string(limit: Self.errorLimit))
        let lines = result.standardOutput.split(separator: "\n").map(String.init)
        // A fault the module reports itself says more than the way it ended.
        var reader = ReleaseReader(of: source.id)
        for line in lines { try reader.read(line) }
        guard result.terminationStatus.isSuccess else {
            let words = result.standardError.split(separator: "\n").prefix(3).joined(separator: " / ")
            throw SourceFault(
                at: "source \(source.id)",
                "its process ended with \(result.terminationStatus)\(words.isEmpty ? "" : ": \(words)")",
                remedy: "Its last figures stand. Try 'klyfta source \(source.id) </dev/null' to see it fail.")
        }
        return try reader.finish()
    }

    /// The result of some work, or a fault once it takes too long; the work is cancelled then.
    private func withDeadline<Value: Sendable>(
        _ deadline: Duration, _ source: SourceID, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: deadline)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else {
                throw SourceFault(
                    at: "source \(source)", "it did not answer within \(deadline)",
                    remedy: "Its last figures stand. Give it a longer 'deadline' if it needs one.")
            }
            return value
        }
    }
}
