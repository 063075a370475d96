import Foundation
import Glibc
import Testing

/// logrotate itself, with the configuration that ships.
@Suite(.enabled(if: Peers.has(Peers.logrotate) && KlyftaProcess.isRoot, "needs logrotate and root: .ci/peers"))
struct LogrotatePeerTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private struct Line: Decodable {
        let seq: Int
        let prev: String?
    }

    /// The shipped configuration for the file of this test, each rotation counted anew.
    private func configure() throws {
        let shipped = try String(
            contentsOfFile: FileManager.default.currentDirectoryPath + "/Deploy/logrotate/klyfta", encoding: .utf8)
        let own = shipped.replacing("/var/lib/klyfta/alerts.jsonl", with: scratch["state/alerts.jsonl"])
            .replacing("klyfta klyfta", with: "root root").replacing("dateext", with: "nodateext")
        try scratch.write("su root root\n" + own, to: "logrotate.conf")
        chmod(scratch["logrotate.conf"], 0o644)
    }

    private func rotate() throws {
        let ending = try KlyftaProcess(
            .init(
                program: Peers.logrotate,
                arguments: ["--force", "--state", scratch["logrotate.state"], scratch["logrotate.conf"]],
                environment: ["PATH": "/usr/bin:/bin:/usr/sbin"]), in: scratch
        ).ending()
        #expect(ending.status == .exited(0), "\(ending)")
    }

    @Test(.timeLimit(.minutes(10)))
    func `fault 38: while drills are written and logrotate rotates, no line is lost, torn or out of the chain`() throws
    {
        try scratch.prepare()
        let daemon = try Daemon(in: scratch)
        try configure()
        let count = 40
        let writer = try scratch.startShell(
            "i=0; while [ $i -lt \(count) ]; do \(KlyftaProcess.binary) drill --sink file --comment \"$i\" "
                + "--config \(scratch["klyfta.yaml"]) || exit 1; i=$((i+1)); done")
        while !writer.isOver { try rotate() }
        #expect(try writer.ending().status == .exited(0))
        #expect(try daemon.stop() == .exited(0))
        let lines = try allLines()
        #expect(lines.count == count + Watched.firstEvents.count)
        #expect(
            try Set(lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)).prev ?? "first" }).count
                == lines.count)
    }

    /// Every line of the file and of those that were rotated away, packed ones too.
    private func allLines() throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch["state"])
            .filter { $0.hasPrefix("alerts.jsonl") }
        return try names.flatMap { name in
            let text = try scratch.startShell("zcat -f \(scratch["state/\(name)"])").ending().output
            #expect(text.isEmpty || text.hasSuffix("\n"), "\(name) ends in a torn line")
            return text.split(separator: "\n").map(String.init)
        }
    }
}

extension Scratch {
    /// Starts a line of shell.
    func startShell(_ line: String) throws -> KlyftaProcess {
        try KlyftaProcess(
            .init(program: "/bin/sh", arguments: ["-c", line], environment: ["PATH": "/usr/bin:/bin"]), in: self)
    }
}
