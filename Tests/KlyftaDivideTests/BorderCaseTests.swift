import KlyftaDivide
import KlyftaModel
import Testing

struct BorderCaseTests {
    private static func sizes(_ populations: [Int?]) -> [(period: Period, inhabitants: [Municipality: Int])] {
        populations.enumerated().map { year, inhabitants in
            (Period.year(2010 + year), inhabitants.map { [municipality("SE-1765"): $0] } ?? [:])
        }
    }

    @Test(arguments: [
        (populations: [9_000, 9_899], isNamed: false, crossings: []), ([9_000, 9_900], true, []),
        ([11_000, 10_100], true, []), ([11_000, 10_101], false, []), ([9_000, 12_000], false, [2011]),
        ([9_000, 12_000, 9_000], true, [2011, 2012]), ([9_000, nil, 12_000, 13_000, 9_000], true, [2012, 2014]),
    ])
    func `near a limit is within one per cent of it, and a turncoat is named however far it lies`(
        populations: [Int?], isNamed: Bool, crossings: [Int]
    ) {
        let cases = BorderCase.all(at: [10_000], in: Self.sizes(populations))
        #expect(cases.isEmpty != isNamed)
        if let found = cases.first { #expect(found.crossings == crossings.map { .year($0) }) }
    }

    @Test func `each limit is looked at by itself, and who is not counted in the end is not named`() {
        let cases = BorderCase.all(at: [20_000, 10_000], in: Self.sizes([9_950, 19_900]))
        #expect(cases.map(\.limit) == [20_000] && cases[0].distance == -0.005)
        #expect(BorderCase.all(at: [10_000], in: Self.sizes([9_950, nil])).isEmpty)
        #expect(BorderCase.all(at: [10_000], in: []).isEmpty)
    }
}
