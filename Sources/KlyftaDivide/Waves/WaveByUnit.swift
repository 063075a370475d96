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

    /// One municipality of a unit.
    private struct Member {
        let outcome: Outcome?
        let inhabitants: Int?
    }

    init(of indicator: Indicator, in period: Period, from figures: Figures, common: [Country: CommonUnits]) {
        let outcomes = figures.outcomes(of: indicator.id, in: period)
        for country in figures.countries(of: indicator.id) {
            let crowd = figures.populations.headcount(in: country, for: period)
            guard let day = figures.populations.referenceDay(in: country, for: period), let units = common[country]
            else { continue }
            var members: [Municipality: [Member]] = [:]
            // Rows are in order of the municipalities, and so are the members of a unit.
            for row in figures.rows(of: country) {
                let member = Member(outcome: outcomes?(row), inhabitants: crowd?[row])
                guard member.outcome != nil || member.inhabitants != nil else { continue }
                let municipality = figures.municipalities.all[row]
                if let unit = units.unit(of: municipality, on: day) {
                    members[unit, default: []].append(member)
                } else {
                    strangers.insert(municipality)
                }
            }
            for (unit, members) in members { join(members, into: unit, Aggregation(for: indicator)) }
        }
    }

    private mutating func join(_ members: [Member], into unit: Municipality, _ aggregation: Aggregation) {
        names.insert(unit)
        // A part to which the figure cannot apply has nothing to add, and takes nothing away.
        let applicable = members.filter { $0.outcome != .absent(.notApplicable) }
        guard !applicable.isEmpty else {
            inapplicable.insert(unit)
            return
        }
        let crowd = members.compactMap(\.inhabitants)
        let value = aggregation(
            applicable.map { Aggregation.Part($0.outcome?.value, population: $0.inhabitants.map(Double.init)) })
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
