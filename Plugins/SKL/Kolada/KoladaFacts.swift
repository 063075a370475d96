import KlyftaModel
import KlyftaSources

/// Reads the answers to one question as facts: figures, laid over by what was revised since.
struct KoladaFacts {
    let areas: KoladaAreas
    let question: KoladaPlan.Question
    /// The indicators of the question by Kolada's id, but for the population.
    let indicators: [String: Indicator]
    private let figures: [KoladaFigure]
    private let withdrawn: [KoladaFigure]

    /// - Throws: ``SourceFault`` if an answer holds what was not asked for.
    init(
        _ question: KoladaPlan.Question, revised changes: KoladaChain, in payloads: Payloads, areas: KoladaAreas,
        indicators: [String: Indicator]
    ) throws(SourceFault) {
        self.areas = areas
        self.question = question
        self.indicators = indicators
        let base = try Self.read(question.figures, question, areas, payloads)
        let revised = try Self.read(changes, question, areas, payloads)
        var current = Dictionary(base.map { ($0.key, $0) }) { one, _ in one }
        for figure in revised { current[figure.key] = figure }
        // A title for all is what size classes are made of; women and men are another question.
        let all = current.values.filter { $0.gender == .total }.sorted { Self.order($0) < Self.order($1) }
        figures = all.filter { !$0.isDeleted }
        withdrawn = all.filter(\.isDeleted)
    }

    /// The ids of which there is any value, or which Kolada took values of back.
    var idsTold: Set<String> { Set(figures.filter { $0.value != nil }.map(\.kpi)).union(withdrawn.map(\.kpi)) }

    /// Observations and populations.
    /// - Parameter empty: ids that are left out.
    /// - Throws: ``SourceFault`` if a population is no whole number.
    func release(of source: SourceID, without empty: Set<String>) throws -> Release {
        let declared = indicators.filter { !empty.contains($0.key) }.values
        var release = Release(source: source, indicators: declared.sorted { $0.id < $1.id })
        for (id, figures) in Dictionary(grouping: figures, by: \.kpi).sorted(by: { $0.key < $1.key }) {
            if id == ExpectedIndicator.population {
                release.populations = try populations(figures)
            } else if let indicator = indicators[id] {
                release.observations += try observations(of: indicator, figures)
            }
        }
        release.withdrawn = try withdrawals()
        return release
    }

    private static func read(
        _ chain: KoladaChain, _ question: KoladaPlan.Question, _ areas: KoladaAreas, _ payloads: Payloads
    ) throws(SourceFault) -> [KoladaFigure] {
        let figures = try chain.items(in: payloads, KoladaFigure.read).flatMap(\.self)
        let asked = Set(question.wishes.map(\.id))
        if let stranger = figures.first(where: { !asked.contains($0.kpi) || !question.years.contains($0.year) }) {
            throw SourceFault(
                at: chain.address,
                "there are figures of \(stranger.kpi.excerpt(20)) in \(stranger.year), which were not asked for",
                remedy: "Nothing of the answer is taken; the last figures stand.", kind: .changedShape)
        }
        return try areas.municipal(figures, from: chain.address, withdrawnToo: true)
    }

    private static func order(_ figure: KoladaFigure) -> (String, Int, String) {
        (figure.kpi, figure.year, figure.area)
    }

    /// A year that has any value has an observation of each municipality: a missing one may come as null or not at all.
    private func observations(of indicator: Indicator, _ figures: [KoladaFigure]) throws -> [Observation] {
        try Dictionary(grouping: figures, by: \.year).sorted { $0.key < $1.key }.flatMap { year, figures in
            let values = Dictionary(figures.map { ($0.area, $0.value) }) { one, _ in one }
            guard values.values.contains(where: { $0 != nil }) else { return [Observation]() }
            return try areas.municipalities.sorted().map { code in
                let outcome = (values[code] ?? nil).map(Outcome.value) ?? .absent(.missing)
                return Observation(indicator.id, try Municipality(.sweden, code), .year(year), outcome)
            }
        }
    }

    /// Kolada writes `37524.0`.
    private func populations(_ figures: [KoladaFigure]) throws -> [Population] {
        try figures.compactMap { figure in
            guard let value = figure.value else { return nil }
            guard let count = Int(exactly: value), count >= 0 else {
                throw SourceFault(
                    at: question.figures.address, "the population of \(figure.area) in \(figure.year) is \(value)",
                    remedy: "Ask RKA; nothing of the answer is taken.", kind: .suspect)
            }
            return Population(
                try Municipality(.sweden, figure.area), on: try CalendarDay(figure.year, 12, 31), count)
        }
    }

    /// Kolada says which figures it deleted, and not why.
    private func withdrawals() throws -> [Withdrawal] {
        let left = Dictionary(grouping: figures, by: \.kpi).mapValues { Set($0.map(\.year)) }
        var whole: Set<String> = []
        var withdrawals: [Withdrawal] = []
        for figure in withdrawn {
            guard let indicator = indicators[figure.kpi] else { continue }
            let period = Period.year(figure.year)
            let isWhole = !(left[figure.kpi]?.contains(figure.year) ?? false)
            if isWhole, !whole.insert("\(figure.kpi) \(figure.year)").inserted { continue }
            withdrawals.append(
                Withdrawal(
                    of: indicator.id, in: period, for: isWhole ? nil : "SE-\(figure.area)",
                    because: "Kolada deleted \(isWhole ? "the year" : "the figure")"))
        }
        return withdrawals
    }
}
