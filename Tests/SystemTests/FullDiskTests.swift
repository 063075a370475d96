import Foundation
import Glibc
import Testing

/// The disk is full: real file systems of their own, small and filled to a byte.
@Suite(.enabled(if: FullDisk.canMount, "needs the right to mount"))
struct FullDiskTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    // The smallest is as much as the state of the first round takes, and a little more.
    @Test(arguments: [768, 1_024, 4_096], [0, 8, 40, 120])
    func `fault 1: a full disk is told, leaves nothing partial, and once there is room everything is announced once`(
        size: Int, room: Int
    ) throws {
        let disk = try FullDisk(in: scratch, kibibytes: size)
        try scratch.write(
            Watched.configuration(scratch, state: "\(disk.path)/state", head: "control: \(scratch["control"])"),
            to: "klyfta.yaml")
        try scratch.writeFigures(through: 2013)
        let first = try scratch.once()
        try #require(first.status == .exited(0), "\(first)")

        try scratch.writeFigures(through: 2014)
        try disk.fill(leaving: room)
        let full = try scratch.once()
        if full.status != .exited(0) {
            #expect(full.status == .exited(1) || full.status == .exited(74), "\(full)")
            #expect(full.errors.contains("klyfta: "), "\(full.errors)")
            #expect(full.errors.contains(#/full|No space left/#), "\(full.errors)")
            #expect(full.errors.contains("Make room"), "\(full.errors)")
        } else {
            #expect(room > 8, "there was room after all: \(full)")
        }
        let told = try scratch.alertFile("disk/state/alerts.jsonl").map(\.name)
        #expect((Watched.firstEvents + Watched.secondEvents).starts(with: told))
        let picture = try Data(contentsOf: URL(filePath: "\(disk.path)/state/current.json"))
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: picture) }

        disk.empty()
        let again = try scratch.once()
        #expect(again.status == .exited(0), "\(again)")
        let all = Watched.firstEvents + Watched.secondEvents
        #expect(try scratch.alertFile("disk/state/alerts.jsonl").map(\.name) == all)
        #expect(try scratch.history("\(disk.path)/state").map(\.name) == all)
    }

    @Test(arguments: [0, 4, 16, 64])
    func `fault 1: a disk that is full at the first start is told, and the state can still begin`(room: Int) throws {
        let disk = try FullDisk(in: scratch, kibibytes: 768)
        try scratch.write(Watched.configuration(scratch, state: "\(disk.path)/state"), to: "klyfta.yaml")
        try scratch.writeFigures(through: 2013)
        try disk.fill(leaving: room)
        let full = try scratch.once()
        #expect(full.status == .exited(74) || full.status == .exited(1), "\(full)")
        #expect(full.errors.contains("klyfta: ") && full.errors.contains("Make room"), "\(full.errors)")

        disk.empty()
        let again = try scratch.once()
        #expect(again.status == .exited(0), "\(again)")
        #expect(try scratch.alertFile("disk/state/alerts.jsonl").map(\.name) == Watched.firstEvents)
    }

    @Test func `fault 1: a daemon outlives a full disk, says so, and goes on by itself`() throws {
        let disk = try FullDisk(in: scratch, kibibytes: 1_024)
        let head = "control: \(scratch["control"])"
        try scratch.write(Watched.configuration(scratch, state: "\(disk.path)/state", head: head), to: "klyfta.yaml")
        try scratch.writeFigures(through: 2013)
        #expect(try scratch.once().status == .exited(0))
        let daemon = try Daemon(in: scratch)
        try disk.fill(leaving: 0)
        // A rule less: its open alert has to be closed, and there is no room to write that down.
        let fewer = Watched.rules.split(separator: "\n").filter { !$0.contains("b-level") }.joined(separator: "\n")
        try scratch.write(
            Watched.configuration(scratch, state: "\(disk.path)/state", head: head, rules: fewer), to: "klyfta.yaml")
        #expect(try scratch.klyfta("reload", "--config", scratch["klyfta.yaml"]).status == .exited(0))
        try eventually("the daemon tells the fault") { daemon.process.errors.contains("the file system is full") }
        let full = try daemon.notify.wait(forStatus: "last round failed")
        #expect(full.contains("the file system is full") && full.contains("4 firing"), "\(full)")

        disk.empty()
        daemon.process.signal(SIGHUP)
        try eventually("the alert is closed") {
            try scratch.alertFile("disk/state/alerts.jsonl").contains { $0.name == "b-level resolved" }
        }
        try daemon.notify.wait("the round is made up") {
            $0.contains("STATUS=ready; 1 sources") && $0.contains("3 firing")
        }
        #expect(try daemon.stop() == .exited(0))
    }
}
