import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

/// SSB's list of changes against its own versions of the division.
struct NorwegianDivisionTests {
    @Test(arguments: [
        (1995, 435), (2000, 435), (2005, 433), (2010, 430), (2013, 428), (2016, 428), (2017, 426), (2018, 422),
        (2019, 422), (2020, 356), (2023, 356), (2024, 357), (2026, 357),
    ])
    func `the codes in force follow from the list of changes alone`(_ year: Int, _ count: Int) async throws {
        let release = try await Shipped.ssb()
        let day = try CalendarDay(year, 1, 1)
        let inForce = CodesInForce(release.boundaryChanges)
        let versions = release.names.filter { name in
            (name.from.map { $0 <= day } ?? true) && (name.to.map { day < $0 } ?? true)
        }
        let codes = Set(release.names.map(\.municipality)).filter { inForce.contains($0, on: day) }
        #expect(codes.count == count)
        #expect(codes == Set(versions.map(\.municipality)))
    }

    @Test(arguments: [
        (2017, ["bordered": 0, "renamed": 10, "redrawn": 1]),
        (2018, ["merged": 4, "renumbered": 46, "renamed": 4]),
        (2024, ["split": 1, "renumbered": 113, "renamed": 3]),
    ])
    func `each reform is told by what happened in it`(_ year: Int, _ kinds: [String: Int]) async throws {
        let changes = DivisionChange.all(in: try await Shipped.ssb().boundaryChanges).filter { $0.day.year == year }
        for (kind, count) in kinds { #expect(changes.count { $0.kind.rawValue == kind } == count, "\(kind)") }
    }

    @Test func `nobody has a figure for Haram while it was a part of Ålesund`() async throws {
        let release = try await Shipped.ssb()
        let haram = try Municipality(.norway, "1580")
        let inForce = CodesInForce(release.boundaryChanges)
        for year in 2020...2023 {
            let day = try CalendarDay(year, 1, 1)
            let counts = Dictionary(
                uniqueKeysWithValues: release.populations.filter { $0.day == day }.map {
                    ($0.municipality, $0.inhabitants)
                })
            let walk = BoundaryWalk(counts, on: day, along: release.boundaryChanges)
            #expect(walk.touchedBySplit.contains(haram))
            #expect(!walk.counts.values.contains(33_762))
            #expect(throws: NotInForce.self) { try inForce.code(of: haram, on: day) }
        }
        // Across the split both are one unit with the Ålesund of before, and it has all their people.
        let days = [try CalendarDay(2023, 1, 1), try CalendarDay(2024, 1, 1)]
        let counted = release.populations.filter { $0.day == days[0] }.map(\.municipality)
        let units = CommonUnits(of: Set(counted), on: days, along: release.boundaryChanges)
        let before = try Municipality(.norway, "1507")
        #expect(units.unit(of: haram, on: days[1]) == before && units.unit(of: before, on: days[0]) == before)
        #expect(units.redrawn.isEmpty)
    }
}
