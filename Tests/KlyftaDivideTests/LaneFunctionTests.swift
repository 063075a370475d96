import RealModule
import Testing

@testable import KlyftaDivide

struct LaneFunctionTests {
    /// How many representable numbers two numbers are apart.
    private func distance(_ one: Double, _ other: Double) -> Int64 {
        abs(Int64(bitPattern: one.bitPattern) - Int64(bitPattern: other.bitPattern))
    }

    @Test(arguments: [0.5, 0.9999, 1, 1e10, 1e-30, 1e300])
    func `a logarithm of lanes is the next number to the library's, or the same`(scale: Double) {
        var dice = Dice(state: scale.bitPattern)
        for _ in 0..<400 {
            let values = Lanes(
                scale * .random(in: 0.5...2, using: &dice), scale * .random(in: 0.9...1.1, using: &dice),
                scale * .random(in: 0.01...100, using: &dice), scale)
            let logs = values.logarithm
            for lane in 0..<Lanes.scalarCount {
                #expect(distance(logs[lane], .log(values[lane])) <= 1, "\(values[lane])")
            }
        }
    }

    @Test(arguments: [1e-12, 0.3, 1, 10, 100, 700])
    func `a power of lanes is the next number to the library's, or the same`(reach: Double) {
        var dice = Dice(state: reach.bitPattern)
        for _ in 0..<400 {
            let values = Lanes(
                .random(in: -reach...reach, using: &dice), .random(in: 0...reach, using: &dice), reach, -reach)
            let powers = values.exponential
            for lane in 0..<Lanes.scalarCount {
                #expect(distance(powers[lane], .exp(values[lane])) <= 1, "\(values[lane])")
            }
        }
    }

    /// Rounded from 50 digits.
    @Test(arguments: [
        (2.0, 0x1.62e42fefa39efp-1), (10, 0x1.26bb1bbb55516p+1), (0.999, -0x1.064670d979b73p-10),
        (1e-30, -0x1.144f69ff9ffc4p+6), (1.0001, 0x1.a368d0657fcd4p-14), (0.7071067811865476, -0x1.62e42fefa39eep-2),
    ])
    func `a logarithm of lanes is within one unit in the last place`(value: Double, expected: Double) {
        #expect(distance(Lanes(repeating: value).logarithm[0], expected) <= 1)
    }

    /// Rounded from 50 digits.
    @Test(arguments: [
        (1.0, 0x1.5bf0a8b145769p+1), (-1, 0x1.78b56362cef38p-2), (0.1, 0x1.1aec7b35a00d4p+0),
        (50, 0x1.19103e4080b45p+72), (-700, 0x1.14f2b0fb9307fp-1010), (0.34657359027997264, 0x1.6a09e667f3bccp+0),
    ])
    func `a power of lanes is within one unit in the last place`(value: Double, expected: Double) {
        #expect(distance(Lanes(repeating: value).exponential[0], expected) <= 1)
    }

    @Test func `the exact points are exact`() {
        #expect(Lanes(repeating: 1).logarithm == .zero)
        #expect(Lanes.zero.exponential == Lanes(repeating: 1))
    }

    @Test func `a sum of lanes keeps to the bit what the compensated sum keeps`() {
        var dice = Dice(state: 7)
        for _ in 0..<50 {
            var (lanes, one) = (LaneSum(), CompensatedSum())
            for _ in 0..<12 {
                let value = Double.random(in: -1...1, using: &dice) * .exp(.random(in: -40...40, using: &dice))
                lanes.add(Lanes(repeating: value))
                one.add(value)
            }
            #expect(lanes.total == Lanes(repeating: one.total))
        }
    }
}
