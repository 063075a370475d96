import KlyftaModel

/// What a release holds, by indicator, period and unit: a municipality, or the label of a published group.
struct ReleaseContents {
    /// The numbers.
    private(set) var values: [IndicatorID: [Period: [String: Double]]] = [:]
    /// Everything that is told: numbers, words, and reasons why there is no number. That a figure is merely missing
    /// tells nothing.
    private(set) var told: [IndicatorID: [Period: Set<String>]] = [:]
    /// The municipalities that were counted, by day.
    private(set) var counted: [CalendarDay: Set<Municipality>] = [:]

    init(of release: Release) {
        for observation in release.observations {
            let unit = observation.municipality.description
            switch observation.outcome {
            case .value(let value): add(observation.indicator, observation.period, unit, value)
            case .absent(.missing): break
            case .absent: add(observation.indicator, observation.period, unit, nil)
            }
        }
        for figure in release.published {
            add(figure.indicator, figure.period, figure.group.label, figure.value)
        }
        for population in release.populations { counted[population.day, default: []].insert(population.municipality) }
    }

    private mutating func add(_ indicator: IndicatorID, _ period: Period, _ unit: String, _ value: Double?) {
        told[indicator, default: [:]][period, default: []].insert(unit)
        if let value { values[indicator, default: [:]][period, default: [:]][unit] = value }
    }
}
