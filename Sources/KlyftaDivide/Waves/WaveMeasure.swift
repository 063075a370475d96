import KlyftaModel
import KlyftaStatistics
import RealModule

/// A measure of the divide in one wave, oriented so that more is a wider gap, on the scale on which its changes are
/// tested: ratios as their logarithm, all else as it is.
///
/// The only place that knows how the answers of the measures are spelt.
struct WaveMeasure {
    let measure: Measure
    /// What counts once in the mean of a class.
    let weight: Weight
    let indicator: Indicator
    let cut: Double?

    typealias Answer = TwoWaves.Answer

    /// The value of answers by class, the smallest municipalities first.
    func value(of classes: [Stratum<Answer>]) -> Measured {
        switch measure.form {
        case .difference: compared(classes) { .finite($0 - $1) }
        case .ratio: compared(classes) { $0 > 0 && $1 > 0 ? .finite(.log($0 / $1)) : .undefined(.ratioNotPositive) }
        case .share: compared(classes, of: marked) { .finite($0 - $1) }
        case .groups(let measure): oriented(grouped(measure, classes))
        case .municipalities(let measure, let weight): oriented(single(measure, weight, classes))
        }
    }

    /// Whether the class of smaller municipalities is expected to lead, so that the other one trails.
    var lowLeads: Bool {
        // A share of those that have none is worse the higher it is, where more is better.
        let isAdverse = indicator.direction == .lowerIsBetter
        if case .micro(.shareZero, _) = measure { return !isAdverse }
        return isAdverse
    }

    /// 1 where a share counts the value, and 0.
    func marked(_ value: Double) -> Double {
        if case .micro(.shareAtOrAbove, _) = measure { return value >= (cut ?? .infinity) ? 1 : 0 }
        return value == 0 ? 1 : 0
    }

    /// The same measure of the other kind: the ratio of the means of an absolute one, their difference of a relative
    /// one.
    var opposite: WaveMeasure {
        WaveMeasure(measure: .group(measure.isRelative ? .d : .r), weight: weight, indicator: indicator, cut: nil)
    }

    private func compared(
        _ classes: [Stratum<Answer>], of reading: (Double) -> Double = { $0 }, _ join: (Double, Double) -> Measured
    ) -> Measured {
        guard let low = classes.first, let high = classes.last else { return .undefined(.noValues) }
        let (leading, trailing) = lowLeads ? (low, high) : (high, low)
        return mean(leading.units, reading).combined(with: mean(trailing.units, reading), join)
    }

    /// The mean of a class.
    func mean(_ answers: [Answer], _ reading: (Double) -> Double = { $0 }) -> Measured {
        guard !answers.isEmpty else { return .undefined(.noValues) }
        guard weight == .inhabitant else {
            return .finite(CompensatedSum.of(answers.map { reading($0.value) }) / Double(answers.count))
        }
        let inhabitants = CompensatedSum.of(answers.map { Double($0.inhabitants) })
        guard inhabitants > 0 else { return .undefined(.noInhabitants) }
        return .finite(CompensatedSum.of(answers.map { reading($0.value) * Double($0.inhabitants) }) / inhabitants)
    }

    private func grouped(_ measure: GroupMeasure, _ classes: [Stratum<Answer>]) -> Measured {
        let groups = classes.map { stratum in
            GroupTable.Group(
                estimate: mean(stratum.units).value,
                population: CompensatedSum.of(stratum.units.map { Double($0.inhabitants) }) * stratum.weight)
        }
        do throws(GroupTableFlaw) {
            let table = try GroupTable(
                groups, .ordered(ranks: Array(groups.indices)),
                indicator.direction == .lowerIsBetter ? .adverse : .favourable,
                scale: indicator.unit == .percent ? 100 : 1, bounds: indicator.bounds)
            switch measure.compute(on: table) {
            case .defined(let estimate): return .finite(estimate.value)
            case .undefined(let reason): return .undefined(reason)
            }
        } catch {
            return .undefined(Undefined(error))
        }
    }

    private func single(_ measure: MicroMeasure, _ weight: Weight, _ classes: [Stratum<Answer>]) -> Measured {
        let answers = classes.enumerated().flatMap { place, stratum in stratum.units.map { (place, $0) } }
        do throws(MicroTableFlaw) {
            let table = try MicroTable(
                values: answers.map(\.1.value), populations: answers.map { Double($0.1.inhabitants) },
                sizeClasses: answers.map(\.0), bounds: indicator.bounds.map { $0.lowest...$0.highest },
                threshold: cut)
            switch table.estimate(measure, per: weight) {
            case .defined(let estimate): return .finite(estimate.value)
            case .undefined(let reason): return .undefined(reason)
            }
        } catch {
            return .undefined(Undefined(error))
        }
    }

    private func oriented(_ value: Measured) -> Measured {
        guard case .defined(let number) = value, let estimate = try? Estimate(number, se: nil, z: 0) else {
            return value
        }
        return measure.orientation.gap(of: estimate, indicator.direction).measured
    }
}
