import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SSB

/// Tables of groups, tables that go away, and tables that change, each by itself.
@Suite("Tables of SSB", .timeLimit(.minutes(10)))
struct TableTests {
    @Test func `a table of the survey by sector becomes published figures under SSB's own labels`() async throws {
        var options = OfficeBench.survey
        options["tables/12031/groups"] = ["Sektor"]
        let bench = try OfficeBench(.norway(), options: options)
        bench.office.change { $0.tables["12031"] = .bySector }
        let sourced = try await bench.fetch()
        let figures = sourced.release.published.filter { $0.indicator.text == "ssb.outsourced" }
        let told = figures.map { figure -> String in
            let value = figure.value.map { "\($0)" } ?? figure.words
            return "\(figure.period) \(figure.group.kind) \(figure.group.label) \(value)"
        }
        #expect(
            told.sorted() == [
                "2023 sector Kommuners navn 40.0", "2023 sector Stats navn 30.0", "2024 sector Kommuners navn 51.1",
                "2024 sector Stats navn Stats navn: suppressed",
            ])
        #expect(!sourced.release.observations.contains { $0.indicator.text == "ssb.outsourced" })
        // The same figures under another stamp are the same figures.
        bench.office.change { $0.tables["12031"]?.updated = "2025-07-01T06:00:00Z" }
        #expect(try await bench.fetch().lines == sourced.lines)
    }

    @Test func `a newest period of dots by sector is what SSB shows before it publishes`() async throws {
        var options = OfficeBench.survey
        options["tables/12031/groups"] = ["Sektor"]
        let bench = try OfficeBench(.norway(), options: options)
        bench.office.change { state in
            state.tables["12031"] = .bySector
            state.tables["12031"]?.cell = { place in
                if place["Tid"] == "2024" { return (value: nil, status: ".") }
                return (value: "40", status: nil)
            }
        }
        let refused = try await bench.fetch().release.refused
        #expect(refused.map(\.fault.kind) == [.suspect])
    }

    @Test func `a table may not take the name of figures that ship`() async throws {
        var options = OfficeBench.survey
        options["tables/12031/indicator"] = ["open-data"]
        let fault = try await OfficeBench(.norway(), options: options).fault()
        #expect(fault.place == "sources.ssb.tables.12031.indicator")
    }

    @Test func `a table that SSB has no more is refused by its name, and the others go on`() async throws {
        let bench = try OfficeBench(.norway(surveys: 2), options: OfficeBench.twoSurveys)
        let whole = try await bench.fetch().release
        #expect(whole.refused.isEmpty && whole.observations.count == 12)
        bench.office.change { $0.tables["12032"] = nil }
        _ = bench.office.takeQuestions()
        let release = try await bench.fetch().release
        #expect(release.observations.map(\.indicator.text).allSatisfy { $0 == "ssb.outsourced" })
        #expect(release.observations.count == 6 && release.populations == whole.populations)
        #expect(release.refused.map { "\($0.indicator) \($0.fault.kind.rawValue)" } == ["ssb.second withdrawn"])
        #expect(release.refused.first?.fault.problem == "SSB has it no more")
        #expect(
            bench.office.takeQuestions() == [
                "GET /tables/07459?lang=no", "GET /tables/12031?lang=no", "GET /tables/12032?lang=no",
                "GET /tables?query=12032&includeDiscontinued=true&lang=no", "GET /klass?language=nb", "GET /config",
            ])
    }

    private static let failures: [[HTTPServer.Step]] = [
        .answer("{}", status: "500 Internal Server Error"), .answer("{}", status: "403 Forbidden"), .answer("<html/>"),
        [.send(HTTPServer.head("200 OK", ["Content-Length": "4000"]) + Array("{".utf8)), .close],
    ]

    @Test(arguments: ["/tables/12032?", "/tables/12032/metadata", "/tables/12032/data"], failures.indices)
    func `a table that does not come is refused by its name, and the others go on`(
        target: String, failure: Int
    ) async throws {
        let bench = try OfficeBench(.norway(surveys: 2), options: OfficeBench.twoSurveys)
        let whole = try await bench.fetch()
        bench.office.change { state in
            state.tables["12032"]?.updated = "2025-07-01T06:00:00Z"
            state.instead[target] = Self.failures[failure]
        }
        let sourced = try await bench.fetch()
        let release = sourced.release
        #expect(release.refused.map { "\($0.indicator) \($0.fault.kind.rawValue)" } == ["ssb.second failing"])
        #expect(release.refused.first?.fault.place.contains("12032") == true)
        #expect(Set(release.observations.map(\.indicator.text)) == ["ssb.outsourced"])
        #expect(release.observations.count == 6 && release.populations == whole.release.populations)
        #expect(try bench.replay().lines == sourced.lines)
        bench.office.change { $0.instead = [:] }
        #expect(try await bench.fetch().lines == whole.lines)
    }

    @Test(arguments: ["/tables/07459?", "/tables/07459/metadata", "/tables/07459/data", "/config", "codesAt"])
    func `without the population or the municipalities nothing is taken`(target: String) async throws {
        let bench = try OfficeBench(.norway(surveys: 2), options: OfficeBench.twoSurveys)
        bench.office.change { $0.instead[target] = .answer("{}", status: "503 Service Unavailable") }
        let error = await #expect(throws: (any Error).self) { try await bench.fetch() }
        let fault = error as? any Fault
        #expect(fault?.problem.contains("503") == true, "\(error!)")
    }

    @Test func `a part of a table that does not come refuses all of the table`() async throws {
        let bench = try OfficeBench(.norway(surveys: 2), options: OfficeBench.twoSurveys)
        bench.office.change { state in
            state.cells = 20
            state.instead["/tables/12032/data"] = .answer("{}", status: "500 Internal Server Error")
        }
        let sourced = try await bench.fetch()
        #expect(sourced.release.refused.map(\.indicator.text) == ["ssb.second"])
        #expect(sourced.release.observations.count == 6)
        #expect(try bench.replay().lines == sourced.lines)
    }

    @Test func `a table with other codes than before is refused as changed, and the others go on`() async throws {
        let bench = try OfficeBench(.norway(surveys: 2), options: OfficeBench.twoSurveys)
        try bench.office.change { state in
            let metric = try #require(state.tables["12032"]?.dimensions.firstIndex { $0.role == "metric" })
            state.tables["12032"]?.dimensions[metric].codes = ["Prosent", "Antall"]
        }
        let release = try await bench.fetch().release
        #expect(release.observations.count == 6)
        let fault = try #require(release.refused.first?.fault)
        #expect(fault.kind == .changedShape && fault.place.hasSuffix("table 12032"), "\(fault)")
    }
}

extension PlayedTable {
    /// A table of the survey as the guide describes it: by sector, and by no municipality.
    fileprivate static let bySector = PlayedTable(
        updated: "2025-06-23T06:00:00Z",
        [
            .init("Sektor", "sektor", ["Stat", "Kommuner"]), .init("Funksjon", "IKT-funksjon", ["00", "01"]),
            .init("ContentsCode", "statistikkvariabel", role: "metric", ["Andel"]),
            .init("Tid", "år", role: "time", ["2023", "2024"]),
        ]
    ) { place in
        switch (place["Sektor"] ?? "", place["Tid"] ?? "") {
        case ("Stat", "2023"): ("30", nil)
        case ("Stat", _): (nil, ":")
        case (_, "2023"): ("40", nil)
        default: ("51.1", nil)
        }
    }
}
