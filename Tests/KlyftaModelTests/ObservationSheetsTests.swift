import KlyftaModel
import Testing

@Suite("Observations on sheets")
struct ObservationSheetsTests {
    private static let (a, b) = (try! IndicatorID("office.a"), try! IndicatorID("office.b"))

    private func town(_ number: Int) -> Municipality { try! Municipality(.sweden, number.padded(to: 4)) }

    private func values(of indicator: IndicatorID, _ year: Int, _ towns: some Sequence<Int>) -> [Observation] {
        towns.map { Observation(indicator, town($0), .year(year), .value(Double(year * 10_000 + $0))) }
    }

    @Test
    func `they come back as they were, whatever their order`() {
        let absences = Absence.allCases.enumerated().map {
            Observation(Self.a, town(100 + $0), .year(2024), .absent($1))
        }
        let all = values(of: Self.b, 2_023, 1...9) + values(of: Self.a, 2_024, 3...12) + absences
        let sheets = ObservationSheets(all.shuffled())
        #expect(Set(sheets.observations) == Set(all) && sheets.observations.count == all.count)
        #expect(sheets.observations == ObservationSheets(all).observations)
        #expect(sheets.sheets.map(\.indicator) == [Self.a, Self.b])
    }

    @Test
    func `the periods of an indicator share a roster, and the same towns of another one do too`() {
        let sheets = ObservationSheets(
            values(of: Self.a, 2_023, 1...9) + values(of: Self.a, 2_024, 2...10) + values(of: Self.b, 2_024, 1...10))
        #expect(sheets.rosters == [(1...10).map(town)])
        #expect(sheets.sheets[0].states == [1, 1, 1, 1, 1, 1, 1, 1, 1, 0])
        #expect(sheets.sheets[1].outcome(0) == nil)
    }

    @Test
    func `a sheet that would be mostly empty has a roster of its own`() {
        let sheets = ObservationSheets(values(of: Self.a, 2_023, 1...2) + values(of: Self.a, 2_024, 1...10))
        #expect(sheets.rosters.map(\.count) == [10, 2])
        #expect(sheets.sheets.map { sheets.rosters[$0.roster].count } == [2, 10])
    }

    @Test
    func `who is in a roster and has no figure is not among the municipalities`() throws {
        var sheets = ObservationSheets()
        let roster = sheets.add(roster: [try Municipality("NO-0301"), town(1), town(2)])
        sheets.add(ObservationSheet(Self.a, .year(2_024), roster: roster, values: [0, 5, 0], states: [0, 1, 4]))
        #expect(sheets.municipalities == [town(1), town(2)])
        #expect(sheets.countries[roster].map(\.country) == [.norway, .sweden])
        #expect(sheets.countries[roster].map(\.rows) == [0..<1, 1..<3])
    }

    @Test
    func `of a fact that is there twice the last one counts`() {
        let sheets = ObservationSheets([1, 2].map { Observation(Self.a, town(1), .year(2_024), .value($0)) })
        #expect(sheets.observations.map(\.outcome) == [.value(2)])
    }
}
