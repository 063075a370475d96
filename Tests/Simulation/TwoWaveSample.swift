import KlyftaDivide
import KlyftaStatistics
import RealModule

/// Who of one class answered in each wave, by simple random sampling within the class.
struct TwoWaveSample {
    /// The answers of those who answered at all.
    let answers: [TwoAnswers]
    /// The same, as the product takes them.
    let waves: ClassInTwoWaves

    /// - Parameter dropOut: how much likelier those ahead are to be among the later answers; 0 leaves it to chance.
    init(
        _ units: [TwoWavePopulation.Unit], _ rates: (then: Double, now: Double), overlap: Double, dropOut: Double,
        _ dice: inout SeededGenerator
    ) throws(Unanswerable) {
        let (before, after) = (Self.count(rates.then, of: units), Self.count(rates.now, of: units))
        let order = try Self.shuffled(units.count, &dice)
        let wanted = min(before, after, max(2, Int((overlap * Double(after)).rounded(.toNearestOrEven))))
        let kept = max(wanted, after - (units.count - before))
        let (known, rest) = (order[..<before], order[before...])
        var now: [Int]
        if dropOut > 0 {
            let weight = { Double.exp(dropOut * units[$0].lead) }
            now = dice.pick(kept, of: known, weight: weight)
            now += dice.pick(after - kept, of: rest, weight: weight)
        } else {
            now = Array(known.prefix(kept) + rest.prefix(after - kept))
        }
        let (first, second) = (Set(known), Set(now))
        answers = units.indices.filter { first.contains($0) || second.contains($0) }.map { place in
            TwoAnswers(
                then: first.contains(place) ? units[place].then : nil,
                now: second.contains(place) ? units[place].now : nil)
        }
        waves = try ClassInTwoWaves(answers, units: units.count)
    }

    private static func count(_ rate: Double, of units: [TwoWavePopulation.Unit]) -> Int {
        max(3, Int((rate * Double(units.count)).rounded(.toNearestOrEven)))
    }

    private static func shuffled(_ count: Int, _ dice: inout SeededGenerator) throws(Unanswerable) -> [Int] {
        var order = Array(0..<count)
        for place in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(place, try dice.index(below: place + 1))
        }
        return order
    }
}
