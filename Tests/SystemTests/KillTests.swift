import Foundation
import Glibc
import KlyftaTestKit
import Testing

/// `kill -9` at any moment of a round, and what the next round makes of it.
struct KillTests {
    private let scratch: Scratch
    private let receiver: LiveReceiver

    /// A round of 2014 on a state of 2013 is what gets killed.
    init() throws {
        scratch = try Scratch()
        receiver = try LiveReceiver()
        try scratch.prepare(through: 2013)
        // A tested rule beside the others: its tests are part of the round.
        let tested = """
              g-tested: { indicator: skl.N90002, between: [0-9999, 100000+], widened: { by: 1, since: 2010 },
                          significance: 0.95, min_n: 4 }

            """
        try scratch.write(
            Watched.configuration(scratch, head: receiver.head, rules: Watched.rules + tested), to: "klyfta.yaml")
        #expect(try scratch.once().status == .exited(0))
        try scratch.writeFigures(through: 2014)
        try FileManager.default.moveItem(atPath: scratch["state"], toPath: scratch["before"])
        receiver.beginAnew()
    }

    private static let isSlow = ProcessInfo.processInfo.environment["KLYFTA_SLOW"] == "1"

    /// What is killed: a round by hand, one on an empty state, or the daemon, which sends in lanes beside its rounds.
    enum Victim: CaseIterable {
        case round, firstRound, daemon
    }

    @Test(arguments: [
        (Victim.round, kills: isSlow ? 1_000 : 60), (.firstRound, isSlow ? 200 : 40), (.daemon, isSlow ? 200 : 15),
    ])
    func `fault 7: what is killed at any moment of a round is made up without loss and without a new name`(
        victim: Victim, kills: Int
    ) throws {
        if victim == .firstRound { try beginWithNothing() }
        var (duration, undisturbed) = try undisturbedRound()
        var killed = 0
        for step in 0..<4 * kills where killed < kills {
            try renewState()
            let delay = duration * Self.share(step)
            let start = ContinuousClock.now
            let process = victim == .daemon ? try daemon() : try round()
            let isKilled = try process.ending(killedAfter: delay).status == .signalled(SIGKILL)
            killed += isKilled ? 1 : 0
            // How long a round takes changes with what else the machine does. A daemon does not tell by ending.
            if victim != .daemon { duration = isKilled ? duration * 1.01 : .now - start }
            try expectMadeUp(as: undisturbed, "killed after \(delay)")
        }
        #expect(killed == kills, "the moments lie within the round")
        tell("\(victim): \(killed) kills; \(receiver.counted)")
    }

    @Test(arguments: [Victim.round, .daemon])
    func `fault 8: what is told to end at any moment of a round finishes or rolls back`(victim: Victim) throws {
        let (duration, undisturbed) = try undisturbedRound()
        for step in 0..<(Self.isSlow ? 200 : 12) {
            try renewState()
            let delay = duration * Self.share(step)
            let process = victim == .daemon ? try daemon() : try round()
            let status = try process.ending(signalled: SIGTERM, after: delay).status
            // One that has not come to listen yet, or makes one round only, ends by the signal itself.
            #expect([.exited(0), .signalled(SIGTERM)].contains(status), "after \(delay): \(status)")
            try expectMadeUp(as: undisturbed, "told to end after \(delay)")
        }
        tell("\(victim): told to end \(Self.isSlow ? 200 : 12) times; \(receiver.counted)")
    }

    /// The golden ratio spreads the moments evenly over the round, however many there will be.
    private static func share(_ step: Int) -> Double {
        (Double(step) * 0.618_034).truncatingRemainder(dividingBy: 1)
    }

    private func beginWithNothing() throws {
        try FileManager.default.removeItem(atPath: scratch["before"])
        try scratch.makeDirectory("before")
        receiver.forgetBefore()
    }

    /// What a loop of minutes came to, for whoever watches it.
    private func tell(_ text: String) {
        if Self.isSlow { print("KillTests: \(text)") }
    }

    @Test func `fault 44: a state of an older klyfta survives a kill on its way to this one's form`() throws {
        try FileManager.default.removeItem(atPath: scratch["before"])
        try scratch.writeOlderState(to: "before")
        receiver.comesNew()
        // As the round of 2013 left it: the sequel is that of a state which was never otherwise.
        let (duration, undisturbed) = try undisturbedRound()
        for step in 1...25 {
            try renewState()
            // Nearly all of the first tenth is on the way.
            _ = try round().ending(killedAfter: duration * step / (step <= 15 ? 150 : 25))
            try expectMadeUp(as: undisturbed, "killed at step \(step)")
        }
    }

    @Test func `fault 7: a round that is killed again and again is made up all the same`() throws {
        let (duration, undisturbed) = try undisturbedRound()
        try renewState()
        for step in 1...20 { _ = try round().ending(killedAfter: duration * step / 20) }
        try expectMadeUp(as: undisturbed, "killed twenty times")
    }

    private static let strace = "/usr/bin/strace"

    @Test(
        .enabled(if: isSlow && access(strace, X_OK) == 0, "KLYFTA_SLOW=1 and strace"),
        arguments: [
            "write", "pwrite64", "fdatasync", "fsync", "rename", "ftruncate", "unlink", "openat", "connect", "sendto",
        ])
    func `fault 6: a round that is killed at its n-th system call is made up`(call: String) throws {
        try expectMadeUp(killedAtEvery: call)
    }

    @Test(
        .enabled(if: isSlow && access(strace, X_OK) == 0, "KLYFTA_SLOW=1 and strace"),
        arguments: ["pwrite64", "fdatasync", "ftruncate", "unlink"])
    func `fault 44: a state of an older klyfta survives a kill at the n-th system call of the first round`(
        call: String
    ) throws {
        try FileManager.default.removeItem(atPath: scratch["before"])
        try scratch.writeOlderState(to: "before")
        receiver.comesNew()
        try expectMadeUp(killedAtEvery: call)
    }

    private func expectMadeUp(killedAtEvery call: String) throws {
        let (_, undisturbed) = try undisturbedRound()
        for number in 1...400 {
            try renewState()
            let ending = try round(injecting: "\(call):signal=KILL:when=\(number)", in: call)
            try expectMadeUp(as: undisturbed, "killed at \(call) \(number)")
            if ending.status == .exited(0) {
                // It was not called that often.
                #expect(number > 1 || call == "unlink", "\(call) is never called")
                return tell("killed at each of \(number - 1) calls of \(call); \(receiver.counted)")
            }
        }
        Issue.record("\(call) is called more than 400 times")
    }

    /// A call fails once, as it does on a disk that is broken or full and with a peer that hangs up. What an `fsync` did
    /// not make durable is not taken for durable.
    @Test(
        .enabled(if: isSlow && access(strace, X_OK) == 0, "KLYFTA_SLOW=1 and strace"),
        arguments: [
            ("write", "ENOSPC"), ("write", "EIO"), ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"),
            ("fsync", "EIO"), ("rename", "EIO"), ("ftruncate", "EIO"), ("connect", "ECONNREFUSED"), ("sendto", "EPIPE"),
        ])
    func `fault 6: a round in which the n-th system call fails is made up`(call: String, code: String) throws {
        let (_, undisturbed) = try undisturbedRound()
        for number in 1...400 {
            try renewState()
            let isReached = scratch["reached"]
            try? FileManager.default.removeItem(atPath: isReached)
            let ending = try round(
                injecting: "\(call):error=\(code):when=\(number)", in: call, log: isReached)
            try expectMadeUp(as: undisturbed, "\(code) at \(call) \(number): \(ending)")
            // strace marks what it did; a call that was not reached was not there.
            guard try String(contentsOfFile: isReached, encoding: .utf8).contains("(INJECTED)") else {
                #expect(number > 1 || call == "ftruncate", "\(call) is never called")
                return tell("\(code) at each of \(number - 1) calls of \(call); \(receiver.counted)")
            }
        }
        Issue.record("\(call) is called more than 400 times")
    }

    @Test(.enabled(if: access(strace, X_OK) == 0, "needs strace: .ci/peers"), arguments: 1...4)
    func `fault 3: what a failed fsync was for is written anew, not called durable by a second fsync`(
        number: Int
    ) throws {
        let (_, undisturbed) = try undisturbedRound()
        try renewState()
        let fault = "fdatasync:error=EIO:when=\(number)"
        let ending = try round(
            injecting: fault, in: "fdatasync,write,pwrite64,ftruncate", log: scratch["calls"], ["-y"])
        let calls = try scratch.read("calls").split(separator: "\n")
        let failed = try #require(calls.firstIndex { $0.contains("(INJECTED)") }, "\(ending)")
        let file = try #require(calls[failed].firstMatch(of: /<\/[^>]+>/)?.0)
        if let next = calls[(failed + 1)...].first(where: { $0.contains(file) }) {
            #expect(!next.contains("fdatasync("), "\(calls[failed])\n\(next)")
        }
        try expectMadeUp(as: undisturbed, "\(calls[failed]): \(ending)")
    }

    @Test(.enabled(if: access(strace, X_OK) == 0, "needs strace: .ci/peers"))
    func `fault 3: a daemon whose disk does not make durable what is written says so and ends with 74`() throws {
        let (_, undisturbed) = try undisturbedRound()
        try renewState()
        let ending = try round(
            injecting: "fdatasync:error=EIO:when=1+", in: "fdatasync", ["-P", scratch["state/klyfta.sqlite-wal"]],
            command: "run")
        #expect(ending.status == .exited(74), "\(ending)")
        #expect(ending.errors.contains("did not make durable what was written"), "\(ending)")
        try expectMadeUp(as: undisturbed, "\(ending)")
    }

    private func round(
        injecting fault: String, in call: String, log: String = "/dev/null", _ more: [String] = [],
        command: String = "once"
    ) throws -> Ending {
        let arguments = ["-f", "-qq", "-o", log, "-e", "trace=\(call)", "-e", "inject=\(fault)"] + more
        return try KlyftaProcess(
            .init(
                program: Self.strace,
                arguments: arguments + [KlyftaProcess.binary, command, "--config", scratch["klyfta.yaml"]]),
            in: scratch
        ).ending(killedAfter: .seconds(60))
    }

    /// What is left of a round, apart from the times in it.
    private struct Outcome: Equatable {
        let events: [ToldEvent]
        let standings: String
        let current: [String: String]
    }

    /// How long a round takes from start to end, and what comes of it.
    private func undisturbedRound() throws -> (Duration, Outcome) {
        var durations: [Duration] = []
        for _ in 1...3 {
            try renewState()
            let start = ContinuousClock.now
            #expect(try round().ending().status == .exited(0))
            durations.append(.now - start)
        }
        let told = try scratch.alertFile().map(\.name)
        #expect(told.contains("c-widened fired") && told.contains("g-tested fired"))
        return (durations.sorted()[1], try outcome())
    }

    private func renewState() throws {
        try? FileManager.default.removeItem(atPath: scratch["state"])
        try scratch.copy("before", to: "state")
        receiver.beginAnew()
    }

    private func round() throws -> KlyftaProcess {
        try scratch.start(["once", "--config", scratch["klyfta.yaml"]])
    }

    private func daemon() throws -> KlyftaProcess {
        try scratch.start(["run", "--config", scratch["klyfta.yaml"]])
    }

    private func expectMadeUp(as undisturbed: Outcome, _ when: String) throws {
        // Between the kill and the next round the file may lack events, but what it has is whole up to a torn end.
        let ending = try scratch.once()
        #expect(ending.status == .exited(0), "\(when): \(ending)")
        let outcome = try outcome()
        #expect(outcome == undisturbed, "\(when)")
        #expect(outcome.events.map(\.seq) == Array(1...outcome.events.count), "\(when): no gap in the order")
        let told = try scratch.alertFile()
        let announced = outcome.events.filter { $0.reason != "history" }
        #expect(Set(told) == Set(announced), "\(when): nothing lost, nothing under two names")
        var seen: [ToldEvent] = []
        for event in told where !seen.contains(event) { seen.append(event) }
        #expect(seen == announced, "\(when): in order")
        receiver.expect(announced, when)
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch["state"])
        #expect(!left.contains { $0.hasSuffix(".new") }, "\(when): \(left)")
    }

    private func outcome() throws -> Outcome {
        let json = try JSONSerialization.jsonObject(with: Data(scratch.read("state/current.json").utf8))
        let alerts = (json as? [String: Any])?["alerts"] as? [[String: Any]] ?? []
        let states = alerts.map { ("\($0["rule"] ?? "")", "\($0["state"] ?? "")") }
        return Outcome(
            events: try scratch.history(), standings: try scratch.standings(),
            current: Dictionary(states) { first, _ in first })
    }
}
