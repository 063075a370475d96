import Foundation
import Glibc
import Testing

struct ReloadTests {
    private let scratch: Scratch
    private let daemon: Daemon

    init() throws {
        scratch = try Scratch()
        try scratch.prepare()
        daemon = try Daemon(in: scratch)
        try daemon.notify.wait(forStatus: "6 rules; 4 firing")
    }

    @Test(arguments: [true, false])
    func `a good change is in force after a reload, and systemd is told of its begin and its end`(
        byCommand: Bool
    ) throws {
        try changeThreshold(to: "above: 13")
        try reload(byCommand, expecting: .exited(0), "Configuration reloaded: 1 sources, 6 rules")
        let begin = try daemon.notify.wait(forLine: "RELOADING=1")
        #expect(begin == "RELOADING=1")
        let line = daemon.notify.messages.last?.split(separator: "\n").last ?? ""
        #expect(line.contains(#/^MONOTONIC_USEC=[1-9]\d+$/#), "\(line)")
        try daemon.notify.wait(forLine: "READY=1")
        try daemon.notify.wait(forStatus: "3 firing")
        // The file is told in a lane of its own, the status beside it.
        try eventually("the end is in the file", within: .seconds(60)) {
            try scratch.alertsSoFar().map(\.name) == Watched.firstEvents + ["b-level resolved"]
        }
        #expect(try daemon.stop() == .exited(0))
    }

    @Test(arguments: [true, false])
    func `fault 10: a broken change is refused with its place, and the old configuration stays in force`(
        byCommand: Bool
    ) throws {
        let before = try scratch.standings()
        try changeThreshold(to: "above: eleven")
        try reload(byCommand, expecting: .exited(78), "\(scratch["klyfta.yaml"]):12:81: 'eleven'")
        try daemon.notify.wait(forLine: "RELOADING=1")
        let end = try daemon.notify.wait("the end of the reload") { $0.hasPrefix("READY=1") }
        #expect(end.contains("STATUS=configuration refused, the old one is in force: "), "\(end)")
        #expect(try scratch.standings() == before)

        // The status does not go on complaining once the old file is back.
        try changeThreshold(to: "above: 11")
        try reload(byCommand, expecting: .exited(0), "Configuration unchanged")
        try daemon.notify.wait(forStatus: "6 rules; 4 firing")
        #expect(try scratch.standings() == before)
        #expect(try scratch.alertFile().map(\.name) == Watched.firstEvents)
        #expect(try daemon.stop() == .exited(0))
    }

    /// What can become of the files of a configuration.
    enum Damage: CaseIterable {
        case gone, twice, folder

        func apply(to scratch: Scratch) throws {
            switch self {
            case .gone: try FileManager.default.removeItem(atPath: scratch["klyfta.yaml"])
            case .twice:
                let rule = "  b-level: { indicator: skl.N07900, between: [0-9999, 100000+], level: { above: 13 } }\n"
                try scratch.write(Watched.configuration(scratch, rules: Watched.rules + rule), to: "klyfta.yaml")
            case .folder: try scratch.makeDirectory("klyfta.yaml.d/10-more.yaml")
            }
        }

        var word: String {
            switch self {
            case .gone: "there is no such file"
            case .twice: "given twice"
            case .folder: "10-more.yaml"
            }
        }
    }

    @Test(arguments: Damage.allCases)
    func `fault 10: a reload of files that are gone, say a thing twice or cannot be read keeps the old configuration`(
        damage: Damage
    ) throws {
        let before = try (scratch.standings(), scratch.history())
        try damage.apply(to: scratch)
        daemon.process.signal(SIGHUP)
        let end = try daemon.notify.wait("the end of the reload") { $0.contains("STATUS=configuration refused") }
        #expect(end.contains("the old one is in force: "), "\(end)")
        #expect(daemon.process.errors.contains(damage.word), "\(daemon.process.errors)")
        #expect(try (scratch.standings(), scratch.history()) == before)
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `a new source is asked after a reload`() throws {
        try scratch.write(
            Watched.configuration(scratch, otherSources: "  esv: { schedule: yearly }"), to: "klyfta.yaml")
        try reload(true, expecting: .exited(0), "2 sources, 6 rules")
        try daemon.notify.wait(forStatus: "2 sources, 6 rules; 4 firing")
        let ending = try scratch.klyfta(
            "gaps", "--indicator", "esv.benefits-framework", "--state", scratch["state"])
        #expect(ending.status == .exited(0), "\(ending)")
        #expect(try daemon.stop() == .exited(0))
    }

    @Test(arguments: [("state:", "state: /elsewhere"), ("recompute:", "control: /elsewhere/socket\nrecompute:")])
    func `what cannot change in a running daemon is refused by name`(key: String, replacement: String) throws {
        let text = try scratch.read("klyfta.yaml")
        let line = text.split(separator: "\n").first { $0.hasPrefix(key) } ?? ""
        let new = key == "state:" ? replacement : String(line).replacing(key, with: replacement)
        try scratch.write(text.replacing(line, with: new), to: "klyfta.yaml")
        let ending = try scratch.klyfta(
            "reload", "--config", scratch["klyfta.yaml"], "--control", scratch["state/control.sock"])
        #expect(ending.status == .exited(78), "\(ending)")
        #expect(ending.errors.contains("cannot change while klyfta runs. Restart it"), "\(ending)")
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `fault 9: a storm of hangups leaves the daemon alive with the old state`() throws {
        let before = try (scratch.standings(), scratch.history())
        for _ in 1...200 { daemon.process.signal(SIGHUP) }
        let reload = try scratch.start(["reload", "--config", scratch["klyfta.yaml"]])
        #expect(try daemon.listen(untilEndOf: reload).output == "Configuration unchanged\n")
        #expect(daemon.notify.messages.count { $0.hasPrefix("RELOADING=1") } >= 2)
        #expect(try (scratch.standings(), scratch.history()) == before)
        #expect(try scratch.alertFile().map(\.name) == Watched.firstEvents)
        #expect(try daemon.stop() == .exited(0))
    }

    @Test func `a client that says nothing does not keep others from reloading`() throws {
        let silent = try connect(scratch["state/control.sock"])
        defer { close(silent) }
        try reload(true, expecting: .exited(0), "Configuration unchanged")
        #expect(try daemon.stop() == .exited(0))
    }

    private func changeThreshold(to text: String) throws {
        try scratch.write(
            Watched.configuration(scratch, rules: Watched.rules.replacing("above: 11", with: text)), to: "klyfta.yaml")
    }

    /// Reloads by the command or by the signal, and looks at what is told.
    private func reload(_ byCommand: Bool, expecting status: Ending.Status, _ text: String) throws {
        guard byCommand else {
            daemon.process.signal(SIGHUP)
            return try eventually("the log says '\(text)'") { daemon.process.errors.contains(text) }
        }
        let ending = try scratch.klyfta(
            "reload", "--config", scratch["klyfta.yaml"], "--control", scratch["state/control.sock"])
        #expect(ending.status == status, "\(ending)")
        #expect((ending.output + ending.errors).contains(text), "\(ending)")
    }

    private func connect(_ path: String) throws -> CInt {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else { throw Missed("connect \(path): \(String(cString: strerror(errno)))") }
        return descriptor
    }
}
