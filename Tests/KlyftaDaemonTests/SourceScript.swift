import Foundation
import KlyftaDaemon
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

/// A module written in shell, with the answer of a good module and a pipe beside it.
struct SourceScript {
    let path: String
    let directory: String

    /// A script that finds `$ANSWER`, the whole answer of a good module; `$DOOR`, where it can say that it is up;
    /// and `hang`, a program that never ends by itself.
    init(_ body: String, in directory: String) throws {
        self.directory = directory
        path = "\(directory)/module"
        let answer = ReleaseWriter.lines(of: .fibre([2024: 60])).map { $0 + "\n" }.joined()
        try Data(answer.utf8).write(to: URL(filePath: "\(directory)/answer"))
        mkfifo("\(directory)/door", 0o600)
        let text = """
            #!/bin/sh
            ANSWER='\(directory)/answer' DOOR='\(directory)/door'
            hang() { tail -f '\(directory)/answer' >/dev/null; }
            \(body)
            """
        try write(text)
    }

    /// Written by a child: while this process had the file open, a child forked for another test would have it open
    /// too, and the system would not start it.
    private func write(_ text: String) throws {
        try ChildProcess.run("/bin/sh", "-c", "printf '%s\\n' \"$1\" >\"$0\" && chmod +x \"$0\"", path, text)
    }

    /// Runs it as the source `office`.
    func release(deadline: Duration = .seconds(60), options: [String: [String]] = [:]) async throws -> Release {
        try await SourceProcess(executable: path).release(of: .office(deadline: deadline, options: options))
    }

    /// What is wrong when it is run.
    func fault(deadline: Duration = .seconds(60), options: [String: [String]] = [:]) async -> SourceFault? {
        await #expect(throws: SourceFault.self) { try await release(deadline: deadline, options: options) }
    }

    /// Returns once the script has opened its door.
    func isUp() async throws {
        let door = URL(filePath: "\(directory)/door")
        _ = try await blocking { try FileHandle(forReadingFrom: door).readToEnd() }
    }

    /// What is still running for it after a minute: a process that was killed may take a moment to be gone.
    func survivors() async throws -> [String] {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end, try !processes().isEmpty { await Task.yield() }
        return try processes()
    }

    /// The processes that run for it, with their arguments.
    func processes() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.compactMap { id in
            guard let bytes = try? Data(contentsOf: URL(filePath: "/proc/\(id)/cmdline")) else { return nil }
            let line = String(decoding: bytes.map { $0 == 0 ? 32 : $0 }, as: UTF8.self)
            return line.contains(directory) ? line : nil
        }
    }
}
