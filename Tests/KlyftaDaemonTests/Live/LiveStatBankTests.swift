import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Logging
import Testing

@Suite("SSB, from its interface through the module's process to the archive", .timeLimit(.minutes(10)), .onEveryStore)
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

    @Test func `figures that stand from before name the answers they rest on, and are verified with the rest`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            let bench = try Bench(in: directory, surveys: 2)
            try await bench.fetch()
            let whole = try #require(try bench.store.release(of: .ssb))
            for (number, value) in [(1, "41"), (2, "42")] {
                bench.office.change { state in
                    state.tables["12032"] = nil
                    state.tables["12031"]?.updated = "2025-07-0\(number)T06:00:00Z"
                    let cell = state.tables["12031"]?.cell
                    state.tables["12031"]?.cell = { place in
                        place["Region"] == "3103" && place["Tid"] == "2024" ? (value, nil) : cell?(place) ?? (nil, nil)
                    }
                }
                guard case .adopted = try await bench.fetch() else { throw Missing() }
            }
            let release = try #require(try bench.store.release(of: .ssb))
            func figures(_ release: Release, _ name: String) -> Set<Observation> {
                Set(release.observations.filter { $0.indicator.localName == name })
            }
            #expect(figures(release, "t12032") == figures(whole, "t12032") && !figures(release, "t12032").isEmpty)
            #expect(figures(release, "t12031").contains { $0.outcome == .value(42) })

            let origins = try bench.store.origins().map(\.origin)
            let last = try #require(origins.last)
            let line = try #require(
                ReleaseWriter.lines(of: release).firstIndex {
                    $0.hasPrefix(#"{"observations""#) && $0.contains("ssb.t12032")
                })
            #expect(
                last.lines[line].map { last.payloads[$0].name }
                    == ["12032", "12032 metadata", "klass codes", "12032 data 1"])
            #expect(last.base?.indicators == ["ssb.t12032"] && last.fetched.contains { $0.name == "12032 listing" })
            let report = try await Verification(of: bench.store, by: bench.process).run()
            #expect(report.isGood && report.same == 3, "\(report)")
            let standing = try bench.store.sourceStandings(at: CommitTime(milliseconds: 0), in: .english)
            #expect(standing.first?.state == "withdrawn")
            #expect(standing.first?.message.hasPrefix("ssb.t12032: is not there any more; the last figures") == true)
        }
    }

    @Test func `a table that its office fails to give keeps its figures while the others get new ones`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try Bench(in: directory, surveys: 2)
            try await bench.fetch()
            let whole = try #require(try bench.store.release(of: .ssb))
            bench.office.change { state in
                for table in ["12031", "12032"] {
                    state.tables[table]?.updated = "2025-07-01T06:00:00Z"
                    state.tables[table]?.cell = { $0["Tid"] == "2024" ? ("41", nil) : ("40", nil) }
                }
                state.instead["/tables/12032/data"] = .answer("{}", status: "404 Not Found")
            }
            guard case .adopted = try await bench.fetch() else { throw Missing() }
            let release = try #require(try bench.store.release(of: .ssb))
            func figures(_ release: Release, _ name: String) -> Set<Observation> {
                Set(release.observations.filter { $0.indicator.localName == name })
            }
            #expect(figures(release, "t12032") == figures(whole, "t12032") && !figures(release, "t12032").isEmpty)
            #expect(figures(release, "t12031").contains { $0.outcome == .value(41) })
            let standing = try #require(try bench.store.sourceStandings(at: .init(milliseconds: 0), in: .english).first)
            #expect(standing.state == "failing")
            #expect(standing.message.contains("t12032"), "\(standing.message)")
            let report = try await Verification(of: bench.store, by: bench.process).run()
            #expect(report.isGood && report.same == 2, "\(report)")
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

        init(in directory: String, contact: String? = "it@kommun.example", surveys: Int = 1) throws {
            store = try openStore("\(directory)/state")
            office = try PlayedStatBank(.norway(surveys: surveys))
            var options = [
                "at": [office.tables.replacing("/api/pxwebapi/v2", with: "")], "live": ["true"],
            ]
            for number in 12_031..<(12_031 + surveys) {
                let words = [
                    "contents": "Andel", "where/Funksjon": "01", "indicator": "t\(number)", "unit": "percent",
                    "direction": "neutral", "nature": "survey",
                ]
                for (key, word) in words { options["tables/\(number)/\(key)"] = [word] }
            }
            source = SourceConfiguration(
                id: .ssb, schedule: try CalendarEvent("daily"), deadline: .seconds(60),
                options: SourceOptions(options),
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
