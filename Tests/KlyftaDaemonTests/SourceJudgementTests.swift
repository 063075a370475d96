import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

/// What becomes of a release that is not as the last one was.
@Suite(.onEveryStore)
struct SourceJudgementTests {
    private func state(_ bench: EngineBench) throws -> String? {
        try bench.store.sourceStandings(at: CommitTime(milliseconds: 1_793_000_000_000), in: .english).first?.state
    }

    private func refusal(
        of release: Release, _ bench: EngineBench, _ source: SourceConfiguration = .office()
    ) async -> SourceFault? {
        bench.office.answer = .success(release)
        return await #expect(throws: SourceFault.self) { try await bench.engine.fetch(source) }
    }

    @Test func `a release that lacks a municipality is refused, and what it lacks is told`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            #expect(try state(bench) == "fresh")
            var part = Release.fibre([2024: 60])
            part.observations.removeFirst()
            let fault = await refusal(of: part, bench)
            #expect(fault?.kind == .partial)
            #expect(fault?.problem == "it lacks what the last one had: office.fibre in 2024: SE-0001")
            #expect(try state(bench) == "partial")
            #expect(try bench.store.release(of: .office)?.observations.count == 2)
            #expect(try bench.engine.recompute(bench.configuration).events.isEmpty)

            try await bench.round(on: .fibre([2024: 60]))
            #expect(try state(bench) == "fresh")
        }
    }

    @Test func `what the office took back is no lack`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            try await bench.round(on: .fibre(withdrawn: "an error in the survey"))
            #expect(try state(bench) == "withdrawn")
        }
    }

    @Test func `a release for other options is not compared with the last one`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2023: 50, 2024: 60]))
            bench.office.answer = .success(.fibre([2024: 60]))
            _ = try await bench.engine.fetch(.office(options: ["indicators": ["fibre"]]))
            #expect(try state(bench) == "fresh")
        }
    }

    @Test func `a refused release is taken when the operator names its hash`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2023: 50, 2024: 60]))
            let part = Release.fibre([2024: 60])
            let fault = await refusal(of: part, bench)
            let hash = try bench.store.vintage(of: part).short
            #expect(fault?.remedy.contains("accept: \(hash)") == true)
            var source = SourceConfiguration.office()
            source.accept = hash
            _ = try await bench.engine.fetch(source)
            #expect(try bench.store.release(of: .office)?.observations.count == 2)
        }
    }

    @Test func `a jump beyond what is plausible is suspect, and no alert rests on it`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 85]))
            var source = SourceConfiguration.office()
            source.plausible = ["fibre": Plausibility(jump: 10)]
            let fault = await refusal(of: .fibre([2024: 85, 2025: 5]), bench, source)
            #expect(fault?.kind == .suspect)
            #expect(fault?.problem == "office.fibre: from 2024 to 2025 the mean moves by -40.0, more than 10.0")
            #expect(try state(bench) == "suspect")
            #expect(try bench.engine.recompute(bench.configuration).events.isEmpty)
        }
    }

    @Test func `a source that does not answer is failing, and the current file says so`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            bench.office.answer = .failure(SourceFault(at: "office", "down", remedy: "Wait."))
            _ = try? await bench.engine.fetch(.office())
            #expect(await bench.engine.deliver().isEmpty)
            let row = try #require(try bench.currentFile().sources?.first)
            #expect(row.source == "office" && row.state == "failing" && row.newestPeriod == "2024")
            #expect(row.message == "The source does not deliver; the last figures stand. office: down. Wait.")
        }
    }

    @Test func `a dropped file that makes the release suspect stays beside a note, and the next release is without it`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try FileManager.default.createDirectory(atPath: "\(directory)/in", withIntermediateDirectories: true)
            try Data("x".utf8).write(to: URL(filePath: "\(directory)/in/new.csv"))
            var source = SourceConfiguration.office(options: ["inbox": ["\(directory)/in"]])
            source.plausible = ["fibre": Plausibility(most: 95)]
            var release = Release.fibre([2024: 99])
            release.inbox = [InboxFile(name: "new.csv", digest: "abc")]
            #expect(await refusal(of: release, bench, source)?.kind == .suspect)
            let note = try String(contentsOfFile: "\(directory)/in/new.csv.refused.txt", encoding: .utf8)
            #expect(note.contains("office.fibre: 99.0 for SE-0001 in 2024 is above 95.0"))
            #expect(note.contains("\nsha256:abc\n"))
            #expect(FileManager.default.fileExists(atPath: "\(directory)/in/new.csv"))
        }
    }

    @Test func `the next figures are expected by the office's calendar, counted from when the newest came`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            bench.office.answer = .success(.fibre([2024: 60]))
            var source = SourceConfiguration.office()
            source.expect = try CalendarEvent("*-04-15 UTC")
            _ = try await bench.engine.fetch(source)
            let record = try #require(try bench.store.sourceRecords()[.office])
            let expected = record.expected.map { CommitTime(milliseconds: $0).description.prefix(10) }
            #expect(expected == ["2027-04-15", "2028-04-15"])
            let may = CommitTime(milliseconds: record.expected[0] + 1)
            // A daemon that is not running asks nobody: by then that is what counts.
            #expect(try bench.store.sourceStandings(at: may, in: .english).first?.state == "stale")
            _ = try await bench.engine.fetch(source)
            #expect(try bench.store.sourceRecords()[.office]?.newestSince == record.newestSince)
        }
    }
}
