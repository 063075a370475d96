import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SSB

/// What makes naive readers of SSB's figures fail, as far as it is the module's business.
@Suite("Traps of SSB", .timeLimit(.minutes(10)))
struct TrapTests {
    private func state(_ change: (inout PlayedStatBank.State) -> Void) -> PlayedStatBank.State {
        var state = PlayedStatBank.State.norway()
        change(&state)
        return state
    }

    /// Puts something else into some cells of a table.
    private func replacing(
        _ table: String, _ other: @escaping @Sendable ([String: String]) -> (String?, String?)?
    ) -> PlayedStatBank.State {
        state { state in
            let cell = state.tables[table]?.cell
            state.tables[table]?.cell = { place in
                other(place).map { (value: $0.0, status: $0.1) } ?? cell?(place) ?? (nil, nil)
            }
        }
    }

    @Test func `zero in place of nothing: a code that was not in force has no inhabitants and no observation`()
        async throws
    {
        let release = try await OfficeBench().fetch().release
        #expect(release.populations.count == 15 && release.populations.allSatisfy { $0.inhabitants > 0 })
        let early = release.observations.filter { $0.municipality.code == "3101" }.map(\.period)
        #expect(early == [.year(2024)])
    }

    @Test func `zero in place of nothing: a municipality in force with 0 inhabitants refuses the release`() async throws
    {
        let bench = try OfficeBench(
            replacing("07459") { $0["Region"] == "3101" && $0["Tid"] == "2025" ? ("0", nil) : nil })
        let fault = try #require(try await bench.fault() as? SourceFault)
        #expect(fault.description.hasPrefix("table 07459, 2025: 1 municipalities have 0 inhabitants (3101)"))
        #expect(fault.kind == .suspect && fault.remedy.contains("after 08:15"))
    }

    @Test(arguments: [
        ("3101", "2025", nil, "1 municipalities have no number (3101)"),
        ("3001", "2025", "31000", "1 municipalities have inhabitants and are not in force by KLASS (3001)"),
        ("0", "2025", "1", "its 3 municipalities have 731075 inhabitants, and the whole country 1"),
        ("0", "2025", nil, "its 3 municipalities have 731075 inhabitants, and the whole country no number"),
    ])
    func `a population that is not what KLASS and the country say refuses the release`(
        code: String, year: String, value: String?, words: String
    ) async throws {
        let bench = try OfficeBench(
            replacing("07459") { $0["Region"] == code && $0["Tid"] == year ? (value, nil) : nil })
        #expect(try await bench.fault().problem == words)
    }

    @Test func `special codes of regions are no municipalities`() async throws {
        let release = try await OfficeBench(
            replacing("07459") { ["2311", "9999", "0199", "K-Rest"].contains($0["Region"]) ? ("7", nil) : nil }
        ).fetch().release
        let codes = Set(release.populations.map(\.municipality.code)).union(
            release.observations.map(\.municipality.code))
        #expect(codes == ["0101", "0104", "0301", "3001", "3002", "3101", "3103"])
        #expect(Set(release.names.map(\.municipality.code)) == codes)
    }

    @Test func `elimination is read from metadata, where it means that a dimension may be left out`() async throws {
        let bench = try OfficeBench()
        _ = try await bench.fetch()
        let asked = bench.office.takeQuestions().filter { $0.contains("/data") }
        #expect(asked.allSatisfy { !$0.contains("Kjonn") && !$0.contains("Alder") && !$0.contains("Sysselsatte") })
        // One that may not be left out and is not chosen is named.
        var options = OfficeBench.survey
        options["tables/12031/where/Funksjon"] = nil
        let fault = try await OfficeBench(options: options).fault()
        #expect(fault.problem == "'Funksjon' must be chosen and is not")
    }

    @Test(arguments: [("0", nil), (nil, "."), (nil, "..")] as [(String?, String?)])
    func `the window before publishing: a newest period of zeros or dots refuses the release`(
        value: String?, mark: String?
    ) async throws {
        let bench = try OfficeBench(replacing("12031") { $0["Tid"] == "2024" ? (value, mark) : nil })
        let fault = try #require(try await bench.fault() as? SourceFault)
        #expect(fault.description.hasPrefix("table 12031, 2024: no municipality has anything but 0 or a dot"))
        #expect(fault.kind == .suspect)
    }

    @Test(
        arguments: [
            // 2026-11-23 and 2026-06-15: 05:00 in Oslo is 04:00 and 03:00 UTC.
            (1_795_402_800_000, "04:00", nil), (1_795_406_399_999, "04:59", nil),
            (1_795_406_400_000, "05:00", "it is 05:00 in Europe/Oslo"), (1_795_418_099_000, "08:14", "it is 08:14"),
            (1_795_418_100_000, "08:15", nil), (1_781_492_399_000, "04:59", nil),
            (1_781_492_400_000, "05:00", "it is 05:00"),
        ] as [(Int64, String, String?)])
    func `the window before publishing: SSB is not asked from 05:00 to 08:15 in Oslo`(
        moment: Int64, clock: String, words: String?
    ) async throws {
        let hosts = SSBSource.hosts
        #expect(hosts.map(\.host) == ["data.ssb.no"])
        let server = try HTTPServer { _ in .answer("[]") }
        let terms = NetworkTerms(contact: "it@kommun.example", privateNetworks: ["127.0.0.0/8"])
        let fetcher = PoliteFetcher(
            over: try CurlTransport(terms, environment: [:]),
            hosts: [HostAllowance("127.0.0.1", quota: hosts[0].quota, closed: hosts[0].closed)], terms: terms,
            clock: JumpingClock(at: moment))
        let request = FetchRequest("question", at: try WebAddress(server.url()))
        guard let words else {
            _ = try await fetcher.answer(to: request)
            return
        }
        let fault = await #expect(throws: FetchFault.self) { try await fetcher.answer(to: request) }
        #expect(fault?.kind == .notAllowed && fault?.problem.hasPrefix(words) == true)
        #expect(fault?.remedy.contains("Try again from 08:15 (Europe/Oslo) on.") == true)
        #expect(server.connections == 0)
    }

    @Test func `the window before publishing: the schedule is after it`() {
        #expect(SSBSource.schedule.hasSuffix("08:20 Europe/Oslo"))
    }

    @Test func `preliminary figures of KOSTRA have no mark: the revised ones come with another stamp`() async throws {
        let bench = try OfficeBench(state { $0.tables["12031"]?.updated = "2026-03-15T07:00:00Z" })
        let first = try await bench.fetch()
        bench.office.change { state in
            state.tables["12031"]?.updated = "2026-06-15T06:00:00Z"
            state.tables["12031"]?.cell = { _ in ("44.5", nil) }
        }
        #expect(try await bench.fetch().lines != first.lines)
        #expect(bench.answers.first { $0.name == "12031 data 1" }?.edition == "2026-06-15T06:00:00Z")
    }

    @Test func `a cache in front of SSB does not pass old figures off as new ones`() async throws {
        let bench = try OfficeBench(state { $0.isCached = true })
        let first = try await bench.fetch()
        bench.office.change { state in
            state.tables["12031"]?.updated = "2026-06-15T06:00:00Z"
            state.tables["12031"]?.dimensions[4].codes.append("2025")
            state.tables["12031"]?.cell = { _ in ("44.5", nil) }
        }
        let second = try await bench.fetch().release
        #expect(second.observations.allSatisfy { $0.outcome == .value(44.5) })
        #expect(second.observations.count == first.release.observations.count + 3)
    }

    @Test func `an answer by another choice than was asked for is refused`() async throws {
        let table = try #require(PlayedStatBank.State.norway().tables["12031"])
        let bench = try OfficeBench(
            state { state in
                // What comes where the choices were not understood: status 200 and other codes.
                state.instead["12031/data"] = .answer(
                    PlayedStatBank.answer(
                        "12031", table, [("Region", ["0"]), ("ContentsCode", ["Antall"]), ("Tid", ["2024"])]))
            })
        #expect(try await bench.fault().problem == "the answer lacks '01' of 'Region'")
    }

    @Test(arguments: [
        ("429 Too Many Requests", 4), ("503 Service Unavailable", 4), ("404 Not Found", 1), ("400 Bad Request", 1),
    ])
    func `a table that is refused is not taken`(status: String, times: Int) async throws {
        let bench = try OfficeBench(state { $0.instead["/tables/12031?"] = .answer("{}", status: status) })
        let fault = try await bench.fault()
        #expect(fault.problem.contains(status.prefix(3)))
        #expect(bench.office.takeQuestions().count { $0 == "GET /tables/12031?lang=no" } == times)
    }

    @Test func `KLASS that says two things of the municipalities is not believed`() async throws {
        let bench = try OfficeBench(
            state {
                $0.instead["codesAt"] = .answer(
                    #"{"codes":[{"code":"0301","level":"1","name":"Oslo"},{"code":"9999","name":"Uoppgitt"}]}"#)
            })
        #expect(
            try await bench.fault().problem
                == "KLASS has 1 municipalities on 2025-01-01, and 3 by the days of its codes (3101, 3103)")
    }
}
