import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SKL

/// From Kolada's answers to a release.
@Suite(.timeLimit(.minutes(10)))
struct KoladaFetchTests {
    private static let all = KoladaOffice.municipalities

    @Test func `areas and descriptions come first, then figures, then what was revised since`() async throws {
        let bench = try KoladaBench { holdings in
            holdings.rows += Self.all.map { KoladaRow("N07900", $0, 2025, 90) }
        }
        let release = try await bench.fetch().release
        let asked = bench.asked()
        #expect(asked[..<2] == ["municipality", "kpi/N01951,N07900"])
        #expect(
            asked[2...3].map { $0.prefix(40) } == [
                "data/kpi/N01951,N07900/year/1990,1991,19", "data/kpi/N01951,N07900/year/2015,2016,20",
            ])
        #expect(asked[4...].allSatisfy { $0.hasSuffix("?region_type=K&from_date=2026-10-14") })
        #expect(asked.count == 6)
        #expect(release.observations.count == 290 && release.populations.count == 290)
        #expect(release.names.contains { $0.name == "Upplands Väsby" && $0.municipality.code == "0114" })
    }

    @Test func `the surveys of SKL still come from what ships, and rest on no answer`() async throws {
        let bench = try KoladaBench(own: ["N07900", "e-services.mean"]) { holdings in
            holdings.rows += Self.all.map { KoladaRow("N07900", $0, 2025, 90) }
        }
        let sourced = try await bench.fetch()
        #expect(sourced.release.published.contains { $0.indicator.localName == "e-services.mean" && $0.value == 67 })
        let lines = zip(sourced.lines, sourced.origins)
        let published = lines.filter { $0.0.hasPrefix("{\"published\"") }
        #expect(!published.isEmpty && published.allSatisfy { $0.1.isEmpty })
        // The areas, what is said of the indicators, the figures, and what was revised.
        let observed = lines.filter { $0.0.hasPrefix("{\"observations\"") }
        #expect(observed.map(\.1.count) == [4])
    }

    @Test func `a second fetch with nothing new asks one small question for each it asked before`() async throws {
        let bench = try KoladaBench { holdings in
            holdings.rows += Self.all.map { KoladaRow("N07900", $0, 2025, 90) }
        }
        let first = try await bench.fetch()
        _ = bench.asked()
        bench.clock.pass(86_400_000)
        let second = try await bench.fetch()
        #expect(second.lines == first.lines)
        let asked = bench.asked()
        #expect(asked.count == 4 && asked.filter { $0.contains("from_date") }.count == 2, "\(asked)")
        #expect(asked.allSatisfy { !$0.hasPrefix("data/") || $0.hasSuffix("&from_date=2026-10-14") })
    }

    @Test func `a new date of publication has the figures asked for anew`() async throws {
        let bench = try KoladaBench { $0.rows += Self.all.map { KoladaRow("N07900", $0, 2025, 90) } }
        try await bench.fetch()
        bench.office.change { holdings in
            holdings.change("N07900") { $0.publicationDate = "2028-04-08" }
            holdings.rows += Self.all.map { KoladaRow("N07900", $0, 2026, 91) }
        }
        let second = try await bench.fetch()
        #expect(second.outcome("N07900", "0980", 2026) == .value(91))
    }

    @Test func `a revision is taken, and a figure that is deleted is withdrawn`() async throws {
        let bench = try KoladaBench { $0.rows += Self.all.map { KoladaRow("N07900", $0, 2025, 90) } }
        try await bench.fetch()
        bench.clock.pass(40 * 86_400_000)
        bench.office.change { holdings in
            var deleted = KoladaRow("N07900", "0980", 2025, nil)
            deleted.isDeleted = true
            holdings.revisions = [
                ("2026-11-01", KoladaRow("N07900", "0114", 2025, 42)), ("2026-11-02", deleted),
                ("2020-01-01", KoladaRow("N07900", "1001", 2025, 1)),
            ]
        }
        let second = try await bench.fetch()
        #expect(second.outcome("N07900", "0114", 2025) == .value(42))
        #expect(second.outcome("N07900", "0980", 2025) == .absent(.missing))
        #expect(second.outcome("N07900", "1001", 2025) == .value(90), "what changed before it was got is in it")
        #expect(
            second.release.withdrawn == [
                Withdrawal(
                    of: try IndicatorID("skl.N07900"), in: .year(2025), for: "SE-0980",
                    because: "Kolada deleted the figure")
            ])
        let third = try await bench.fetch()
        #expect(third.lines == second.lines, "what was revised once stays so")
    }

    @Test func `all pages are followed by the address that the last one gives`() async throws {
        let bench = try KoladaBench { holdings in
            holdings.rows += (2010...2020).flatMap { year in Self.all.map { KoladaRow("N07900", $0, year, 1) } }
            holdings.pageSize = 500
        }
        let release = try await bench.fetch().release
        #expect(release.observations.count == 11 * 290)
        #expect(bench.asked().contains { $0.hasSuffix("region_type=K&page=2") })
    }

    @Test func `a page that leads back to itself ends the fetch`() async throws {
        let bench = try KoladaBench { $0.rows += Self.all.map { KoladaRow("N07900", $0, 2025, 90) } }
        let address = bench.office.address
        bench.office.change { holdings in
            holdings.otherAnswers = [
                ("/v3/municipality", .answer("{\"values\":[],\"next_url\":\"\(address)/municipality\"}"))
            ]
        }
        #expect(await bench.fault()?.problem.contains("twice") == true)
    }

    @Test func `289 municipalities are refused, by the office's own list`() async throws {
        let bench = try KoladaBench { holdings in
            holdings.rows += Self.all.map { KoladaRow("N07900", $0, 2025, 90) }
            holdings.areas.removeAll { $0.id == "1002" }
        }
        let fault = await bench.fault() as? SourceFault
        #expect(fault?.problem == "there are 289 municipalities where 290 are expected")
        #expect(fault?.kind == .partial)
    }

    @Test func `a municipality whose population is lost is noticed`() async throws {
        let bench = try KoladaBench { holdings in
            holdings.rows += Self.all.map { KoladaRow("N07900", $0, 2025, 90) }
            holdings.rows += Self.all.dropFirst().map { KoladaRow("N01951", $0, 2026, 9_001) }
        }
        let fault = await bench.fault() as? SourceFault
        #expect(fault?.problem == "the population of 2026-12-31 lacks SE-0114" && fault?.kind == .partial)
    }

    @Test func `an indicator of which no figure came is not an empty one`() async throws {
        let bench = try KoladaBench { _ in }
        let release = try await bench.fetch().release
        #expect(release.indicators.isEmpty && release.populations.count == 290)
        let fault = try #require(release.refused.first?.fault)
        #expect(fault.place == "skl.N07900" && fault.kind == .partial)
    }

    @Test func `the figures that ship are what comes of the same figures as answers`() async throws {
        let own = ["N07900", "N07920", "N00563"]
        let shipped = try await SKLSource(
            SourceOptions(["indicators": own]), shipped: KoladaBench.shipped
        ).release()
        let bench = try KoladaBench(own: own) { holdings in
            holdings.areas = KoladaOffice.areas.filter { $0.type == "L" }
            for name in shipped.names where !holdings.areas.contains(where: { $0.id == name.municipality.code }) {
                holdings.areas.append((name.municipality.code, name.name, "K"))
            }
            holdings.rows = shipped.observations.map { fact in
                KoladaRow(
                    fact.indicator.localName, fact.municipality.code, Int(fact.period.description) ?? 0,
                    fact.outcome.value)
            }
            holdings.rows += shipped.populations.map { crowd in
                KoladaRow("N01951", crowd.municipality.code, crowd.day.year, Double(crowd.inhabitants))
            }
        }
        let release = try await bench.fetch().release
        #expect(Set(release.observations) == Set(shipped.observations))
        #expect(Set(release.populations) == Set(shipped.populations))
        #expect(Set(release.indicators) == Set(shipped.indicators))
        #expect(Set(release.published) == Set(shipped.published))
        #expect(Set(release.boundaryChanges) == Set(shipped.boundaryChanges))
    }

}
