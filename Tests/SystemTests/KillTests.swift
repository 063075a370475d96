import Glibc
import Testing

/// `kill -9` at any moment of a round, and what the next round makes of it.
struct KillTests {
    private let bench: DisturbedRound

    init() throws { bench = try DisturbedRound() }

    /// What is killed: a round by hand, one on an empty state, or the daemon, which sends in lanes beside its rounds.
    enum Victim: CaseIterable {
        case round, firstRound, daemon
    }

    @Test(arguments: [
        (Victim.round, kills: DisturbedRound.isSlow ? 1_000 : 60), (.firstRound, DisturbedRound.isSlow ? 200 : 40),
        (.daemon, DisturbedRound.isSlow ? 200 : 15),
    ])
    func `fault 7: what is killed at any moment of a round is made up without loss and without a new name`(
        victim: Victim, kills: Int
    ) throws {
        if victim == .firstRound { try bench.beginWithNothing() }
        var (duration, undisturbed) = try bench.undisturbedRound()
        var killed = 0
        for step in 0..<4 * kills where killed < kills {
            try bench.renewState()
            let delay = duration * Self.share(step)
            let start = ContinuousClock.now
            let process = victim == .daemon ? try bench.daemon() : try bench.round()
            let isKilled = try process.ending(killedAfter: delay).status == .signalled(SIGKILL)
            killed += isKilled ? 1 : 0
            // How long a round takes changes with what else the machine does. A daemon does not tell by ending.
            if victim != .daemon { duration = isKilled ? duration * 1.01 : .now - start }
            try bench.expectMadeUp(as: undisturbed, "killed after \(delay)")
        }
        #expect(killed == kills, "the moments lie within the round")
        bench.tell("\(victim): \(killed) kills; \(bench.receiver.counted)")
    }

    @Test(arguments: [Victim.round, .daemon])
    func `fault 8: what is told to end at any moment of a round finishes or rolls back`(victim: Victim) throws {
        let (duration, undisturbed) = try bench.undisturbedRound()
        for step in 0..<(DisturbedRound.isSlow ? 200 : 12) {
            try bench.renewState()
            let delay = duration * Self.share(step)
            let process = victim == .daemon ? try bench.daemon() : try bench.round()
            let status = try process.ending(signalled: SIGTERM, after: delay).status
            // One that has not come to listen yet, or makes one round only, ends by the signal itself.
            #expect([.exited(0), .signalled(SIGTERM)].contains(status), "after \(delay): \(status)")
            try bench.expectMadeUp(as: undisturbed, "told to end after \(delay)")
        }
        bench.tell("\(victim): told to end \(DisturbedRound.isSlow ? 200 : 12) times; \(bench.receiver.counted)")
    }

    /// The golden ratio spreads the moments evenly over the round, however many there will be.
    private static func share(_ step: Int) -> Double {
        (Double(step) * 0.618_034).truncatingRemainder(dividingBy: 1)
    }

    @Test func `fault 44: a state of an older klyfta survives a kill on its way to this one's form`() throws {
        try bench.beginWithOlderState()
        // As the round of 2013 left it: the sequel is that of a state which was never otherwise.
        let (duration, undisturbed) = try bench.undisturbedRound()
        for step in 1...25 {
            try bench.renewState()
            // Nearly all of the first tenth is on the way.
            _ = try bench.round().ending(killedAfter: duration * step / (step <= 15 ? 150 : 25))
            try bench.expectMadeUp(as: undisturbed, "killed at step \(step)")
        }
    }

    @Test func `fault 7: a round that is killed again and again is made up all the same`() throws {
        let (duration, undisturbed) = try bench.undisturbedRound()
        try bench.renewState()
        for step in 1...20 { _ = try bench.round().ending(killedAfter: duration * step / 20) }
        try bench.expectMadeUp(as: undisturbed, "killed twenty times")
    }
}
