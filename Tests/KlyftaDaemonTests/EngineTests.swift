import Foundation
import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

@Suite("A whole round", .onEveryStore)
struct EngineTests {
    @Test
    func `an alert fires once and says nothing while nothing changes`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            #expect(bench.told == ["fibre fired new-period 2024"])
            try await bench.round(on: .fibre([2024: 60]))
            #expect(bench.told == ["fibre fired new-period 2024"])
            #expect(bench.file.delivered == bench.log.delivered)
            #expect(try bench.store.events().map(\.id) == bench.file.delivered.map(\.id))
            #expect(try bench.standing() == "firing since 2024")
        }
    }

    @Test(arguments: [
        (then: [2024: 60.0], now: [2024: 85.0], resolution: "fibre retracted revision 2024"),
        ([2024: 60], [2024: 60, 2025: 85], "fibre resolved new-period 2025"),
        ([2023: 85, 2024: 60], [2023: 85, 2024: 85, 2025: 85], "fibre retracted revision 2024"),
    ])
    func `an alert ends with the gap, or with the figures it rested on`(
        then: [Int: Double], now: [Int: Double], resolution: String
    ) async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre(then))
            try await bench.round(on: .fibre(now))
            #expect(bench.told == ["fibre fired new-period 2024", resolution])
            #expect(Set(bench.file.delivered.map(\.episode)) == [1])
            #expect(try bench.store.knownEpisodes().map(\.isClosed) == [true])
        }
    }

    @Test
    func `a revision that is taken back opens another episode`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            for value in [60.0, 85, 60, 60] { try await bench.round(on: .fibre([2024: value])) }
            #expect(bench.told.map { $0.split(separator: " ")[1] } == ["fired", "retracted", "fired"])
            #expect(bench.file.delivered.map(\.episode) == [1, 1, 2])
            #expect(bench.file.delivered.map(\.seq) == [1, 2, 3])
        }
    }

    @Test(arguments: [nil, 0, 1 << 10])
    func `how much the engine keeps in memory changes nothing that it says`(warmLimit: Int?) async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory, warmLimit: warmLimit)
            let history: [[Int: Double]] = [
                [2024: 60], [2024: 60], [2024: 85], [2024: 85, 2025: 60], [2024: 60, 2025: 60],
            ]
            for figures in history { try await bench.round(on: .fibre(figures)) }
            #expect(
                bench.told == [
                    "fibre fired new-period 2024", "fibre retracted revision 2024", "fibre fired new-period 2025",
                ])
        }
    }

    @Test
    func `what was over before the first look is written down and told to nobody`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2022: 60, 2023: 85, 2024: 60]))
            #expect(bench.told == ["fibre fired new-period 2024"])
            #expect(try bench.store.events().map(\.reason) == ["history", "history", "new-period"])
        }
    }

    @Test
    func `when a source fails, its figures stand and the alert stays open`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            let fault = SourceFault(at: "office", "down", remedy: "Wait.")
            bench.office.answer = .failure(fault)
            let thrown = await #expect(throws: SourceFault.self) { try await bench.engine.fetch(.office()) }
            #expect(thrown == fault)
            #expect(try bench.engine.recompute(bench.configuration).events.isEmpty)
            #expect(await bench.engine.deliver().isEmpty)
            #expect(bench.told.count == 1)
            #expect(try bench.standing() == "firing since 2024")
        }
    }

    @Test
    func `an alert stays open when the figures of its rule are gone`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            try await bench.round(on: .fibre(withdrawn: "the survey is over"))
            #expect(bench.told.count == 1)
            #expect(try bench.standing() == "firing since 2024")
            #expect(try bench.store.current()?.alerts.map(\.verdict) == ["no-figures"])
        }
    }

    @Test
    func `an alert whose rule is removed is closed`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try await bench.round(on: .fibre([2024: 60]))
            _ = try bench.engine.recompute(.watching([.fibre("another")], in: directory))
            _ = await bench.engine.deliver()
            #expect(
                bench.told == [
                    "fibre fired new-period 2024", "fibre resolved rule-removed -", "another fired new-period 2024",
                ])
        }
    }

    @Test
    func `what a sink did not take waits for it in order, and no other sink waits with it`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            bench.file.isDown = true
            try await bench.round(on: .fibre([2024: 60]), faults: 1)
            try await bench.round(on: .fibre([2024: 60, 2025: 85]), faults: 1)
            #expect(bench.file.delivered.isEmpty)
            #expect(bench.log.delivered.map(\.seq) == [1, 2])
            #expect(try bench.store.waiting(for: "file").map(\.record.seq) == [1, 2])

            bench.file.isDown = false
            #expect(await bench.engine.deliver(isHurried: true).isEmpty)
            #expect(await bench.engine.deliver().isEmpty)
            #expect(bench.file.delivered == bench.log.delivered)
        }
    }

    @Test
    func `an event that was taken but not noted comes again under the same id`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            bench.file.forgetsToSayThanks = true
            try await bench.round(on: .fibre([2024: 60]), faults: 1)
            bench.file.forgetsToSayThanks = false
            #expect(await bench.engine.deliver(isHurried: true).isEmpty)
            #expect(bench.file.delivered.count == 2)
            #expect(Set(bench.file.delivered).count == 1)
        }
    }

    @Test
    func `a sink that failed is left alone for its pause, which is told, unless somebody cannot wait`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            bench.file.isDown = true
            try await bench.round(on: .fibre([2024: 60]), faults: 1)
            bench.file.isDown = false
            let faults = await bench.engine.deliver()
            #expect(faults.count == 1 && "\(faults)".contains("left alone until"), "\(faults)")
            #expect(bench.file.delivered.isEmpty)
            #expect(await bench.engine.deliver(isHurried: true).isEmpty)
            #expect(bench.file.delivered.map(\.seq) == [1])
            #expect(await bench.engine.deliver().isEmpty, "nothing waits any more")
        }
    }

    @Test
    func `the current file shows what is stored, even if a sink is down`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            #expect(await bench.engine.deliver().isEmpty)
            #expect(!FileManager.default.fileExists(atPath: bench.currentPath))
            bench.file.isDown = true
            try await bench.round(on: .fibre([2024: 60]), faults: 1)
            #expect(try bench.currentFile().alerts == bench.drawn())
            try await bench.round(on: .fibre([2024: 85]), faults: 1)
            #expect(try bench.currentFile().alerts == bench.drawn())
            #expect(try bench.currentFile().asOfSeq == 2)
        }
    }

    @Test
    func `a current file that cannot be drawn is a fault and holds up no event`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try EngineBench(in: directory)
            try FileManager.default.createDirectory(atPath: bench.currentPath, withIntermediateDirectories: true)
            try await bench.round(on: .fibre([2024: 60]), faults: 1)
            #expect(bench.file.delivered.count == 1)
            #expect(bench.log.delivered.count == 1)
        }
    }
}
