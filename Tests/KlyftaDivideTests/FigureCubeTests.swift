import KlyftaDivide
import KlyftaModel
import Testing

struct FigureCubeTests {
    static func cube() -> FigureCube {
        FigureCube(
            municipalities: Codes(["0301", "1103"]), years: 2013...2014, inhabitants: [100, nil, 300, 400])
    }

    static let sayings: [Outcome?] =
        [nil, .value(0), .value(-2.5)] + Absence.allCases.map { .absent($0) }

    @Test(arguments: sayings)
    func `a cell gives back what was said of it, zero and every absence`(outcome: Outcome?) {
        var cells = FigureCells(rows: 2, columns: 2)
        cells[1, 1] = .value(9)
        cells[1, 1] = outcome
        #expect(cells[1, 1] == outcome && cells[0, 1] == nil && cells[1, 0] == nil)
    }

    @Test func `a cell is filled once`() {
        var cells = FigureCells(rows: 1, columns: 1)
        let (first, second) = (cells.fill(0, 0, with: 1), cells.fill(0, 0, with: 2))
        #expect(first && !second && cells[0, 0] == .value(1))
    }

    @Test func `parts that say different cells make one cube, and those that say one cell contradict each other`() {
        var (one, other) = (Self.cube(), Self.cube())
        let (first, second) = (one.intern("A"), other.intern("B"))
        let third = other.intern("A")
        let filled = [
            one.fill(first, 0, 0, with: 1), other.fill(second, 1, 1, with: 2), other.fill(third, 1, 0, with: 3),
        ]
        let contradiction = one.merge(other)
        #expect(filled == [true, true, true] && contradiction == nil)
        #expect(one.indicators.all == ["A", "B"])
        #expect(one.cells[0][0, 0] == .value(1) && one.cells[0][1, 0] == .value(3) && one.cells[1][1, 1] == .value(2))
        let clash = one.merge(other)
        #expect(clash?.indicator == "B" && clash?.municipality == "1103" && clash?.year == 2014)
    }

    @Test func `a new year has inhabitants and no figures`() {
        var cube = Self.cube()
        let indicator = cube.intern("A")
        let filled = cube.fill(indicator, 0, 1, with: 5)
        #expect(filled)
        cube.addYear(inhabitants: [500, nil])
        #expect(cube.years == 2013...2015 && cube.column(of: 2015) == 2 && cube.column(of: 2016) == nil)
        #expect(cube.inhabitants(in: 2) == [500, nil] && cube.inhabitants(in: 0) == [100, nil])
        #expect(cube.cells[indicator][0, 1] == .value(5) && cube.cells[indicator][0, 2] == nil)
    }

    @Test func `the order by size leaves out whoever has nobody, and knows where classes begin`() {
        let order = SizeOrder(of: [5_000, nil, 0, 999, 1_000, 999], on: threeClasses)
        #expect(order.rows == [3, 5, 4, 0] && order.inhabitants == [999, 999, 1_000, 5_000])
        #expect(order.starts == [0, 2, 3, 4])
        #expect(SizeOrder(of: [700], on: threeClasses).starts == [0, 1, 1, 1])
    }
}
