import KlyftaModel
import KlyftaStatistics

/// The two estimates of a change between waves: of those who answered twice, and of all who answered.
struct WaveEstimates {
    let waves: TwoWaves
    let measure: WaveMeasure
    let inference: Inference

    /// The change among those who answered both times, `m₂ − factor·m₁`.
    func panel(_ factor: Double = 1) throws(Unanswerable) -> Estimated {
        guard measure.weight == .municipality else { return try jackknifed(factor) }
        switch measure.measure.form {
        case .difference:
            let (lead, trail) = try sides { $0 }
            return try matchedPanel(leading: lead, trailing: trail, factor: factor, inference: inference)
        case .ratio:
            let (lead, trail) = try sides { $0 }
            return try logRatioChange(leading: lead, trailing: trail, inference: inference)
        case .share:
            let (lead, trail) = try sides(measure.marked)
            return try matchedShares(leading: lead, trailing: trail, inference: inference)
        case .groups, .municipalities: return try jackknifed(factor)
        }
    }

    /// The change among all who answered. Only class means and shares have a variance here; of any other measure the
    /// amount stands alone.
    func crossSection(_ factor: Double = 1) throws(Unanswerable) -> Estimated {
        if measure.weight == .municipality {
            switch measure.measure.form {
            case .difference, .share:
                let isShare = measure.measure.isShare
                let (lead, trail) = try sides { isShare ? measure.marked($0) : $0 }
                return try KlyftaDivide.crossSection(
                    leading: lead, trailing: trail, factor: factor, inference: inference)
            case .ratio, .groups, .municipalities: break
            }
        }
        let (first, second) = (try level(\.then).get(), try level(\.now).get())
        return try Estimated(
            second - factor * first,
            .failure(
                .measure(
                    word: "panel-only", "this measure is tested only on municipalities that answered both times")))
    }

    /// The measure in one wave, among all who answered it or among those who answered both.
    func level(
        _ wave: KeyPath<TwoWaves.Unit, TwoWaves.Answer?>, ofPairs: Bool = false, as measure: WaveMeasure? = nil
    ) -> Measured {
        let measure = measure ?? self.measure
        let strata = waves.classes.indices.map { place in
            let members = waves.units.filter { $0.place == place }
            let answering = ofPairs ? members.filter { $0.then != nil && $0.now != nil } : members
            return Stratum(answering.compactMap { $0[keyPath: wave] }, of: members.count)
        }
        return measure.value(of: strata)
    }

    /// The means of the smallest and the largest class in one wave, with all who answered it.
    func gap(_ wave: KeyPath<TwoWaves.Unit, TwoWaves.Answer?>, in period: Period) -> Gap {
        func side(_ place: Int) -> Gap.Side {
            let members = waves.units.filter { $0.place == place }
            let answers = members.compactMap { $0[keyPath: wave] }
            return Gap.Side(
                label: waves.classes[place].description, n: answers.count, of: members.count,
                value: measure.mean(answers))
        }
        return Gap(
            indicator: measure.indicator, period: period, low: side(0), high: side(waves.classes.count - 1),
            weight: measure.weight, membership: waves.basis)
    }

    private func sides(
        _ reading: (Double) -> Double
    ) throws(Unanswerable) -> (leading: ClassInTwoWaves, trailing: ClassInTwoWaves) {
        let low = try side(0, reading)
        let high = try side(waves.classes.count - 1, reading)
        return measure.lowLeads ? (low, high) : (high, low)
    }

    private func side(_ place: Int, _ reading: (Double) -> Double) throws(Unanswerable) -> ClassInTwoWaves {
        let members = waves.units.filter { $0.place == place }
        return try ClassInTwoWaves(
            members.map { TwoAnswers(then: ($0.then?.value).map(reading), now: ($0.now?.value).map(reading)) },
            units: members.count)
    }

    private struct Pair: Sendable {
        let then: TwoWaves.Answer
        let now: TwoWaves.Answer
    }

    private func jackknifed(_ factor: Double) throws(Unanswerable) -> Estimated {
        let strata = waves.classes.indices.map { place in
            let members = waves.units.filter { $0.place == place }
            let pairs = members.compactMap { unit in
                unit.then.flatMap { then in unit.now.map { Pair(then: then, now: $0) } }
            }
            return Stratum(pairs, of: members.count)
        }
        let measure = measure
        // Class means stand on the smallest class; a measure of all municipalities stands on all of them.
        let isOfAll = if case .municipalities = measure.measure.form { true } else { false }
        return try jackknife(strata, inference: inference, degrees: isOfAll ? .allClasses : .smallestClass) { strata in
            let first = measure.value(of: strata.map { Stratum($0.units.map(\.then), of: $0.size) })
            let second = measure.value(of: strata.map { Stratum($0.units.map(\.now), of: $0.size) })
            return second.combined(with: first) { .finite($0 - factor * $1) }
        }
    }
}
