import CalendarEvents
import Foundation
import KlyftaDaemon
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Logging
import Testing

@Suite("SSB, from its interface through the module's process to the archive", .timeLimit(.minutes(1)))
struct LiveStatBankTests {
    @Test func `a revised table is a new vintage, and each is made again from the archive byte for byte`() async throws
    {
        try await withTemporaryDirectory { directory in
            let bench = try Bench(in: directory)
            guard case .adopted(let first) = try await bench.fetch() else { throw Missing() }
            _ = bench.office.takeQuestions()
            #expect(try await bench.fetch() == .unchanged(first))
            #expect(bench.office.takeQuestions().count == 3)
            // Another stamp, the same figures.
            bench.office.change { $0.tables["12031"]?.updated = "2025-07-01T06:00:00Z" }
            #expect(try await bench.fetch() == .unchanged(first))
            bench.office.change { state in
                state.tables["12031"]?.updated = "2025-07-02T06:00:00Z"
                let cell = state.tables["12031"]?.cell
                state.tables["12031"]?.cell = { place in
                    place["Region"] == "3103" && place["Tid"] == "2024" ? ("41", nil) : cell?(place) ?? (nil, nil)
                }
            }
            guard case .adopted(let second) = try await bench.fetch() else { throw Missing() }
            #expect(second != first)
            #expect(try bench.store.origins().map(\.vintage) == [first, second])
            _ = bench.office.takeQuestions()
            let report = try await Verification(of: bench.store, by: bench.process).run()
            #expect(report.isGood && report.same == 2, "\(report)")
            #expect(bench.office.takeQuestions() == [])
        }
    }

    @Test func `a question that was split for the office is verified too, and its staff is not in the archive`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            let bench = try Bench(in: directory)
            bench.office.change { state in
                state.cells = 20
                state.klass.missing = ["2022-01-01"]
                state.klass.versions.append("2022-01-01")
            }
            try await bench.fetch()
            let origin = try #require(try bench.store.origins().first).origin
            #expect(origin.payloads.contains { $0.name.hasPrefix("07459 data 1/3/") })
            #expect(origin.payloads.contains { $0.name == "klass changes/2022-01-01/after" })
            #expect(try await Verification(of: bench.store, by: bench.process).run().isGood)
            let archive = try bench.store.archive.digests().map {
                String(decoding: try bench.store.archive.bytes(of: $0), as: UTF8.self)
            }
            #expect(archive.contains { $0.contains(#""contact":null"#) })
            #expect(!archive.contains { $0.contains("Nordmann") })
        }
    }

    @Test func `a release with a sudden zero is refused, and the last one stands`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try Bench(in: directory)
            let first = try await bench.fetch().vintage
            bench.office.change { state in
                state.tables["07459"]?.updated = "2026-02-25T05:30:00Z"
                let cell = state.tables["07459"]?.cell
                state.tables["07459"]?.cell = { $0["Tid"] == "2025" ? ("0", nil) : cell?($0) ?? (nil, nil) }
            }
            let fault = await #expect(throws: SourceFault.self) { try await bench.fetch() }
            #expect(fault?.problem == "3 municipalities have 0 inhabitants (0301, 3101, 3103)")
            #expect(fault?.kind == .suspect)
            #expect(try bench.store.vintages() == [.ssb: first])
        }
    }

    @Test func `SSB is not asked before a contact is configured`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try Bench(in: directory, contact: nil)
            let fault = await #expect(throws: SourceFault.self) { try await bench.fetch() }
            #expect(fault?.remedy.contains("'contact:'") == true)
            #expect(bench.office.takeQuestions() == [])
        }
    }

    private struct Missing: Error {}

    /// An engine whose only source is SSB's module in a process of its own, in front of an office that a test plays.
    private struct Bench {
        let store: Store
        let office: PlayedStatBank
        let process = SourceProcess(executable: LiveBench.specimen)
        private let engine: Engine
        private let source: SourceConfiguration

        init(in directory: String, contact: String? = "it@kommun.example") throws {
            store = try Store.open("\(directory)/state")
            office = try PlayedStatBank(.norway())
            source = SourceConfiguration(
                id: .ssb, schedule: try CalendarEvent("daily"), deadline: .seconds(60),
                options: SourceOptions([
                    "at": [office.tables.replacing("/api/pxwebapi/v2", with: "")], "live": ["true"],
                    "tables/12031/contents": ["Andel"], "tables/12031/where/Funksjon": ["01"],
                    "tables/12031/indicator": ["outsourced"], "tables/12031/unit": ["percent"],
                    "tables/12031/direction": ["neutral"], "tables/12031/nature": ["survey"],
                ]),
                network: NetworkTerms(contact: contact, privateNetworks: ["127.0.0.0/8"]))
            engine = Engine(
                store: store, sources: process, outlets: Outlets(Outlets.Set([])),
                pictures: Pictures(CurrentFile(path: "\(directory)/current.json")), logger: Logger(label: "test"))
        }

        @discardableResult
        func fetch() async throws -> Store.Taken { try await engine.fetch(source).taken }
    }
}

extension SourceID {
    fileprivate static let ssb = try! SourceID("ssb")
}
