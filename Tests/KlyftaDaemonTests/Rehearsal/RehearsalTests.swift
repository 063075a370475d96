import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Testing

@testable import KlyftaDaemon

/// A rehearsal says what the daemon would say.
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
        }
    }
}
