import Foundation
import Glibc
import Testing

/// What the file system refuses: permission and space.
struct RefusedStateTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(.enabled(if: KlyftaProcess.canBeNobody, "needs root and setpriv"), arguments: ["once", "run"])
    func `fault 2: a state directory that may not be written ends with 77 and says whose it should be`(
        command: String
    ) throws {
        try scratch.prepare()
        try scratch.makeDirectory("state")
        let ending = try scratch.klyfta(command, "--config", scratch["klyfta.yaml"], as: .nobody)
        #expect(ending.status == .exited(77), "\(ending)")
        #expect(ending.errors.contains("\(scratch["state"]): the state directory cannot be used (Permission denied)"))
        #expect(ending.errors.contains("Let the user that runs klyfta own the directory"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch["state"]).isEmpty)
    }

    @Test(.enabled(if: KlyftaProcess.canBeNobody, "needs root and setpriv"))
    func `a state directory that cannot be made ends with 77`() throws {
        try scratch.prepare()
        let ending = try scratch.once(as: .nobody)
        #expect(ending.status == .exited(77), "\(ending)")
        #expect(ending.errors.contains("\(scratch["state"]): the state directory cannot be made"), "\(ending.errors)")
    }

    @Test(.enabled(if: KlyftaProcess.canBeNobody, "needs root and setpriv"))
    func `fault 2: somebody who may only read the state can look at the alerts`() throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        chmod(scratch["state"], 0o755)
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch["state"]) {
            chmod(scratch["state/\(file)"], 0o644)
        }
        let ending = try scratch.klyfta("alerts", "--state", scratch["state"], as: .nobody)
        #expect(ending.status == .exited(0), "\(ending)")
        #expect(ending.output.contains("b-level"))
    }

    @Test(.enabled(if: KlyftaProcess.canBeNobody, "needs root and setpriv"))
    func `a look by root leaves nothing behind that the owner of the state cannot write`() throws {
        try scratch.prepare()
        try scratch.makeDirectory("state", for: .nobody)
        #expect(try scratch.once(as: .nobody).status == .exited(0))
        #expect(try scratch.klyfta("alerts", "--state", scratch["state"]).status == .exited(0))
        try scratch.writeFigures(through: 2014)
        let ending = try scratch.once(as: .nobody)
        #expect(ending.status == .exited(0), "\(ending)")
    }

    @Test(.enabled(if: FullDisk.canMount, "needs the right to mount"), arguments: ["once", "run"])
    func `fault 2: on a disk that may only be read nothing is evaluated, and all that stands can be looked at`(
        command: String
    ) throws {
        let disk = try FullDisk(in: scratch, kibibytes: 8_192)
        let state = "\(disk.path)/state"
        try scratch.write(
            Watched.configuration(scratch, state: state, head: "control: \(scratch["control"])"), to: "klyfta.yaml")
        try scratch.writeFigures(through: 2013)
        #expect(try scratch.once().status == .exited(0))
        try scratch.writeFigures(through: 2014)
        try disk.mayBeWritten(false)
        let refused = try scratch.klyfta(command, "--config", scratch["klyfta.yaml"])
        #expect(refused.status == .exited(77), "\(refused)")
        #expect(refused.errors.contains("Read-only file system"), "\(refused)")
        for looking in [["alerts"], ["history"], ["outbox", "list"], ["export", "prom"], ["explain", "b-level"]] {
            let ending = try scratch.start(looking + ["--state", state]).ending()
            #expect(ending.status == .exited(0) && !ending.output.isEmpty, "\(looking): \(ending)")
        }
        try disk.mayBeWritten(true)
        #expect(try scratch.once().status == .exited(0))
        #expect(
            try scratch.alertFile("disk/state/alerts.jsonl").map(\.name)
                == Watched.firstEvents + Watched.secondEvents)
    }

    @Test func `fault 38: an alert file that cannot be written is told, and its events are kept for later`() throws {
        try scratch.prepare(head: "alert-file: \(scratch["log/alerts.jsonl"])")
        let ending = try scratch.once()
        #expect(ending.status == .exited(1), "\(ending)")
        #expect(ending.errors.contains("\(scratch["log/alerts.jsonl"]): it cannot be written"), "\(ending.errors)")
        #expect(ending.errors.contains("Make its directory"))

        try scratch.makeDirectory("log")
        #expect(try scratch.once().status == .exited(0))
        #expect(try scratch.once().status == .exited(0))
        #expect(try scratch.alertFile("log/alerts.jsonl").map(\.name) == Watched.firstEvents)
    }

    @Test func `fault 38: what lies where the alert file should be is neither followed nor waited for`() throws {
        try scratch.prepare(head: "alert-file: \(scratch["alerts"])")
        mkfifo(scratch["alerts"], 0o600)
        let fifo = try scratch.once()
        #expect(fifo.status == .exited(1))
        #expect(fifo.errors.contains("it is not a regular file"), "\(fifo)")

        unlink(scratch["alerts"])
        try scratch.write("mine\n", to: "other")
        symlink(scratch["other"], scratch["alerts"])
        let link = try scratch.once()
        #expect(link.status == .exited(1))
        #expect(link.errors.contains("It is a symbolic link"), "\(link)")
        #expect(try scratch.read("other") == "mine\n")
    }

    @Test(arguments: ["alerts.jsonl", "klyfta.sqlite", "current.json"])
    func `a control socket never takes the place of a file`(name: String) throws {
        try scratch.prepare(head: "control: \(scratch["state/\(name)"])")
        #expect(try scratch.once().status == .exited(0))
        let ending = try scratch.klyfta("run", "--config", scratch["klyfta.yaml"])
        #expect(ending.status == .exited(69), "\(ending)")
        #expect(ending.errors.contains("\(scratch["state/\(name)"]): "), "\(ending.errors)")
        var status = stat()
        #expect(lstat(scratch["state/\(name)"], &status) == 0 && status.st_mode & S_IFMT == S_IFREG)
    }
}
