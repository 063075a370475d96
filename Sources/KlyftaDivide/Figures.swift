import KlyftaModel

/// All that is known at one moment: what every module delivered, ready to be asked.
package struct Figures: Sendable {
    /// The indicators by name.
    package let indicators: [IndicatorID: Indicator]
    /// Who had how many inhabitants when.
    package let populations: PopulationRegister
    /// What offices published for groups, by indicator.
    package let published: [IndicatorID: [PublishedFigure]]
    /// What municipalities are called now.
    package let names: [Municipality: String]
    /// How the division into municipalities changed.
    package let boundaryChanges: [BoundaryChange]

    private let outcomes: [IndicatorID: [Period: [Municipality: Outcome]]]
    private let countries: [IndicatorID: Set<Country>]

    /// Puts what the modules delivered in order.
    ///
    /// Each municipality has at most one observation of an indicator in a period and one population on a day;
    /// the border refuses anything else before it comes here.
    package init(
        indicators: [Indicator], observations: [Observation], populations: [Population],
        published: [PublishedFigure] = [], names: [MunicipalityName] = [], boundaryChanges: [BoundaryChange] = []
    ) {
        self.boundaryChanges = boundaryChanges
        self.indicators = Dictionary(indicators.map { ($0.id, $0) }) { first, _ in first }
        self.populations = PopulationRegister(populations)
        self.published = Dictionary(grouping: published, by: \.indicator)
        self.names = Dictionary(
            names.sorted { ($0.from?.description ?? "") < ($1.from?.description ?? "") }
                .map { ($0.municipality, $0.name) }
        ) { _, newest in newest }
        var outcomes: [IndicatorID: [Period: [Municipality: Outcome]]] = [:]
        var countries: [IndicatorID: Set<Country>] = [:]
        for observation in observations {
            outcomes[observation.indicator, default: [:]][observation.period, default: [:]][
                observation.municipality] = observation.outcome
            countries[observation.indicator, default: []].insert(observation.municipality.country)
        }
        self.outcomes = outcomes
        self.countries = countries
    }

    /// The periods in which an indicator has observations by municipality, in order.
    package func periods(of indicator: IndicatorID) -> [Period] {
        outcomes[indicator]?.keys.sorted() ?? []
    }

    /// The observations of an indicator in a period.
    package func outcomes(of indicator: IndicatorID, in period: Period) -> [Municipality: Outcome] {
        outcomes[indicator]?[period] ?? [:]
    }

    /// The countries an indicator has observations of.
    package func countries(of indicator: IndicatorID) -> Set<Country> {
        countries[indicator] ?? []
    }
}
