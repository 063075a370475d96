import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

/// A rehearsal says what the daemon would say.
@Suite(.onEveryStore)
struct RehearsalTests {
    @Test func `what was stored when is played to the same events that the daemon told then`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            let history: [[Int: Double]] = [[2024: 60], [2024: 85], [2024: 85, 2025: 60], [2024: 60, 2025: 60]]
            for figures in history {
                try await bench.round(on: .fibre(figures))
                bench.clock.move(by: .seconds(86_400))
            }
            let moments = try Replay.Moment.asStored(
                in: bench.store, of: bench.configuration.sources.map(\.id))
            #expect(moments.count == history.count)
            let replay = Replay(bench.configuration.ruleSet, on: moments, in: .english)
            #expect(
                replay.events.map { "\($0.event.ruleID) \($0.event.kind) \($0.event.period?.description ?? "")" }
                    == bench.told.map { line in
                        let words = line.split(separator: " ")
                        return "\(words[0]) \(words[1]) \(words[3])"
                    })
            let ledger = try bench.store.writtenEvents()
            let comparison = LedgerComparison(of: replay, with: ledger, rule: "fibre")
            #expect(comparison.isEqual && comparison.common == bench.told.count && comparison.common > 2)
        }
    }

    @Test func `a replay that says something else than was told is found out, event by event`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            let moments = try Replay.Moment.asStored(in: bench.store, of: [.office])
            let ledger = try bench.store.writtenEvents()
            // A rule of another limit would not have spoken, and one of another name not as this one.
            let old = bench.configuration.rules[0]
            let strict = GapRule(
                id: old.id, question: old.question, condition: .level(above: 50), patience: 1, severity: .warning)
            let silent = LedgerComparison(
                of: Replay(RuleSet(rules: [strict]), on: moments, in: .english), with: ledger, rule: nil)
            #expect(silent.onlyTold.map(\.ruleID) == ["fibre"] && silent.onlyReplayed.isEmpty && silent.common == 0)
            #expect(silent.text.hasPrefix("told, not replayed: fibre fired 2024 ("))
            let other = LedgerComparison(
                of: Replay(RuleSet(rules: [.fibre("b")]), on: moments, in: .english), with: ledger, rule: "b")
            #expect(other.onlyTold.isEmpty && other.onlyReplayed.map(\.ruleID) == ["b"])
        }
    }
}
