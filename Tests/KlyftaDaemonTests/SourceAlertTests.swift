import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

/// Alerts about sources, through the ledger and the outbox of all alerts.
@Suite(.onEveryStore)
struct SourceAlertTests {
    private func alerts(told bench: EngineBench) async -> [String] {
        #expect(await bench.engine.deliver().isEmpty)
        return bench.log.delivered.filter { $0.rule == SourceTrouble.rule }
            .map { "\($0.identity?["alertname"] ?? "-") \($0.kind)" }
    }

    private func configuration(_ bench: EngineBench, expect: String? = nil) throws -> Configuration {
        var configuration = bench.configuration
        configuration.sources[0].expect = try expect.map { try CalendarEvent($0) }
        return configuration
    }

    @Test func `a date of the office's calendar that passes without figures is told, and that they came`() async throws
    {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            let configuration = try configuration(bench, expect: "*-11-01 UTC")
            for (days, figures, told) in [
                (0, [2024: 60.0], []), (3, [2024: 60], []),
                (7, [2024: 60], ["KlyftaSourceLate fired"]), (1, [2024: 60], ["KlyftaSourceLate fired"]),
                (1, [2024: 60, 2025: 61], ["KlyftaSourceLate fired", "KlyftaSourceLate resolved"]),
            ] {
                bench.clock.move(by: .seconds(86_400 * days))
                bench.office.answer = .success(.fibre(figures))
                _ = try await bench.engine.fetch(configuration.sources[0])
                _ = try bench.engine.recompute(configuration)
                _ = try bench.engine.watchSources(configuration)
                #expect(await alerts(told: bench) == told)
            }
        }
    }

    @Test func `a source that fails twice is told with its fault, once, and as over when it delivers`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            func ask() async throws -> [SourceEvent] {
                bench.clock.move(by: .seconds(3_600))
                _ = try? await bench.engine.fetch(.office())
                return try bench.engine.watchSources(bench.configuration)
            }
            #expect(try await ask().isEmpty)
            bench.office.answer = .failure(SourceFault(at: "office", "no route to host", remedy: "Wait."))
            #expect(try await ask().isEmpty)
            #expect(try bench.engine.watchSources(bench.configuration).isEmpty, "the same answer is not a second one")
            #expect(try await ask().map(\.trouble) == [.failing])
            #expect(try await ask().isEmpty)
            #expect(bench.log.delivered.isEmpty)
            #expect(await alerts(told: bench) == ["KlyftaSourceFailing fired"])
            let told = try #require(bench.log.delivered.first)
            #expect(told.message.contains("no route to host"))
            let letter = try #require(try bench.store.letter(on: told.seq, in: .swedish))
            #expect(letter.text.contains("no route to host") && letter.text.contains("nästa steg"))
            bench.office.answer = .success(.fibre([2024: 60]))
            #expect(try await ask().map(\.kind) == [.resolved])
            #expect(await alerts(told: bench) == ["KlyftaSourceFailing fired", "KlyftaSourceFailing resolved"])
            #expect(bench.log.delivered.last?.references == [told.id])
        }
    }

    @Test func `a source alert leaves every rule as it stands, and rounds go on beside it`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            let before = try bench.store.current()?.alerts
            bench.clock.move(by: .seconds(86_400 * 10))
            #expect(try bench.engine.watchSources(bench.configuration).map(\.trouble) == [.stale])
            #expect(try bench.store.current()?.alerts == before)
            #expect(try bench.store.writtenEvents().map(\.ruleID) == ["fibre"], "rules know only their own")
            try await bench.round(on: .fibre([2024: 85]))
            #expect(bench.told.last == "fibre retracted revision 2024")
            #expect(try bench.engine.watchSources(bench.configuration).map(\.kind) == [.resolved])
        }
    }

    @Test func `what was told of a source is seen as of its moment, not before`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            let before = bench.clock.now().commitTime
            bench.clock.move(by: .seconds(86_400 * 10))
            _ = try bench.engine.watchSources(bench.configuration)
            #expect(try bench.store.sourceEpisodes().map(\.isOpen) == [true])
            #expect(try bench.store.asKnown(at: before).sourceEpisodes().isEmpty)
            #expect(try bench.store.asKnown(at: before).events().count == 1)
        }
    }

    @Test func `a source that was taken out of the configuration is not waited for`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            bench.clock.move(by: .seconds(86_400 * 10))
            _ = try bench.engine.watchSources(bench.configuration)
            var without = bench.configuration
            without.sources = []
            #expect(try bench.engine.watchSources(without).map(\.reason) == ["source-removed"])
            #expect(try bench.engine.watchSources(without).isEmpty)
        }
    }

    @Test func `somebody can say that he has seen it`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            bench.clock.move(by: .seconds(86_400 * 10))
            let alert = try #require(try bench.engine.watchSources(bench.configuration).first).alertID
            let now = bench.clock.now().commitTime
            #expect(
                try bench.store.acknowledge(alert, until: .resolved, by: Doer("anna", because: "asked"), at: now) == 1)
            #expect(try bench.store.acknowledgements(at: now).map(\.alert) == [alert])
        }
    }
}
