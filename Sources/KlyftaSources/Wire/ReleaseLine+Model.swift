import KlyftaModel

// From nouns to lines and back. A line that spells no noun throws InvalidText; the reader adds where.

extension IndicatorLine {
    init(_ indicator: Indicator) {
        self.init(
            id: indicator.id.text,
            title: ["sv": indicator.title.sv, "nb": indicator.title.nb, "en": indicator.title.en],
            unit: indicator.unit.rawValue, direction: indicator.direction.rawValue, nature: indicator.nature.rawValue,
            breaks: indicator.breaks.map { Break(period: $0.period.description, reason: $0.reason) },
            attribution: ["raw": indicator.attribution.raw, "derived": indicator.attribution.derived],
            concept: indicator.concept)
    }

    func indicator() throws(InvalidText) -> Indicator {
        var breaks: [SeriesBreak] = []
        for line in self.breaks { breaks.append(SeriesBreak(at: try Period(line.period), because: line.reason)) }
        return Indicator(
            id: try IndicatorID(id),
            title: LocalizedText(sv: title["sv"] ?? id, nb: title["nb"] ?? id, en: title["en"] ?? id),
            unit: try word(unit, "unit"), direction: try word(direction, "direction"),
            nature: try word(nature, "nature"), breaks: breaks,
            attribution: Attribution(raw: attribution["raw"] ?? "", derived: attribution["derived"] ?? ""),
            concept: concept)
    }
}

extension ObservationsLine {
    func observations() throws(InvalidText) -> [Observation] {
        let (indicator, period) = (try IndicatorID(indicator), try Period(period))
        var observations: [Observation] = []
        observations.reserveCapacity(values.count + absent.count)
        for (code, value) in values {
            observations.append(Observation(indicator, try Municipality(code), period, .value(value)))
        }
        for (code, absence) in absent {
            let outcome = Outcome.absent(try word(absence, "absence"))
            observations.append(Observation(indicator, try Municipality(code), period, outcome))
        }
        return observations
    }
}

extension PopulationsLine {
    /// The populations of one day.
    init(_ day: CalendarDay, _ populations: [Population]) {
        self.init(day: day.description, inhabitants: [:])
        for population in populations { inhabitants[population.municipality.description] = population.inhabitants }
    }

    func populations() throws(InvalidText) -> [Population] {
        let day = try CalendarDay(day)
        var populations: [Population] = []
        for (code, count) in inhabitants { populations.append(Population(try Municipality(code), on: day, count)) }
        return populations
    }
}

extension NameLine {
    init(_ name: MunicipalityName) {
        self.init(
            municipality: name.municipality.description, name: name.name, from: name.from?.description,
            to: name.to?.description)
    }

    func municipalityName() throws(InvalidText) -> MunicipalityName {
        MunicipalityName(
            try Municipality(municipality), name, from: try from.map(CalendarDay.init), to: try to.map(CalendarDay.init)
        )
    }
}

extension BoundaryChangeLine {
    init(_ change: BoundaryChange) {
        self.init(
            day: change.day.description, from: change.predecessor.description, fromName: change.predecessorName,
            to: change.successor.description, toName: change.successorName)
    }

    func boundaryChange() throws(InvalidText) -> BoundaryChange {
        BoundaryChange(
            on: try CalendarDay(day), from: try Municipality(from), named: fromName, to: try Municipality(to),
            named: toName)
    }
}

extension PublishedLine {
    init(_ figure: PublishedFigure) {
        self.init(
            id: figure.id, indicator: figure.indicator.text, period: figure.period.description,
            kind: figure.group.kind.rawValue, group: figure.group.label, from: figure.group.from, to: figure.group.to,
            value: figure.value, words: figure.words, n: figure.n, of: figure.of, denominator: figure.denominator,
            weight: figure.weight.rawValue, source: figure.source)
    }

    func publishedFigure() throws(InvalidText) -> PublishedFigure {
        PublishedFigure(
            id: id, indicator: try IndicatorID(indicator), period: try Period(period),
            group: PublishedGroup(try word(kind, "kind of group"), group, from: from, to: to), value: value,
            words: words, n: n, of: of, denominator: denominator, weight: try word(weight, "weight"), source: source)
    }
}

extension WithdrawnLine {
    init(_ withdrawal: Withdrawal) {
        self.init(
            indicator: withdrawal.indicator.text, period: withdrawal.period?.description, unit: withdrawal.unit,
            reason: withdrawal.reason)
    }

    func withdrawal() throws(InvalidText) -> Withdrawal {
        Withdrawal(
            of: try IndicatorID(indicator), in: try period.map(Period.init), for: unit, because: reason)
    }
}

/// A word of an enumeration by its spelling.
private func word<Word: RawRepresentable<String> & CaseIterable>(_ text: String, _ kind: String) throws(InvalidText)
    -> Word
{
    guard let word = Word(rawValue: text) else {
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw InvalidText(text, isNo: kind, remedy: "Write one of \(words).")
    }
    return word
}

/// `Optional.map` for the typed throws above.
extension Optional {
    fileprivate func map<Value>(_ convert: (Wrapped) throws(InvalidText) -> Value) throws(InvalidText) -> Value? {
        guard let self else { return nil }
        return try convert(self)
    }
}
