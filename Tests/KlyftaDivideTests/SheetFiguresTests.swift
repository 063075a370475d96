import KlyftaModel
import Testing

@testable import KlyftaDivide

@Suite("Figures from sheets")
struct SheetFiguresTests {
    private static let indicator = try! IndicatorID("office.a")

    @Test
    func `a byte of a sheet means in a table what it means on the sheet`() throws {
        var cells = FigureCells(rows: 5, columns: 1)
        let states = [OutcomeState.nothing, OutcomeState.value] + Absence.allCases.map(OutcomeState.of)
        let sheet = ObservationSheet(
            Self.indicator, .year(2_024), roster: 0, values: [0, 7, 0, 0, 0], states: states)
        cells.lay(sheet, 0, at: [4, 3, 2, 1, 0])
        for row in 0..<5 { #expect(cells[4 - row, 0] == sheet.outcome(row)) }
        #expect(states.allSatisfy(OutcomeState.isKnown) && !OutcomeState.isKnown(3) && !OutcomeState.isKnown(8))
    }

    @Test
    func `a roster that was kept for another vintage brings in no municipality and no country`() throws {
        var sheets = ObservationSheets()
        let (oslo, laxa) = (try Municipality("NO-0301"), try Municipality("SE-1860"))
        let roster = sheets.add(roster: [oslo, laxa])
        sheets.add(ObservationSheet(Self.indicator, .year(2_024), roster: roster, values: [0, 5], states: [0, 1]))
        let figures = Figures(indicators: [], sheets: [sheets], populations: [])
        #expect(figures.municipalities.all == [laxa])
        #expect(figures.countries(of: Self.indicator) == [.sweden])
        #expect(figures.outcomes(of: Self.indicator, in: .year(2_024))?(0) == .value(5))
    }
}
