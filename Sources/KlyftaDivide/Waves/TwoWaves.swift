import KlyftaModel

/// The municipalities of the compared classes in two waves of one indicator, in their common geography and in the size
/// class of one base period: what a test of change rests on.
package struct TwoWaves: Hashable, Sendable {
    /// The two periods.
    package let then: Period
    package let now: Period
    /// What is measured: its direction and unit are part of what a test rests on.
    package let indicator: Indicator
    /// The classes, the smallest municipalities first.
    package let classes: [SizeClass]
    /// Whose population decided the class of each municipality, for both waves.
    package let basis: Membership
    /// Those who belong to a class, in order of municipality.
    package let units: [Unit]
    /// Those who have no counterpart in the other wave because the division changed; left out of everything.
    package let redrawn: [Municipality]

    /// One municipality.
    package struct Unit: Hashable, Sendable {
        /// Who it is.
        package let municipality: Municipality
        /// The place of its class in ``TwoWaves/classes``.
        package let place: Int
        /// What it answered; `nil` if it did not.
        package let then: Answer?
        package let now: Answer?
    }

    /// What a municipality answered in one wave.
    package struct Answer: Hashable, Sendable {
        /// In the unit of the indicator.
        package let value: Double
        /// Its inhabitants in the period of the wave.
        package let inhabitants: Int
    }

    /// - Parameters:
    ///   - then: the baseline, which is the first of the two periods.
    ///   - base: the period whose population decides the class of each unit, in both waves.
    ///   - common: the units of the reference days of all three periods.
    init(
        of indicator: Indicator, from then: Period, to now: Period, basedOn base: Period, in classes: [SizeClass],
        from figures: Figures, common: [Country: CommonUnits]
    ) {
        self.indicator = indicator
        (self.then, self.now) = (then, now)
        self.classes = classes
        basis = .fixed(base)
        let waves = [then, now].map { WaveByUnit(of: indicator, in: $0, from: figures, common: common) }
        let sizes = WaveByUnit.sizes(in: base, of: indicator, from: figures, common: common)
        var strangers = waves.reduce(Set<Municipality>()) { $0.union($1.strangers) }
        var units: [Unit] = []
        for name in Set(waves.flatMap(\.names)) {
            guard let size = sizes[name] else {
                if waves.contains(where: { $0.answers[name] != nil }) { strangers.insert(name) }
                continue
            }
            // To whom a figure cannot apply, as a rural one to a town without countryside, did not fail to answer.
            guard !waves.contains(where: { $0.inapplicable.contains(name) }),
                let place = classes.firstIndex(where: { $0.contains(size) })
            else { continue }
            units.append(
                Unit(municipality: name, place: place, then: waves[0].answers[name], now: waves[1].answers[name]))
        }
        self.units = units.sorted { $0.municipality < $1.municipality }
        redrawn = strangers.sorted()
    }
}

extension TwoWaves {
    /// How many of a class answered.
    package struct Turnout: Hashable, Sendable {
        /// The class.
        package let sizeClass: SizeClass
        /// Answers of the baseline wave, n₁.
        package let then: Int
        /// Answers of the later wave, n₂.
        package let now: Int
        /// Answers in both, n₁₂.
        package let both: Int
        /// Municipalities of the class, N.
        package let units: Int
    }

    /// The turnout of each class.
    package var turnouts: [Turnout] {
        classes.indices.map { place in
            let members = units.filter { $0.place == place }
            return Turnout(
                sizeClass: classes[place], then: members.count { $0.then != nil },
                now: members.count { $0.now != nil },
                both: members.count { $0.then != nil && $0.now != nil }, units: members.count)
        }
    }

    /// The name of the content of both waves. Whatever a test rests on is in it, and nothing else: a release that
    /// changes other figures does not change it.
    package var content: String {
        var hash = ContentHash()
        hash.add("\(then) \(now) \(basis) \(indicator.direction.rawValue) \(indicator.unit.rawValue)")
        for sizeClass in classes { hash.add(sizeClass.description) }
        for unit in units {
            hash.add("\(unit.municipality) \(unit.place)")
            for answer in [unit.then, unit.now] {
                hash.add(byte: answer == nil ? 0 : 1)
                hash.add(answer?.value ?? 0)
                hash.add(Double(answer?.inhabitants ?? 0))
            }
        }
        for municipality in redrawn { hash.add(municipality.description) }
        return hash.digits
    }
}
