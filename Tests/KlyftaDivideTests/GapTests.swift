import KlyftaDivide
import KlyftaModel
import Testing

struct GapTests {
    @Test(arguments: [(Indicator.Direction.higherIsBetter, 27.0), (.neutral, 27), (.lowerIsBetter, -27)])
    func `the difference is above zero where the small ones are worse off`(
        direction: Indicator.Direction, expected: Double
    ) {
        #expect(gap(40, 67, of: coverage(direction)).difference == .defined(expected))
    }

    @Test(arguments: [(Indicator.Direction.higherIsBetter, 2.0), (.neutral, 2), (.lowerIsBetter, 0.5)])
    func `the ratio is above one where the small ones are worse off`(
        direction: Indicator.Direction, expected: Double
    ) {
        #expect(gap(30, 60, of: coverage(direction)).ratio == .defined(expected))
    }

    @Test(arguments: [(Indicator.Direction.higherIsBetter), .lowerIsBetter, .neutral])
    func `raw values stay as they are`(direction: Indicator.Direction) {
        let gap = gap(40, 67, of: coverage(direction))
        #expect(gap.low.value == .defined(40))
        #expect(gap.high.value == .defined(67))
    }

    @Test(arguments: [(0, 60), (0, 0), (-1, 60), (30, -1), (-30, -60)] as [(Double, Double)])
    func `a ratio needs a positive divisor and a dividend not below zero`(low: Double, high: Double) {
        #expect(gap(low, high).ratio == .undefined(.ratioNotPositive))
    }

    @Test func `a dividend of zero has a ratio`() {
        #expect(gap(30, 0).ratio == .defined(0))
    }

    @Test(arguments: [(nil, 60), (30, nil), (nil, nil)] as [(Double?, Double?)])
    func `without a number on either side there is no gap, not a gap of zero`(low: Double?, high: Double?) {
        #expect(gap(low, high).difference == .undefined(.wordsOnly))
        #expect(gap(low, high).ratio == .undefined(.wordsOnly))
    }

    @Test func `a difference or ratio too large for a number is undefined, never infinite`() {
        #expect(gap(-1e308, 1e308).difference.value == nil)
        #expect(gap(.leastNonzeroMagnitude, 1e308).ratio.value == nil)
    }

    @Test func `the gap of a panel compares the means of two classes and says on whom it rests`() {
        let panel = panel(
            [
                value(of: "SE-1001", 10), value(of: "SE-1002", 20), absence(of: "SE-1003", .missing),
                value(of: "SE-2001", 60),
            ],
            [
                crowd(of: "SE-1001", 1_000), crowd(of: "SE-1002", 3_000), crowd(of: "SE-1003", 5_000),
                crowd(of: "SE-2001", 50_000),
            ])
        let equal = Gap(in: panel, low: small, high: large, per: .municipality)
        #expect(equal.low == .init(label: "0-9999", n: 2, of: 3, value: .defined(15)))
        #expect(equal.high == .init(label: "10000+", n: 1, of: 1, value: .defined(60)))
        #expect(equal.difference == .defined(45))
        #expect(Gap(in: panel, low: small, high: large, per: .inhabitant).difference == .defined(42.5))
    }

    @Test func `a class where nobody answered has no gap`() {
        let panel = panel([value(of: "SE-2001", 60)], [crowd(of: "SE-2001", 50_000), crowd(of: "SE-1001", 1_000)])
        let gap = Gap(in: panel, low: small, high: large, per: .municipality)
        #expect(gap.difference == .undefined(.noValues))
        #expect(gap.low.of == 1)
    }
}
