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
    ///   - then: the panel of the baseline, with the membership that forms the classes.
    ///   - now: the later panel, with the same membership.
    ///   - common: the geography of both. Municipalities to which a figure cannot apply in a wave, as a rural one to
    ///     a town without countryside, are no units: they did not fail to answer.
    package init(from then: Panel, to now: Panel, in classes: [SizeClass], common: CommonUnits) {
        let (first, second) = (Wave(then), Wave(now))
        var redrawn: Set<Municipality> = []
        var units: [Unit] = []
        for municipality in Set(first.sizes.keys).union(second.sizes.keys).union(first.strangers)
            .union(second.strangers)
        {
            guard let unit = common.unit(of: municipality), let size = first.sizes[unit] ?? second.sizes[unit] else {
                redrawn.insert(municipality)
                continue
            }
            guard !first.inapplicable.contains(unit), !second.inapplicable.contains(unit),
                let place = classes.firstIndex(where: { $0.contains(size) })
            else { continue }
            units.append(Unit(municipality: unit, place: place, then: first.answers[unit], now: second.answers[unit]))
        }
        (self.then, self.now, indicator) = (then.period, now.period, now.indicator)
        self.classes = classes
        basis = then.membership
        self.units = units.sorted { $0.municipality < $1.municipality }
        self.redrawn = redrawn.sorted()
    }

    /// One panel by municipality.
    private struct Wave {
        var answers: [Municipality: Answer] = [:]
        var sizes: [Municipality: Int] = [:]
        var inapplicable: Set<Municipality> = []
        /// Those with a value whom nobody counted in the base period.
        var strangers: Set<Municipality> = []

        init(_ panel: Panel) {
            for member in panel.members {
                answers[member.municipality] = Answer(value: member.value, inhabitants: member.inhabitants)
                sizes[member.municipality] = member.size
            }
            for omission in panel.leftOut {
                sizes[omission.municipality] = omission.size
                if omission.reason == .noValue(.notApplicable) { inapplicable.insert(omission.municipality) }
                if case .notInBasePeriod = omission.reason { strangers.insert(omission.municipality) }
            }
        }
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
