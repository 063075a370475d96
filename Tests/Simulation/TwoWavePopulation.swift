import KlyftaStatistics
import RealModule

/// The two classes that a gap compares, all municipalities of them, with their true figures in two waves.
///
/// The three classes between them play no part in the gap of the extremes, so nobody draws them.
struct TwoWavePopulation {
    /// One municipality.
    struct Unit {
        /// Its figure in the first wave.
        let then: Double
        /// Its figure in the second.
        var now: Double
        /// How far ahead of its class it is, in standard deviations.
        let lead: Double
    }

    /// The 76 smallest municipalities.
    let small: [Unit]
    /// The 16 largest.
    let large: [Unit]

    /// A finite population whose gap moves by exactly what the situation says.
    init(_ situation: Situation, _ dice: inout SeededGenerator) throws(Unanswerable) {
        small = try Self.draw(76, around: 8, situation, &dice)
        let drawn = try Self.draw(16, around: 62, situation, &dice)
        let chance = Self.movement(drawn) - Self.movement(small)
        large = drawn.map { Unit(then: $0.then, now: $0.now + situation.widening - chance, lead: $0.lead) }
    }

    private static func draw(
        _ count: Int, around mean: Double, _ situation: Situation, _ dice: inout SeededGenerator
    ) throws(Unanswerable) -> [Unit] {
        var units: [Unit] = []
        let rho = situation.correlation
        for _ in 0..<count {
            let (lead, chance) = (try dice.normal(), try dice.normal())
            let later = rho * lead + .sqrt(1 - rho * rho) * chance
            units.append(
                Unit(
                    then: figure(around: mean, lead, mean, situation),
                    now: figure(around: mean + 2, later, mean, situation), lead: lead))
        }
        return units
    }

    /// A figure so many standard deviations from the mean; those of normal ones are 35 % of the first mean.
    private static func figure(
        around mean: Double, _ deviation: Double, _ first: Double, _ situation: Situation
    ) -> Double {
        let spread = 0.7
        return situation.isSkewed
            ? mean * .exp(spread * deviation - spread * spread / 2) : mean + 0.35 * first * deviation
    }

    private static func movement(_ units: [Unit]) -> Double {
        units.reduce(0) { $0 + $1.now - $1.then } / Double(units.count)
    }
}

extension SeededGenerator {
    /// A number from the standard normal distribution.
    mutating func normal() throws(Unanswerable) -> Double {
        try Normal.quantile(max(uniform(), 0x1p-60))
    }

    /// `count` different places of `places`, each drawn with a chance in proportion to its weight among those left.
    mutating func pick(_ count: Int, of places: ArraySlice<Int>, weight: (Int) -> Double) -> [Int] {
        var rest = Array(places)
        return (0..<count).map { _ in
            var point = uniform() * rest.reduce(0) { $0 + weight($1) }
            let drawn = rest.firstIndex { place in
                point -= weight(place)
                return point < 0
            }
            return rest.remove(at: drawn ?? rest.count - 1)
        }
    }
}
