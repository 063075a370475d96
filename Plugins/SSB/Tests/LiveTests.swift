import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SSB

@Suite("SSB, live", .timeLimit(.minutes(10)))
struct LiveTests {
    @Test func `population, names and changes come from StatBank and KLASS`() async throws {
        let bench = try OfficeBench(options: ["live": ["true"]])
        let release = try await bench.fetch().release
        let days = Dictionary(grouping: release.populations, by: \.day).mapValues {
            $0.map(\.municipality.code).sorted()
        }
        #expect(days.keys.map(\.year).sorted() == [2019, 2020, 2023, 2024, 2025])
        #expect(days[try CalendarDay(2019, 1, 1)] == ["0101", "0104", "0301"])
        #expect(days[try CalendarDay(2024, 1, 1)] == ["0301", "3101", "3103"])
        let oslo = try Municipality(.norway, "0301")
        #expect(release.populations.first { $0.municipality == oslo && $0.day.year == 2025 }?.inhabitants == 652_025)
        #expect(release.names.filter { $0.municipality == oslo }.map(\.name) == ["Oslo", "Oslo - Oslove"])
        // A code that was in force on the first day began then or before.
        #expect(release.names.first { $0.municipality.code == "0101" }?.from == nil)
        #expect(release.boundaryChanges.count == 5)
        #expect(release.observations.isEmpty)
    }

    @Test func `the surveys that SSB published on pages are there beside what is live, and rest on no answer`()
        async throws
    {
        let sourced = try await OfficeBench().fetch()
        let shipped = try await SSBSource(SourceOptions(), shipped: OfficeBench.shipped).release()
        #expect(Set(sourced.release.published) == Set(shipped.published) && shipped.published.count > 100)
        #expect(sourced.release.indicators.count == shipped.indicators.count + 1)
        let published = zip(sourced.lines, sourced.origins).filter { $0.0.hasPrefix(#"{"published""#) }
        #expect(published.count == shipped.published.count && published.allSatisfy { $0.1.isEmpty })
    }

    @Test func `a table of the operator's becomes an indicator by configuration alone`() async throws {
        let release = try await OfficeBench().fetch().release
        let indicator = try #require(release.indicators.first { $0.id.text == "ssb.outsourced" })
        #expect(indicator.id.text == "ssb.outsourced" && indicator.title.nb == "Andels navn")
        #expect(
            indicator.attribution.raw
                == "Kilde: Statistisk sentralbyrå, tabell 12031, uten oppdeling etter sysselsettingsgruppe (CC BY 4.0)")
        #expect(indicator.attribution.derived.contains("bearbeidet"))
        #expect(release.observations.count == 6)
        let newest = Dictionary(
            release.observations.filter { $0.period == .year(2024) }.map { ($0.municipality.code, $0.outcome) }
        ) { one, _ in one }
        #expect(newest == ["0301": .value(61.5), "3101": .absent(.suppressed), "3103": .value(40.5)])
    }

    @Test func `each figure names its answers, and the edition of each is the office's stamp`() async throws {
        let bench = try OfficeBench()
        let sourced = try await bench.fetch()
        let line = try #require(sourced.lines.firstIndex { $0.hasPrefix(#"{"observations""#) })
        let names = bench.answers.map(\.name)
        #expect(sourced.origins[line].map { names[$0] } == ["12031", "12031 metadata", "klass codes", "12031 data 1"])
        #expect(bench.answers.first { $0.name == "12031 data 1" }?.edition == "2025-06-23T06:00:00Z")
    }

    @Test func `a second fetch with nothing new asks one small question a table, and one for the municipalities`()
        async throws
    {
        let bench = try OfficeBench()
        let first = try await bench.fetch()
        _ = bench.office.takeQuestions()
        #expect(try await bench.fetch() == first)
        #expect(
            bench.office.takeQuestions() == [
                "GET /tables/07459?lang=no", "GET /tables/12031?lang=no", "GET /klass?language=nb",
            ])
    }

    @Test func `fault 29: another stamp with the same figures is the same release, and other figures are another`()
        async throws
    {
        let bench = try OfficeBench()
        let first = try await bench.fetch()
        bench.office.change { $0.tables["12031"]?.updated = "2025-07-01T06:00:00Z" }
        #expect(try await bench.fetch().lines == first.lines)
        bench.office.change { state in
            state.tables["12031"]?.updated = "2025-07-02T06:00:00Z"
            let cell = state.tables["12031"]?.cell
            state.tables["12031"]?.cell = { place in
                place["Region"] == "3103" && place["Tid"] == "2024" ? ("41", nil) : cell?(place) ?? (nil, nil)
            }
        }
        #expect(try await bench.fetch().lines != first.lines)
    }

    @Test func `a small limit of cells splits the question, and the answers are put together`() async throws {
        let whole = try await OfficeBench().fetch()
        var state = PlayedStatBank.State.norway()
        (state.toldCells, state.cells) = (10, 10)
        let bench = try OfficeBench(state)
        #expect(try await bench.fetch().lines == whole.lines)
        #expect(bench.answers.contains { $0.name == "07459 data 7" })
    }

    @Test(arguments: ["400 Bad Request", "403 Forbidden"])
    func `too many cells in spite of what the office tells is split further`(status: String) async throws {
        let whole = try await OfficeBench().fetch()
        var state = PlayedStatBank.State.norway()
        (state.cells, state.tooMany) = (20, status)
        let bench = try OfficeBench(state)
        #expect(try await bench.fetch().lines == whole.lines)
        #expect(bench.answers.contains { $0.name.hasPrefix("07459 data 1/3/") })
    }

    @Test func `an address that is too long is posted`() async throws {
        let whole = try await OfficeBench().fetch()
        var state = PlayedStatBank.State.norway()
        state.longest = 110
        let bench = try OfficeBench(state)
        #expect(try await bench.fetch().lines == whole.lines)
        let posted = bench.office.takeQuestions().filter { $0.hasPrefix("POST") }
        #expect(
            posted == [
                "POST /tables/07459/data?lang=no&outputFormat=json-stat2",
                "POST /tables/12031/data?lang=no&outputFormat=json-stat2",
            ])
    }

    @Test func `where KLASS lacks a table of changes each pair of versions is asked for`() async throws {
        let whole = try await OfficeBench().fetch()
        var state = PlayedStatBank.State.norway()
        state.klass.missing = ["2020-01-01"]
        let fault = try await OfficeBench(state).fault()
        #expect(
            fault.problem.contains(
                "no table of the changes of this day, and the codes changed (0101, 0104, 3001, 3002)"))
        // Two versions with the same codes need no table.
        state.klass.missing = ["2022-01-01"]
        state.klass.versions.append("2022-01-01")
        #expect(try await OfficeBench(state).fetch().lines == whole.lines)
    }

    @Test func `staff of the office are neither kept nor read`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.fetch()
        #expect(bench.archive.contains(#""contact":null"#))
        #expect(!bench.archive.contains("Nordmann") && !bench.archive.contains("22 00 00 00"))
    }

    @Test func `a quota of the headers that is stricter than the published one is kept`() async throws {
        var state = PlayedStatBank.State.norway()
        state.headers = ["x-ratelimit-limit": "8", "x-ratelimit-policy": "8;w=60s", "x-ratelimit-remaining": "5"]
        let bench = try OfficeBench(state)
        _ = try await bench.fetch()
        // The first question came before anybody knew.
        #expect(Self.busiest(bench.asked.dropFirst(), seconds: 60) <= 4)
    }

    @Test func `ten tables never take more than half the quota, and a second fetch is eleven small questions`()
        async throws
    {
        var options = ["live": ["true"]]
        for number in 12_031..<12_040 {
            for (key, value) in OfficeBench.survey where key.hasPrefix("tables/") {
                options[key.replacing("12031", with: "\(number)")] = value
            }
            options["tables/\(number)/indicator"] = ["t\(number)"]
        }
        let bench = try OfficeBench(.norway(surveys: 9), options: options, quota: .init(requests: 30, perSeconds: 60))
        _ = try await bench.fetch()
        // Is there news: 10 tables and KLASS; limits and 10 metadata; codes, codes of today, changes; 10 times data.
        #expect(bench.office.takeQuestions().count == 35)
        #expect(Self.busiest(bench.asked[...], seconds: 60) <= 15)
        _ = try await bench.fetch()
        let again = bench.office.takeQuestions()
        #expect(again.count == 11 && again.allSatisfy { !$0.contains("data") && !$0.contains("metadata") })
    }

    /// The most questions in any window.
    static func busiest(_ moments: ArraySlice<Int64>, seconds: Int64) -> Int {
        moments.map { start in moments.count { $0 >= start && $0 < start + seconds * 1_000 } }.max() ?? 0
    }
}
