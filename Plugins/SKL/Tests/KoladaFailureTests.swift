import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SKL

/// Answers of Kolada that do not come: what is refused, and what goes on.
@Suite(.timeLimit(.minutes(10)))
struct KoladaFailureTests {
    private static let all = KoladaOffice.municipalities

    /// Answers that are none.
    private static let failures: [[HTTPServer.Step]] = [
        .answer("{}", status: "404 Not Found"), .answer("{}", status: "500 Internal Server Error"),
        .answer("<html></html>"), .answer(#"{"values":[{"kpi":7}],"next_url":null}"#),
        [.send(HTTPServer.head("200 OK", ["Content-Length": "4000"]) + Array("{\"values\":[".utf8)), .close],
    ]

    @Test(arguments: failures.indices)
    func `a page of many indicators that does not come is asked by halves, and nothing is lacking`(
        failure: Int
    ) async throws {
        let bench = try KoladaBench { holdings in
            holdings.rows += Self.all.map { KoladaRow("N07900", $0, 2025, 90) }
            holdings.pageSize = 100
        }
        let whole = try await bench.fetch()
        let third = try #require(bench.asked().first { $0.hasSuffix("&page=3") })
        bench.office.change { holdings in
            holdings.change("N07900") { $0.publicationDate = "2028-04-08" }
            holdings.otherAnswers = [("/v3/\(third)", Self.failures[failure])]
        }
        let again = try await bench.fetch()
        #expect(again.lines == whole.lines && again.release.refused.isEmpty)
        #expect(bench.asked().contains { $0.hasPrefix("data/kpi/N07900/year/2015") })
        #expect(try bench.replay().lines == whole.lines)
    }

    @Test(arguments: failures.indices)
    func `an indicator whose figures do not come is refused by its name, and the others go on`(
        failure: Int
    ) async throws {
        let bench = try KoladaBench(own: ["N07900", "N07918", "N07920"]) { holdings in
            for id in ["N07900", "N07918", "N07920"] {
                holdings.rows += Self.all.map { KoladaRow(id, $0, 2025, 90) }
            }
        }
        let broken = ["N01951,N07900,N07918,N07920", "N07918,N07920", "N07918"]
        bench.office.change { holdings in
            holdings.otherAnswers = broken.map { ("/v3/data/kpi/\($0)/year/2015", Self.failures[failure]) }
        }
        let sourced = try await bench.fetch()
        let release = sourced.release
        #expect(release.refused.map(\.indicator.text) == ["skl.N07918"])
        #expect(release.refused.first?.fault.place.contains("/data/kpi/N07918/year/2015") == true)
        #expect(Set(release.observations.map(\.indicator.localName)) == ["N07900", "N07920"])
        #expect(release.observations.count == 580 && release.populations.count == 290)
        #expect(!release.indicators.contains { $0.id.localName == "N07918" })
        // The archive says the same, without a word of what the office said.
        #expect(try bench.replay().lines == sourced.lines)
        bench.office.change { $0.otherAnswers = [] }
        let whole = try await bench.fetch().release
        #expect(whole.refused.isEmpty && whole.observations.count == 870)
    }

    @Test(arguments: [
        ("data/kpi/N01951", "500 Internal Server Error"), ("kpi/", "500 Internal Server Error"),
        ("municipality", "500 Internal Server Error"), ("data/kpi/N01951,N07900/year/2015", "429 Too Many Requests"),
    ])
    func `without the population, the municipalities or leave to ask, nothing is taken`(
        target: String, status: String
    ) async throws {
        let bench = try KoladaBench { holdings in
            holdings.rows += Self.all.map { KoladaRow("N07900", $0, 2025, 90) }
            holdings.otherAnswers = [("/v3/\(target)", .answer("{}", status: status))]
        }
        let error = await #expect(throws: (any Error).self) { try await bench.fetch() }
        let fault = error as? any Fault
        #expect(fault?.problem.contains("answers with \(status.prefix(3))") == true, "\(error!)")
    }

    @Test func `a description that does not come refuses its indicators only`() async throws {
        // More than one question can hold, so that the population is in the first.
        let ids = (0..<30).map { "N\(20_100 + $0)" }
        var options: [String: String] = [:]
        for id in ids {
            options["kolada/\(id)/direction"] = "higher-is-better"
            options["kolada/\(id)/nature"] = "register"
        }
        let bench = try KoladaBench(options: options) { holdings in
            holdings.indicators += ids.map { KoladaEntry($0, "Nyckeltal \($0), andel (%)") }
            holdings.rows += (ids + ["N07900"]).flatMap { id in Self.all.map { KoladaRow(id, $0, 2025, 50) } }
            holdings.otherAnswers = [("/v3/kpi/N20123", .answer("{}", status: "503 Service Unavailable"))]
        }
        let sourced = try await bench.fetch()
        #expect(sourced.release.refused.map(\.indicator.localName) == Array(ids[23...]))
        #expect(Set(sourced.release.observations.map(\.indicator.localName)) == Set(ids[..<23] + ["N07900"]))
        #expect(try bench.replay().lines == sourced.lines)
    }
}
