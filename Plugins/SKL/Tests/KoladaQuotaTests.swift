import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SKL

/// Fifty-four indicators of Kolada, and how often it is asked for them.
@Suite(.timeLimit(.minutes(10)))
struct KoladaQuotaTests {
    private static let further = (0..<46).map { "N\(10_100 + $0)" }

    private func bench() throws -> KoladaBench {
        var options: [String: String] = [:]
        for id in Self.further {
            options["kolada/\(id)/direction"] = "higher-is-better"
            options["kolada/\(id)/nature"] = "register"
        }
        let ids = SKLSource.observed + Self.further
        // The quota that is taken to hold for the office itself.
        let quota = try #require(SKLSource.hosts.first).quota
        return try KoladaBench(own: SKLSource.observed, options: options, quota: quota) { holdings in
            holdings.indicators += Self.further.map { KoladaEntry($0, "Nyckeltal \($0), andel (%)") }
            holdings.rows += ids.flatMap { id in KoladaOffice.municipalities.map { KoladaRow(id, $0, 2024, 50) } }
            holdings.pageSize = 2_000
        }
    }

    @Test func `a full first fetch never takes more than half of five questions a second`() async throws {
        let bench = try bench()
        let release = try await bench.fetch().release
        #expect(release.observations.count == 53 * 290 && release.populations.count == 290)
        let times = bench.office.takeQuestions().map(\.at)
        #expect(times.count > 10)
        for (index, time) in times.enumerated() {
            let within = times[index...].prefix { $0 < time + 1_000 }.count
            #expect(within <= 2, "\(within) questions within a second")
        }
        // And by the whole: at the pace of half, never faster.
        #expect(Double(times[times.count - 1] - times[0]) / 1_000 >= Double(times.count - 1) / 2.5)
        // A second fetch, the day after, with nothing new.
        bench.clock.pass(86_400_000)
        let again = try await bench.fetch().release
        #expect(again.observations.count == release.observations.count)
        let asked = bench.asked()
        #expect(asked.count == 10, "one list, three questions about indicators and six about revisions: \(asked)")
        #expect(asked.allSatisfy { !$0.hasPrefix("data/") || $0.contains("from_date=") })
    }
}
