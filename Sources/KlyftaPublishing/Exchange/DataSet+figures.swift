import KlyftaDivide
import KlyftaModel

extension DataSet {
    /// An indicator by size class, period by period.
    static func classes(of subject: Subject) -> DataSet? {
        let (indicator, unit) = (subject.indicator, subject.indicator.unit.rawValue)
        let sizes = subject.profiles.last?.rows.map(\.sizeClass) ?? []
        return DataSet(
            .classes, indicator,
            title: LocalizedText(
                sv: "Efter storleksklass: \(indicator.title.sv)", nb: "Etter størrelsesklasse: \(indicator.title.nb)",
                en: "By size class: \(indicator.title.en)"),
            attribution: indicator.attribution.derived,
            method: ["The size class of a municipality goes by its population in the period."],
            dimensions: [
                Dimension(
                    Field("size_class", "Municipalities by inhabitants, both limits inclusive"), .other,
                    facts: [
                        Field("from", "The smallest population", unit: "inhabitants"),
                        Field("to", "The largest population", unit: "inhabitants"),
                    ],
                    sizes.map { Category($0.description, $0.description, [.count($0.from), Cell($0.to)]) }),
                time(subject.profiles.map(\.period)),
            ],
            measures: [
                Field("mean", "The mean, each municipality counted once", unit: unit),
                Field("mean_weighted", "The mean, each inhabitant counted once", unit: unit),
                Field("median", "The middle value", unit: unit), Field("min", "The smallest value", unit: unit),
                Field("max", "The largest value", unit: unit),
                Field("share_at_zero", "The share of those with a value whose value is zero", unit: "fraction"),
            ],
            supports: [
                Field("n", "How many municipalities have a value", unit: "count"),
                Field("n_missing", "How many have none", unit: "count"),
            ],
            rows: sizes.indices.flatMap { place in
                subject.profiles.enumerated().map { time, profile in
                    let row = profile.rows[place]
                    let figures = [
                        row.mean, row.weightedMean, row.median, row.min, row.max, row.shareAtZero,
                    ].map(Figure.init)
                    return Row([place, time], figures, [.count(row.n), .count(row.missing)])
                }
            })
    }

    /// The municipalities in the last period, as the office has them.
    static func municipalities(of subject: Subject, _ names: [Municipality: String]) -> DataSet? {
        guard let panel = subject.panel else { return nil }
        let indicator = subject.indicator
        let all =
            (panel.members.map {
                ($0.municipality, Figure.number($0.value), Int?.some($0.inhabitants), Int?.some($0.size))
            }
            + panel.leftOut.map { ($0.municipality, Figure.absent($0.reason.word), $0.inhabitants, $0.size) })
            .sorted { $0.0 < $1.0 }
        let sizes = SizeScale.standard.classes
        return DataSet(
            .municipalities, indicator,
            title: LocalizedText(
                sv: "Kommunerna \(panel.period): \(indicator.title.sv)",
                nb: "Kommunene \(panel.period): \(indicator.title.nb)",
                en: "The municipalities in \(panel.period): \(indicator.title.en)"),
            attribution: indicator.attribution.raw,
            method: ["Values are as the office has them. A municipality without a value keeps the reason."],
            dimensions: [
                Dimension(
                    Field("municipality", "The country and the code of its statistical office"), .geo,
                    facts: [Field("name", "What it is called"), Field("size_class", "Its class by inhabitants")],
                    all.map { municipality, _, _, size in
                        let sizeClass = size.flatMap { size in sizes.first { $0.contains(size) } }
                        let name = names[municipality]
                        return Category(
                            municipality.description, name ?? municipality.description,
                            [Cell(name), Cell(sizeClass?.description)])
                    }), time([panel.period]),
            ],
            measures: [Field("value", "The value of the municipality", unit: indicator.unit.rawValue)],
            supports: [Field("inhabitants", "Its inhabitants in the period", unit: "count")],
            rows: all.enumerated().map { Row([$0, 0], [$1.1], [Cell($1.2)]) })
    }

    /// What the office published for groups, under its own labels.
    static func published(of subject: Subject) -> DataSet? {
        let (indicator, figures) = (subject.indicator, subject.published)
        let periods = Set(figures.map(\.period)).sorted()
        let codes = codes(of: figures)
        var categories: [Category] = []
        for (figure, code) in zip(figures, codes) where !categories.contains(where: { $0.code == code }) {
            categories.append(
                Category(
                    code, figure.group.label,
                    [.text(figure.group.kind.rawValue), Cell(figure.group.from), Cell(figure.group.to)]))
        }
        return DataSet(
            .published, indicator,
            title: LocalizedText(
                sv: "Som de publicerades: \(indicator.title.sv)", nb: "Slik de ble publisert: \(indicator.title.nb)",
                en: "As they were published: \(indicator.title.en)"),
            attribution: indicator.attribution.raw,
            method: ["Groups and labels are the office's own. Where only words were printed, there is no number."],
            dimensions: [
                Dimension(
                    Field("group", "The office's label"), .other,
                    facts: [
                        Field("kind", "What sort of group: all, size, sector or municipality"),
                        Field("from", "The smallest population, if the office said so", unit: "inhabitants"),
                        Field("to", "The largest population, if the office said so", unit: "inhabitants"),
                    ], categories), time(periods),
            ],
            measures: [Field("value", "The value that was published", unit: indicator.unit.rawValue)],
            supports: [
                Field("n", "How many respondents it rests on, if it was said", unit: "count"),
                Field("of", "How many there are in all, if it was said", unit: "count"),
            ],
            notes: [
                Field("figure", "The name of the figure"), Field("words", "What was printed"),
                Field("denominator", "What a percentage is a percentage of"),
                Field("weight", "What the office let count once: municipality or inhabitant"),
                Field("publication", "Where it was read"),
            ],
            rows: zip(figures, codes).compactMap { figure, code in
                guard let place = categories.firstIndex(where: { $0.code == code }),
                    let time = periods.firstIndex(of: figure.period)
                else { return nil }
                return Row(
                    [place, time],
                    [figure.value.map(Figure.number) ?? .absent(Undefined.wordsOnly.rawValue)],
                    [Cell(figure.n), Cell(figure.of)],
                    [
                        .text(figure.id), .text(figure.words), .text(figure.denominator),
                        .text(figure.weight.rawValue), .text(figure.source),
                    ])
            })
    }

    /// A code for the group of each figure: its label; where an office published a second figure for a group in a period,
    /// with the figure's own name, so that none takes the place of another.
    private static func codes(of figures: [PublishedFigure]) -> [String] {
        struct Place: Hashable { let code: String, period: Period }
        var taken: Set<Place> = []
        let kinds = Dictionary(grouping: figures, by: \.group.label).mapValues { Set($0.map(\.group.kind)).count }
        return figures.map { figure in
            let label = figure.group.label
            // "all" may be everybody, or the name of a sector.
            let code = (kinds[label] ?? 1) > 1 ? "\(figure.group.kind.rawValue):\(label)" : label
            let isFirst = taken.insert(Place(code: code, period: figure.period)).inserted
            return isFirst ? code : "\(code) (\(figure.id))"
        }
    }
}

extension Panel.Reason {
    /// The word that programs read.
    fileprivate var word: String {
        switch self {
        case .noValue(let absence): absence.rawValue
        case .noPopulation: "no-population"
        case .notInBasePeriod: "not-in-base-period"
        }
    }
}
