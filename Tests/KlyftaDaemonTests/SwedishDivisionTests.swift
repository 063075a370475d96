import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

/// Nykvarn left Södertälje in 1999 and Knivsta left Uppsala in 2003; Heby changed county and code in 2007.
struct SwedishDivisionTests {
    private func release() async throws -> Release { try await Shipped.skl() }

    private func count(_ code: String, _ year: Int) async throws -> Int? {
        let (municipality, day) = (try Municipality(.sweden, code), try CalendarDay(year, 12, 31))
        return try await release().populations.first { $0.municipality == municipality && $0.day == day }?.inhabitants
    }

    /// The units of the ends of some years.
    private func units(_ years: [Int], also codes: [String] = []) async throws -> CommonUnits {
        let release = try await release()
        let days = try years.map { try CalendarDay($0, 12, 31) }
        let counted = release.populations.filter { $0.day == days[0] }.map(\.municipality)
        let others = try codes.map { try Municipality(.sweden, $0) }
        return CommonUnits(of: Set(counted + others), on: days, along: release.boundaryChanges)
    }

    @Test(arguments: [
        (old: "0380", new: "0330", year: 2002, before: 191_110, rest: 179_673, part: 12_586),
        ("0181", "0140", 1998, 82_986, 75_836, 7_724),
    ])
    func `a municipality that left another is counted from the eve of its first day`(
        _ old: String, _ new: String, _ year: Int, _ before: Int, _ rest: Int, _ part: Int
    ) async throws {
        let (whole, none) = (try await count(old, year - 1), try await count(new, year - 1))
        #expect(whole == before && none == nil)
        let (left, taken) = (try await count(old, year), try await count(new, year))
        #expect(left == rest && taken == part)
        let inForce = CodesInForce(try await release().boundaryChanges)
        let young = try Municipality(.sweden, new)
        #expect(inForce.contains(young, on: try CalendarDay(year, 12, 31).divisionDay))
        #expect(!inForce.contains(young, on: try CalendarDay(year, 12, 30)))
        #expect(throws: NotInForce.self) { try inForce.code(of: young, on: CalendarDay(year - 1, 12, 31).divisionDay) }
    }

    @Test(arguments: [("0380", "0330", 2002), ("0181", "0140", 1998)])
    func `across the day they are one unit, and from it on two`(_ old: String, _ new: String, _ year: Int) async throws
    {
        let (one, two) = (try Municipality(.sweden, old), try Municipality(.sweden, new))
        let (eve, day, next) = (
            try CalendarDay(year - 1, 12, 31), try CalendarDay(year, 12, 31), try CalendarDay(year + 1, 12, 31)
        )
        let across = try await units([year - 1, year])
        #expect(across.unit(of: one, on: eve) == one)
        #expect(across.unit(of: one, on: day) == one && across.unit(of: two, on: day) == one)
        let after = try await units([year, year + 1])
        #expect(after.unit(of: one, on: next) == one && after.unit(of: two, on: day) == two)
        #expect(across.redrawn.isEmpty && after.redrawn.isEmpty)
    }

    @Test func `Heby is one unit under both codes, whichever the figures of old stand under`() async throws {
        let (before, after) = (try Municipality(.sweden, "1917"), try Municipality(.sweden, "0331"))
        let (old, eve) = (try CalendarDay(2005, 12, 31), try CalendarDay(2006, 12, 31))
        // Kolada has it under 0331 from 1994 on; an older file may have 1917.
        for codes in [[], ["1917"]] {
            let units = try await units([2005, 2006], also: codes)
            #expect(units.unit(of: after, on: old) == after && units.unit(of: before, on: old) == after)
            #expect(units.unit(of: after, on: eve) == after)
        }
        let counted = try await count("0331", 2005)
        #expect(counted != nil)
    }

    @Test func `Malung is the same municipality under its new name`() async throws {
        let changes = DivisionChange.all(in: try await release().boundaryChanges)
        let told = changes.map { "\($0.day.year) \($0.kind) \($0.successors.map(\.code).joined(separator: "+"))" }
        #expect(
            told == ["1999 split 0140+0181", "2003 split 0330+0380", "2007 renumbered 0331", "2008 renamed 2023"])
    }
}
