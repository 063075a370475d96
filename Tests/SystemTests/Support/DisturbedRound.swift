import Foundation
import Glibc
import KlyftaTestKit
import Testing

/// A round that something is done to, and what the next round has to make of it.
struct DisturbedRound {
    let scratch: Scratch
    let receiver: LiveReceiver

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

    static let isSlow = ProcessInfo.processInfo.environment["KLYFTA_SLOW"] == "1"

    func beginWithNothing() throws {
        try FileManager.default.removeItem(atPath: scratch["before"])
        try scratch.makeDirectory("before")
        receiver.forgetBefore()
    }

    /// The state of before is one that an older klyfta left, from where nobody was told of it.
    func beginWithOlderState() throws {
        try FileManager.default.removeItem(atPath: scratch["before"])
        try scratch.writeOlderState(to: "before")
        receiver.comesNew()
    }

    /// What a loop of minutes came to, for whoever watches it.
    func tell(_ text: String) {
        if Self.isSlow { print("Kills: \(text)") }
    }

    /// What is left of a round, apart from the times in it.
    struct Outcome: Equatable {
        let events: [ToldEvent]
        let standings: String
        let current: [String: String]
    }

    /// How long a round takes from start to end, and what comes of it.
    func undisturbedRound() throws -> (Duration, Outcome) {
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

    func renewState() throws {
        try? FileManager.default.removeItem(atPath: scratch["state"])
        try scratch.copy("before", to: "state")
        receiver.beginAnew()
    }

    func round() throws -> KlyftaProcess {
        try scratch.start(["once", "--config", scratch["klyfta.yaml"]])
    }

    func daemon() throws -> KlyftaProcess {
        try scratch.start(["run", "--config", scratch["klyfta.yaml"]])
    }

    func expectMadeUp(as undisturbed: Outcome, _ when: String) throws {
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
