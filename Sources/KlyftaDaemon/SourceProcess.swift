import Glibc
import KlyftaModel
import KlyftaSources
import Subprocess
import SystemPackage

/// Runs each module in a child process of the same program: a module that crashes, hangs or leaks costs one fetch.
package struct SourceProcess: SourceRunner {
    private let executable: FilePath
    private let outputLimit: Int

    private static let errorLimit = 64 << 10

    /// Children run this program. The default is the running program itself, even if its file was replaced since.
    /// - Parameter outputLimit: how many bytes a source may say: a release of all municipalities and years is under
    ///   2 MiB.
    package init(executable: String = "/proc/self/exe", outputLimit: Int = 256 << 20) {
        self.executable = FilePath(executable)
        // A child that ends before it has read its request breaks the pipe; that must not end this process.
        signal(SIGPIPE, SIG_IGN)
        self.outputLimit = outputLimit
    }

    package func release(of source: SourceConfiguration) async throws -> Release {
        try await withDeadline(source.deadline, source.id) {
            try await fetch(source)
        }
    }

    private func fetch(_ source: SourceConfiguration) async throws -> Release {
        let result = try await answer(of: source)
        let lines = result.standardOutput.split(separator: "\n").map(String.init)
        guard result.terminationStatus.isSuccess else {
            // A fault the module reports itself says more than the way it ended; a line torn by that says less.
            if let fault = lines.lazy.compactMap(ReleaseReader.fault(on:)).first { throw fault }
            let words = result.standardError.split(separator: "\n").prefix(3).joined(separator: " / ")
            throw fault(
                of: source.id, "its process ended with \(result.terminationStatus)\(words.isEmpty ? "" : ": \(words)")")
        }
        return try ReleaseReader.release(of: source.id, from: lines)
    }

    private func answer(
        of source: SourceConfiguration
    ) async throws -> ExecutionResult<Void, StringOutput<UTF8>, StringOutput<UTF8>> {
        var options = PlatformOptions()
        // What the child starts itself ends with it, and so is in a group of its own.
        options.processGroupID = 0
        // A child gets a moment to end by itself, and none to refuse.
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
        ]
        do {
            return try await run(
                .path(executable),
                // Named after the program, so that a list of processes says what the child is.
                arguments: Arguments(executablePathOverride: "klyfta", remainingValues: ["source", source.id.text]),
                platformOptions: options,
                input: RequestInput(request: SourceRequest(options: source.options)),
                output: .string(limit: outputLimit),
                error: .string(limit: Self.errorLimit))
        } catch let error as SubprocessError {
            throw fault(of: source.id, "its process failed: \(error)")
        }
    }

    private func fault(of source: SourceID, _ problem: String) -> SourceFault {
        SourceFault(
            at: "source \(source)", problem,
            remedy: "Its last figures stand. Try 'klyfta source \(source) </dev/null' to see it fail.")
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

/// The request on its way to a child, which may end before it has read it. Then the way it ended says what is wrong;
/// swift-subprocess 1.0.2 ends the whole program when an input throws.
private struct RequestInput: InputProtocol {
    let request: SourceRequest

    func write(with writer: StandardInputWriter) async throws {
        _ = try? await writer.write(Array((request.line + "\n").utf8))
    }
}
