import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaPublishing
import KlyftaSources
import KlyftaStore

extension Edition {
    /// The edition that a state gives: the same for the daemon, for a report and for files.
    /// - Parameters:
    ///   - store: where the rounds and figures are; as it is now, or as it was known at a moment.
    ///   - now: when it is asked how the sources fare.
    /// - Returns: `nil` if no round was made yet.
    /// - Throws: ``StoreFault``.
    package init?(from store: Store, _ configuration: Configuration, at now: CommitTime) throws {
        guard var current = try store.current() else { return nil }
        current = current.with(try store.sourceStandings(at: now, in: .english))
        current.alerts = try store.handled(current.alerts, at: now)
        let figures = try store.figures(of: configuration.sources.map(\.id))
        let rules = configuration.ruleSet.inForce(on: figures, known: try store.knownEpisodes())
        self.init(
            version: ProgramVersion.text, committed: try store.lastCommit() ?? now, state: current,
            subjects: Subject.all(in: figures, rules: rules, standings: current.alerts),
            told: try store.told(atMost: Self.toldAtMost).map(Told.init), names: figures.names,
            expected: try Expected.all(in: store, configuration, after: now))
    }
}

extension Subject {
    /// A part for each indicator, by name.
    package static func all(in figures: Figures, rules: [GapRule], standings: [Standing]) -> [Subject] {
        let byIndicator = Dictionary(grouping: rules, by: \.question.indicator)
        let standing = Dictionary(standings.map { ($0.rule, $0) }) { one, _ in one }
        return figures.indicators.values.sorted { $0.id < $1.id }.map { indicator in
            Subject(of: indicator, in: figures, rules: byIndicator[indicator.id] ?? [], standing)
        }
    }

    private init(of indicator: Indicator, in figures: Figures, rules: [GapRule], _ standing: [String: Standing]) {
        let panels = figures.periods(of: indicator.id).map {
            Panel(of: indicator, in: $0, membership: .current, from: figures)
        }
        var questions: [GapQuestion] = []
        for rule in rules where !questions.contains(rule.question) { questions.append(rule.question) }
        if questions.isEmpty { questions = [GapQuestion.usual(of: indicator.id, in: figures)].compactMap(\.self) }
        self.init(
            indicator: indicator,
            lines: questions.compactMap { question in
                Line(
                    answering: question, in: figures,
                    rules.filter { $0.question == question }.compactMap { standing[$0.id] })
            },
            profiles: panels.map { SizeProfile(of: $0, on: .standard) }, panel: panels.last,
            published: figures.published[indicator.id] ?? [],
            countries: Self.countries(comparableWith: indicator, in: figures))
    }

    /// The indicator's own countries, and those of indicators that are declared comparable with it; none where there is but
    /// one. Of a country it has figures of itself, its own count.
    private static func countries(comparableWith indicator: Indicator, in figures: Figures) -> [CountryProfiles] {
        let others = figures.indicators.values.filter { $0.id != indicator.id && $0.isComparable(with: indicator) }
        var byCountry: [Country: Indicator] = [:]
        for one in [indicator] + others.sorted(by: { $0.id < $1.id }) {
            for country in figures.countries(of: one.id) where byCountry[country] == nil { byCountry[country] = one }
        }
        guard byCountry.count > 1, byCountry.values.contains(indicator) else { return [] }
        return byCountry.sorted { $0.key < $1.key }.map { country, indicator in
            let profiles = figures.periods(of: indicator.id).map {
                let panel = Panel(of: indicator, in: $0, membership: .current, from: figures)
                return SizeProfile(of: panel.within(country), on: .standard)
            }
            return CountryProfiles(country: country, indicator: indicator, profiles: profiles)
        }
    }
}

extension Subject.Line {
    fileprivate init?(answering question: GapQuestion, in figures: Figures, _ standings: [Standing]) {
        guard let series = GapSeries(answering: question, from: figures), !series.gaps.isEmpty else { return nil }
        let last = series.gaps.suffix(2).map(\.period)
        var decomposer = last.count == 2 ? GapDecomposer(question, in: figures) : nil
        self.init(
            series: series, intervals: Self.intervals(of: series, in: figures), standings: standings,
            change: try? decomposer?.decomposition(from: last[0], to: last[1]))
    }

    /// The intervals of a gap between the smallest and the largest class of a scale, where answers are a part of all.
    private static func intervals(of series: GapSeries, in figures: Figures) -> [Period: ClosedRange<Double>] {
        guard case .sizeClasses(let low, let high, let weight, let membership) = series.question.groups,
            series.indicator.nature == .survey
        else { return [:] }
        return series.gaps.reduce(into: [:]) { intervals, gap in
            let panel = Panel(of: series.indicator, in: gap.period, membership: membership, from: figures)
            let answer = MeasuredPanel(of: panel, by: [low, high], per: weight).gap(.group(.d))
            guard let estimate = answer.estimate, let lower = estimate.lower, let upper = estimate.upper else { return }
            intervals[gap.period] = lower...upper
        }
    }
}
