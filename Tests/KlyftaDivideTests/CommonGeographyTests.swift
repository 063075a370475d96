import KlyftaDivide
import KlyftaModel
import Testing

struct CommonGeographyTests {
    /// Written as `old+old>new+new kind`.
    static func text(_ geography: CommonGeography<String>) -> [String] {
        geography.units.map {
            "\($0.predecessors.joined(separator: "+"))>\($0.successors.joined(separator: "+")) \($0.kind)"
        }
    }

    @Test(arguments: [
        (links: ["A>X", "B>X"], units: ["A+B>X merger"]),
        (["A>X", "A>Y"], ["A>X+Y split"]),
        (["A>X"], ["A>X unchanged"]),
        (["A>X", "B>X", "B>Y"], ["A+B>X+Y redrawn"]),
        (["A>A", "A>B", "B>B"], ["A+B>A+B redrawn"]),
        (["C>Z", "B>Y", "A>X"], ["A>X unchanged", "B>Y unchanged", "C>Z unchanged"]),
        (["A>X", "B>X", "B>Y", "C>Y", "D>Z"], ["A+B+C>X+Y redrawn", "D>Z unchanged"]),
        ([], []),
    ])
    func `units are the connected parts of what became what`(links: [String], units: [String]) {
        let pairs = links.map { link in
            let codes = link.split(separator: ">").map(String.init)
            return (predecessor: codes[0], successor: codes[1])
        }
        for order in [pairs, pairs.reversed()] {
            #expect(Self.text(CommonGeography(from: [], to: [], links: order)) == units)
        }
    }

    @Test func `a code that nobody tells of goes on, begins or ends`() {
        let geography = CommonGeography(from: ["A", "B", "C"], to: ["A", "C", "D"], links: [("B", "C")])
        #expect(Self.text(geography) == ["A>A unchanged", "B+C>C merger", ">D begun"])
        #expect(Self.text(CommonGeography(from: ["A"], to: [], links: [])) == ["A> ended"])
    }

    @Test func `a chain of ten thousand links is one unit, at once`() {
        let links = (0..<10_000).flatMap { [($0, $0), ($0, $0 + 1)] }
        let geography = CommonGeography(from: [], to: [], links: links)
        #expect(geography.units.count == 1)
        #expect(geography.units.first?.successors.count == 10_001)
    }

    private func change(_ year: Int, _ one: String, _ other: String) throws -> BoundaryChange {
        BoundaryChange(
            on: try CalendarDay("\(year)-01-01"), from: try Municipality(.norway, one), named: one,
            to: try Municipality(.norway, other), named: other)
    }

    private func codes(_ codes: [String]) throws -> Set<Municipality> {
        Set(try codes.map { try Municipality(.norway, $0) })
    }

    @Test func `a list of changes is followed from its first day to its last`() throws {
        let changes = try [
            change(2024, "1507", "1508"), change(2024, "1507", "1580"), change(2020, "1504", "1507"),
            change(2020, "1534", "1507"), change(2020, "0301", "0301"),
        ]
        let day = try CalendarDay("2019-01-01")
        let old = try codes(["0301", "1504", "1534"])
        let units = CommonGeography(of: old, on: day, along: changes).units
        #expect(units.map(\.kind) == [.unchanged, .redrawn])
        #expect(units.last?.successors.map(\.code) == ["1508", "1580"])
        let before = CommonGeography(of: old, on: day, through: try CalendarDay("2023-12-31"), along: changes).units
        #expect(before.map(\.kind) == [.unchanged, .merger])
        let since = CommonGeography(
            of: try codes(["0301", "1507"]), on: try CalendarDay("2020-01-01"), along: changes
        ).units
        #expect(since.map(\.kind) == [.unchanged, .split])
    }

    @Test func `a split that was undone is no change`() throws {
        let changes = try [
            change(2001, "0001", "0002"), change(2001, "0001", "0003"), change(2005, "0002", "0004"),
            change(2005, "0003", "0004"),
        ]
        let units = CommonGeography(of: try codes(["0001"]), on: try CalendarDay("2000-01-01"), along: changes).units
        #expect(units.map(\.kind) == [.unchanged])
        #expect(units.first?.successors.map(\.code) == ["0004"])
    }
}
