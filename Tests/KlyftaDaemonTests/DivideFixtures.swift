import CalendarEvents
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSources

extension SourceID {
    static let office = try! SourceID("office")
}

extension SourceConfiguration {
    /// The source `office`.
    static func office(deadline: Duration = .seconds(60), options: [String: [String]] = [:]) -> SourceConfiguration {
        SourceConfiguration(
            id: .office, schedule: try! CalendarEvent("daily"), deadline: deadline, options: SourceOptions(options))
    }
}

extension Release {
    /// A small and a large municipality, the large one always at 91 per cent: what the small one has by year.
    static func fibre(_ small: [Int: Double]) -> Release {
        let coverage = try! IndicatorID("office.fibre")
        let (town, city) = (try! Municipality("SE-0001"), try! Municipality("SE-0002"))
        return Release(
            source: .office,
            indicators: [
                Indicator(
                    id: coverage, title: LocalizedText(sv: "Fiber", nb: "Fiber", en: "Fibre"), unit: .percent,
                    direction: .higherIsBetter, nature: .register,
                    attribution: Attribution(raw: "Office", derived: "Klyfta, from Office"))
            ],
            observations: small.flatMap { year, value in
                [
                    Observation(coverage, town, .year(year), .value(value)),
                    Observation(coverage, city, .year(year), .value(91)),
                ]
            },
            populations: small.keys.flatMap { year in
                [
                    Population(town, on: try! CalendarDay(year, 12, 31), 5_000),
                    Population(city, on: try! CalendarDay(year, 12, 31), 50_000),
                ]
            })
    }
}

extension Release {
    /// Nothing but the word that everything was taken back, and the populations.
    static func fibre(withdrawn reason: String, of years: [Int] = [2024]) -> Release {
        var release = Release.fibre(Dictionary(years.map { ($0, 0) }) { one, _ in one })
        let coverage = release.indicators[0].id
        release.indicators = []
        release.observations = []
        release.withdrawn = [Withdrawal(of: coverage, because: reason)]
        return release
    }
}

extension GapRule {
    /// A gap of more than 10 percentage points.
    static func fibre(_ id: String = "fibre", labels: [String: String] = [:]) -> GapRule {
        let classes = SizeScale(cuts: [10_000]).classes
        let question = GapQuestion(
            try! IndicatorID("office.fibre"),
            .sizeClasses(low: classes[0], high: classes[1], .municipality, .current))
        return GapRule(
            id: id, question: question, condition: .level(above: 10), patience: 1, severity: .warning,
            terms: GapRule.Terms(labels: labels))
    }
}

extension Configuration {
    static func watching(_ rules: [GapRule] = [.fibre()], in directory: String) -> Configuration {
        Configuration(
            stateDirectory: directory, alertFile: "\(directory)/alerts.jsonl",
            controlSocket: "\(directory)/control", language: .english, jitter: .zero,
            recompute: try! CalendarEvent("daily"), sources: [.office()], rules: rules)
    }
}
