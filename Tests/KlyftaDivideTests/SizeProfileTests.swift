import KlyftaDivide
import KlyftaModel
import Testing

struct SizeProfileTests {
    private let scale = SizeScale(cuts: [10_000, 100_000])

    private func profile(_ nature: Indicator.Nature = .register) -> SizeProfile {
        SizeProfile(
            of: panel(
                [
                    value(of: "SE-1001", 0), value(of: "SE-1002", 8), absence(of: "SE-1003", .missing),
                    value(of: "SE-2001", 30), value(of: "SE-9001", 1),
                ],
                [
                    crowd(of: "SE-1001", 3_000), crowd(of: "SE-1002", 1_000), crowd(of: "SE-1003", 9_999),
                    crowd(of: "SE-2001", 10_000),
                ],
                indicator: coverage(.higherIsBetter, nature)),
            on: scale)
    }

    @Test func `there is a row for every class of the scale, the empty ones too`() {
        #expect(profile().rows.map(\.sizeClass) == scale.classes)
        #expect(profile().rows.map(\.n) == [2, 1, 0])
        #expect(profile().rows.map(\.missing) == [1, 0, 0])
    }

    @Test func `a row holds the measures of its class`() {
        let row = profile().rows[0]
        #expect(row.mean == .defined(4))
        #expect(row.weightedMean == .defined(2))
        #expect(row.median == .defined(4))
        #expect(row.min == .defined(0))
        #expect(row.max == .defined(8))
        #expect(row.shareAtZero == .defined(0.5))
    }

    @Test func `no measure of an empty class is zero`() {
        let row = profile().rows[2]
        let measures = [row.mean, row.weightedMean, row.median, row.min, row.max, row.shareAtZero]
        #expect(measures == Array(repeating: .undefined(.noValues), count: 6))
    }

    @Test func `ordered categories have a median and extremes, and no mean`() {
        let row = profile(.ordinal).rows[0]
        #expect(row.mean == .undefined(.ordinal))
        #expect(row.weightedMean == .undefined(.ordinal))
        #expect(row.median == .defined(0))
        #expect(row.max == .defined(8))
    }

    @Test func `a profile says what it is a profile of`() {
        let profile = profile()
        #expect(profile.indicator.id == coverageID)
        #expect(profile.period == .year(2014))
        #expect(profile.membership == .current)
    }
}
