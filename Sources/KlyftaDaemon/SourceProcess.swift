import CalendarEvents
import Glibc
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Subprocess
import SystemPackage

/// Runs each module in a child process of the same program, or asks the unit of its own in which the same program runs it:
/// a module that crashes, hangs or leaks costs one fetch.
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
        let request = SourceRequest(options: source.options, module: source.ownModule)
        return try await lines(of: source, request) { _ in }.release(of: source.id, in: nil).0
    }

    package func delivery(
        of source: SourceConfiguration, on terms: FetchTerms, report: @escaping @Sendable (FetchLine) -> Void
    ) async throws -> Delivery {
        let request = SourceRequest(options: source.options, module: source.ownModule, fetch: terms)
        let answer = try await lines(of: source, request, report)
        let (release, reference) = try answer.release(of: source.id, in: terms.exchange.map(Exchange.init(path:)))
        guard let reference else { return Delivery(release: release) }
        return Delivery(
            release: release,
            origin: Store.Origin(
                payloads: answer.payloads, lines: reference.origins, options: source.options, module: source.ownModule))
    }

    /// Makes a release again from answers in the archive, in a process of its own, without asking anybody. What stands
    /// from before is not in it.
    /// - Parameter exchange: where the release is handed over.
    /// - Returns: its vintage.
    /// - Throws: a ``Fault``.
    package func replay(
        _ origin: Store.Origin, of id: SourceID, archive: PayloadArchive, deadline: Duration,
        into exchange: Exchange
    ) async throws -> Vintage {
        let source = SourceConfiguration(
            id: id, module: origin.module, schedule: try CalendarEvent("daily"), deadline: deadline,
            options: origin.options)
        let terms = FetchTerms(
            network: NetworkTerms(), known: origin.fetched, exchange: exchange.path, archive: archive.directory,
            isReplay: true)
        let request = SourceRequest(options: origin.options, module: source.ownModule, fetch: terms)
        let answer = try await lines(of: source, request) { _ in }
        guard let reference = answer.reference else {
            throw fault(of: id, "it made no release of the answers it was given")
        }
        return try Vintage(reference.sha256)
    }

    /// Everything that a source says, once it has ended well.
    private func lines(
        of source: SourceConfiguration, _ request: SourceRequest, _ report: @escaping @Sendable (FetchLine) -> Void
    ) async throws -> SourceAnswer {
        try await withDeadline(source.deadline, source.id) {
            if let socket = source.socket {
                return try await SourceUnit(socket: socket, outputLimit: self.outputLimit)
                    .answer(of: source.id, request, report)
            }
            let (result, complaint) = try await self.ended(source.id, request, report)
            guard result.terminationStatus.isSuccess else {
                // A fault the module reports itself says more than the way it ended; a line torn by that says less.
                if let fault = result.closureResult.fault { throw fault }
                let words = complaint.split(separator: "\n").prefix(3).map { $0.prefix(200) }.joined(separator: " / ")
                throw self.fault(
                    of: source.id,
                    "its process ended with \(result.terminationStatus)\(words.isEmpty ? "" : ": \(words)")")
            }
            return result.closureResult
        }
    }

    private typealias Ended = ExecutionResult<SourceAnswer, SequenceOutput, FileDescriptorOutput>

    /// A process that has come to its end, and what it complained of.
    private func ended(
        _ source: SourceID, _ request: SourceRequest, _ report: @escaping @Sendable (FetchLine) -> Void
    ) async throws -> (Ended, String) {
        guard let complaints = ErrorDrain(limit: Self.errorLimit) else {
            throw fault(of: source, "its process cannot be started: \(String(cString: strerror(errno)))")
        }
        do {
            let result = try await answer(of: source, request, complaints, report)
            // What a module leaves behind in its group ends with it. The number is not given to another so soon.
            kill(-result.processIdentifier.value, SIGKILL)
            return (result, complaints.finish())
        } catch {
            _ = complaints.finish()
            throw error
        }
    }

    private func answer(
        of source: SourceID, _ request: SourceRequest, _ complaints: ErrorDrain,
        _ report: @escaping @Sendable (FetchLine) -> Void
    ) async throws -> Ended {
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
                arguments: Arguments(executablePathOverride: "klyfta", remainingValues: ["source", source.text]),
                platformOptions: options,
                input: RequestInput(request: request),
                output: .sequence,
                error: .fileDescriptor(
                    FileDescriptor(rawValue: complaints.writeEnd), closeAfterSpawningProcess: true)
            ) { execution in
                // Read as it comes: what was asked of an office counts even if the child does not live to its end.
                var answer = SourceAnswer(limit: outputLimit, report: report)
                for try await buffer in execution.standardOutput {
                    guard buffer.withUnsafeBytes({ answer.take($0) }) else {
                        throw fault(of: source, "it said more than the limit of \(outputLimit) bytes")
                    }
                }
                answer.finish()
                return answer
            }
        } catch let error as SubprocessError {
            throw fault(of: source, "its process failed: \(error)")
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
