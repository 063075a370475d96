import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SSB

@Suite("What is wished of SSB", .timeLimit(.minutes(10)))
struct WishTests {
    @Test(arguments: [
        (["live": "yes"], "sources.ssb.live: 'yes' is neither 'true' nor 'false'"),
        (["since": "2015"], "sources.ssb.since: it is for asking SSB"),
        (["tables/12031/unit": "percent"], "sources.ssb.tables: it is for asking SSB"),
        (["live": "true", "since": "soon"], "sources.ssb.since: 'soon' is no year"),
        (["live": "true", "figures": "/x"], "sources.ssb.figures: it chooses among figures in files"),
        (["live": "true", "tables/x/unit": "percent"], "sources.ssb.tables.x.table: 'x' is no number of a table"),
        (
            ["live": "true", "tables/klass changes/unit": "percent"],
            "sources.ssb.tables.klass changes.table: there is a blank"
        ),
        (["live": "true", "tables/12031/unit": "percent"], "sources.ssb.tables.12031.indicator: it is missing"),
        (
            ["live": "true", "tables/12031/indicator": "x", "tables/12031/groups": "a", "tables/12031/region": "b"],
            "sources.ssb.tables.12031.groups: there is 'region' beside it"
        ),
        (
            ["live": "true", "tables/12031/indicator": "x", "tables/12031/kind": "size"],
            "sources.ssb.tables.12031.kind: it says what sort of groups there are"
        ),
        (
            ["live": "true", "tables/12031/indicator": "a b"],
            "sources.ssb.tables.12031.indicator: 'a b' is no name for an indicator"
        ),
        (
            ["live": "true", "tables/12031/indicator": "x", "tables/12031/unit": "share"],
            "sources.ssb.tables.12031.unit: 'share' is not a word used here"
        ),
    ])
    func `an option that is wrong is named`(options: [String: String], words: String) throws {
        let options = SourceOptions(options.mapValues { [$0] })
        let fault = #expect(throws: SourceFault.self) { try SSBSource(options, shipped: DataFolder(path: "/")) }
        #expect(fault?.description.hasPrefix(words) == true, "\(fault?.description ?? "")")
    }

    @Test(arguments: [([:], false), (["live": "false"], false), (["live": "true"], true)])
    func `SSB is asked only where the configuration says so`(options: [String: String], isLive: Bool) throws {
        let options = SourceOptions(options.mapValues { [$0] })
        #expect(try SSBSource(options, shipped: DataFolder(path: "/")).isLive == isLive)
    }

    @Test(arguments: [
        ("region", "Regionn", "the table has no variable 'Regionn'", "Did you mean 'Region'?"),
        ("contents", "Andl", "'ContentsCode' has no code 'Andl'", "Did you mean 'Andel'?"),
        ("where/Funksjon", "7", "'Funksjon' has no code '7'", "It has 00, 01."),
        ("where/Funksjn", "00", "the table has no variable 'Funksjn'", "Did you mean 'Funksjon'?"),
    ])
    func `what the metadata do not know is named, with the nearest that they do`(
        key: String, value: String, problem: String, remedy: String
    ) async throws {
        var options = OfficeBench.survey
        options["tables/12031/\(key)"] = [value]
        let fault = try await OfficeBench(options: options).fault()
        #expect(fault.problem == problem && fault.remedy.hasPrefix(remedy))
    }

    @Test func `a table of several quantities asks which one, and says what they are called`() async throws {
        var options = OfficeBench.survey
        options["tables/12031/contents"] = nil
        let fault = try await OfficeBench(options: options).fault()
        #expect(fault.problem == "it has 2 quantities")
        #expect(fault.remedy == "Choose one with 'contents:': Andel (Andels navn), Antall (Antalls navn).")
    }

    @Test func `a table without some municipality in force is refused`() async throws {
        var state = PlayedStatBank.State.norway()
        state.tables["12031"]?.dimensions[0].codes.removeAll { $0 == "3103" }
        let fault = try #require(try await OfficeBench(state).fault() as? SourceFault)
        #expect(fault.problem == "1 of 3 municipalities are not in 'Region' (3103)" && fault.kind == .partial)
    }

    @Test func `'since' leaves out earlier years`() async throws {
        let bench = try OfficeBench(options: ["live": ["true"], "since": ["2024"]])
        let release = try await bench.fetch().release
        #expect(Set(release.populations.map(\.day.year)) == [2024, 2025])
        #expect(release.boundaryChanges.allSatisfy { $0.day.year == 2024 })
    }

    @Test(
        arguments: [
            ("2024", "2024"), ("2024K1", "2024Q1"), ("2024M12", "2024M12"), ("2024H2", "2024H2"), ("2025U01", nil),
            ("1970-2024", nil), ("2024K5", nil), ("", nil), ("20", nil),
        ] as [(String, String?)])
    func `periods are spelt SSB's way`(code: String, period: String?) {
        #expect(TablePeriod.period(code)?.description == period)
    }
}
