import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SSB

@Suite("All of Norway", .timeLimit(.minutes(10)))
struct WholeCountryTests {
    /// The figures that ship, as StatBank and KLASS would answer with them: a cell for every code that ever was, 0 where
    /// it was not in force.
    private func office(_ release: Release) -> PlayedStatBank.State {
        let codes = Set(release.names.map(\.municipality.code)).sorted()
        let years = Set(release.populations.map(\.day.year)).sorted()
        let counts = Dictionary(
            release.populations.map { ("\($0.municipality.code) \($0.day.year)", $0.inhabitants) }
        ) { one, _ in one }
        let totals = Dictionary(grouping: release.populations) { $0.day.year }
            .mapValues { $0.reduce(0) { $0 + $1.inhabitants } }
        let table = PlayedTable(
            updated: "2026-02-25T07:00:00Z",
            [
                .init(
                    "Region", "region", role: "geo", isEliminable: true, ["0", "01", "K-Rest", "2311", "9999"] + codes),
                .init("ContentsCode", "statistikkvariabel", role: "metric", ["Personer1"]),
                .init("Tid", "år", role: "time", years.map(String.init)),
            ]
        ) { place in
            let (code, year) = (place["Region"] ?? "", place["Tid"] ?? "")
            return ("\(code == "0" ? totals[Int(year) ?? 0] ?? 0 : counts["\(code) \(year)"] ?? 0)", nil)
        }
        let rows: [PlayedKLASS.Code] = release.names.map { name in
            (name.municipality.code, name.name, name.from?.description ?? "1838-01-01", name.to?.description)
        }
        let changes: [PlayedKLASS.Change] = release.boundaryChanges.map { change in
            (change.day.description, change.predecessor.code, change.successor.code)
        }
        let klass = PlayedKLASS(
            versions: Set(release.boundaryChanges.map(\.day.description)).sorted(), codes: rows, changes: changes)
        return PlayedStatBank.State(tables: ["07459": table], klass: klass)
    }

    @Test func `every municipality of every year comes through, with all changes`() async throws {
        let shipped = try await SSBSource(SourceOptions(), shipped: OfficeBench.shipped).release()
        let live = try await OfficeBench(office(shipped), options: ["live": ["true"]]).fetch().release
        #expect(Set(live.populations) == Set(shipped.populations))
        #expect(live.populations.count > 3_900)
        let changes = shipped.boundaryChanges.filter { $0.day.year >= 2015 }
        #expect(live.boundaryChanges.map(\.day).sorted() == changes.map(\.day).sorted())
    }
}
