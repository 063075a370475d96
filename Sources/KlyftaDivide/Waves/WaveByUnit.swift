import KlyftaModel

/// The answers of one wave by the units of a common geography: counts of merged municipalities added, rates averaged
/// with their inhabitants as weights; see ``Aggregation``.
struct WaveByUnit {
    /// The answers by unit.
    private(set) var answers: [Municipality: TwoWaves.Answer] = [:]
    /// The units in force.
    private(set) var names: Set<Municipality> = []
    /// The units to which the figure cannot apply.
    private(set) var inapplicable: Set<Municipality> = []
    /// Municipalities with a figure, or in force, that are no unit of all waves.
    private(set) var strangers: Set<Municipality> = []

    init(of indicator: Indicator, in period: Period, from figures: Figures, common: [Country: CommonUnits]) {
        let outcomes = figures.outcomes(of: indicator.id, in: period)
        for country in figures.countries(of: indicator.id) {
            let inhabitants = figures.populations.inhabitants(in: country, for: period)
            guard let day = figures.populations.referenceDay(in: country, for: period), let units = common[country]
            else { continue }
            let own = outcomes.keys.filter { $0.country == country }
            var parts: [Municipality: [Municipality]] = [:]
            for municipality in Set(inhabitants.keys).union(own) {
                if let unit = units.unit(of: municipality, on: day) {
                    parts[unit, default: []].append(municipality)
                } else {
                    strangers.insert(municipality)
                }
            }
            for (unit, members) in parts { join(members.sorted(), into: unit, outcomes, inhabitants, indicator) }
        }
    }

    private mutating func join(
        _ members: [Municipality], into unit: Municipality, _ outcomes: [Municipality: Outcome],
        _ inhabitants: [Municipality: Int], _ indicator: Indicator
    ) {
        names.insert(unit)
        // A part to which the figure cannot apply has nothing to add, and takes nothing away.
        let applicable = members.filter { outcomes[$0] != .absent(.notApplicable) }
        guard !applicable.isEmpty else {
            inapplicable.insert(unit)
            return
        }
        let crowd = members.compactMap { inhabitants[$0] }
        let value = Aggregation(for: indicator)(
            applicable.map { member in
                Aggregation.Part(outcomes[member]?.value, population: inhabitants[member].map(Double.init))
            })
        guard crowd.count == members.count, case .defined(let value) = value else { return }
        answers[unit] = TwoWaves.Answer(value: value, inhabitants: crowd.reduce(0, +))
    }

    /// The inhabitants of each unit in the base period.
    static func sizes(
        in base: Period, of indicator: Indicator, from figures: Figures, common: [Country: CommonUnits]
    ) -> [Municipality: Int] {
        var sizes: [Municipality: Int] = [:]
        for country in figures.countries(of: indicator.id) {
            guard let day = figures.populations.referenceDay(in: country, for: base), let units = common[country]
            else { continue }
            for (municipality, crowd) in figures.populations.inhabitants(in: country, on: day) {
                if let unit = units.unit(of: municipality, on: day) { sizes[unit, default: 0] += crowd }
            }
        }
        return sizes
    }
}
