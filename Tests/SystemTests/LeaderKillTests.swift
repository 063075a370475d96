import Foundation
import Glibc
import KlyftaTestKit
import Testing

/// Leaders are killed one after another, at any moment of what they do, while figures go to and fro.
@Suite(
    "Leaders that are killed", .serialized,
    .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct LeaderKillTests {
    /// Kills in a row on one state: one for each year whose figures come.
    private static let row = DisturbedRound.isSlow ? 10 : 4

    @Test(arguments: 0..<(DisturbedRound.isSlow ? 50 : 1))
    func `the other one leads after each kill: no event lost, none under two names, never two writers`(
        series: Int
    ) throws {
        let pair = try AttendedMachines(on: #require(PostgresServer.shared))
        var (moments, takeovers) = (SplitMix(seed: UInt64(series)), [Int64]())
        try pair.start(0)
        for kill in 1...Self.row {
            let (old, new) = ((kill - 1) % 2, kill % 2)
            try pair.start(new)
            let before = try #require(try pair.leader()).epoch
            try pair.publish(through: 2013 + kill)
            // Within a second the leader looks, takes the figures, makes its round and sends.
            try pair.pass(.milliseconds(Int64(moments.next() % 1_200)))
            let killed = Int64(Date.now.timeIntervalSince1970 * 1_000)
            try pair.kill(old)
            try pair.eventually("kill \(kill): the other leads") { try pair.leader()?.epoch == before + 1 }
            takeovers.append(try #require(try pair.leader()).began - killed)
        }
        try pair.eventually("all is told") { pair.isSettled }
        try pair.stop()
        try pair.expectWhole("series \(series)")
        // Tenths of a second on a machine that does nothing else; the bound is there for one that does.
        #expect(try #require(takeovers.max()) < 60_000)
        print("Leaders: \(takeovers.count) kills; \(pair.receiver.counted); the other led after ms \(takeovers)")
    }
}

/// Numbers that look like chance and are the same each time.
private struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}

@Suite("The log of leaders")
struct LeaderLogTests {
    private typealias Round = LeaderLog.Round

    private static let terms = [LeaderLog.Term(epoch: 1, began: 100), .init(epoch: 2, began: 200)]

    @Test
    func `of leaders that followed each other it has nothing to say`() {
        let rounds = [Round(seq: 1, epoch: 1, committed: 150), Round(seq: 2, epoch: 2, committed: 250)]
        #expect(LeaderLog(terms: Self.terms, rounds: rounds).faults == [])
    }

    @Test(arguments: [
        (Self.terms, [Round(seq: 1, epoch: 2, committed: 250), Round(seq: 2, epoch: 1, committed: 260)]),
        (Self.terms, [Round(seq: 1, epoch: 1, committed: 250)]),
        (Self.terms, [Round(seq: 1, epoch: 2, committed: 150)]),
        (Self.terms, [Round(seq: 1, epoch: nil, committed: 250)]),
        (Self.terms, [Round(seq: 1, epoch: 3, committed: 250)]),
        ([Self.terms[0], .init(epoch: 3, began: 200)], []), ([Self.terms[0], .init(epoch: 2, began: 99)], []),
    ])
    private func `two writers at once, or one who is unknown, are found`(terms: [LeaderLog.Term], rounds: [Round]) {
        #expect(!LeaderLog(terms: terms, rounds: rounds).faults.isEmpty)
    }
}
