import KlyftaModel

/// Everything one source delivers at once. Each indicator of it is taken completely or not at all.
public struct Release: Hashable, Sendable {
    /// Whose figures these are.
    public var source: SourceID
    /// What is measured.
    public var indicators: [Indicator]
    /// Values by municipality and period.
    public var observations: [Observation]
    /// Inhabitants by municipality and day.
    public var populations: [Population]
    /// What municipalities are called.
    public var names: [MunicipalityName]
    /// How municipalities changed.
    public var boundaryChanges: [BoundaryChange]
    /// What the office published for groups.
    public var published: [PublishedFigure]
    /// What the office took back, so that its absence is no fault.
    public var withdrawn: [Withdrawal]
    /// Indicators of which nothing new is there, each with its reason. They are no part of its content.
    public var refused: [RefusedIndicator] = []
    /// The files of an inbox that it was made of and that lie there still, in order. They are no part of its content.
    public var inbox: [InboxFile] = []

    /// A release; what a source does not have is left empty.
    public init(
        source: SourceID, indicators: [Indicator], observations: [Observation] = [],
        populations: [Population] = [], names: [MunicipalityName] = [], boundaryChanges: [BoundaryChange] = [],
        published: [PublishedFigure] = [], withdrawn: [Withdrawal] = []
    ) {
        self.source = source
        self.indicators = indicators
        self.observations = observations
        self.populations = populations
        self.names = names
        self.boundaryChanges = boundaryChanges
        self.published = published
        self.withdrawn = withdrawn
    }
}

extension Release {
    /// Refuses what could be misread later: the same fact twice, a figure of an undeclared indicator, an indicator
    /// under another module's name, a number that is none, a code that was not in force. The core relies on it.
    /// - Parameter codes: whether codes are held against their time. Not for what was stored before: it stays readable.
    /// - Throws: ``SourceFault`` that names the first such fact.
    public func checked(codes: Bool = true) throws(SourceFault) -> Release {
        try once(indicators, by: \.id.text) { "indicator \($0.id)" }
        let declared = Set(indicators.map(\.id))
        if let stranger = indicators.map(\.id).first(where: { $0.module != source.text }) {
            throw fault("indicator \(stranger) does not begin with '\(source).'", "Name it after its module.")
        }
        try once(refused, by: \.indicator) { "the refusal of \($0.indicator)" }
        if let stranger = refused.map(\.indicator).first(where: { $0.module != source.text || declared.contains($0) }) {
            throw fault(
                "\(stranger) is refused, and is declared beside it or is none of this source's",
                "Refuse an indicator, or deliver it.")
        }
        try once(observations, by: { Key($0.indicator, $0.municipality, $0.period) }) { observation in
            "the value of \(observation.indicator) for \(observation.municipality) in \(observation.period)"
        }
        try once(populations, by: { Key($0.municipality, $0.day) }) {
            "the population of \($0.municipality) on \($0.day)"
        }
        try once(published, by: \.id) { "published figure \($0.id)" }
        try once(published, by: { Key($0.indicator, $0.period, $0.group.label) }, unless: { $0.value == nil }) {
            "the published value of \($0.indicator) for '\($0.group)' in \($0.period)"
        }
        let used =
            observations.lazy.map(\.indicator).first { !declared.contains($0) }
            ?? published.lazy.map(\.indicator).first { !declared.contains($0) }
        if let used {
            throw fault("\(used) has figures but is not declared", "Declare it, or leave its figures out.")
        }
        if let figure = observations.first(where: { $0.outcome.value.map { !$0.isFinite } ?? false }) {
            throw fault(
                "the value of \(figure.indicator) for \(figure.municipality) in \(figure.period) is not a finite number",
                "Deliver a number, or say why there is none.")
        }
        try refuseHalves()
        if let figure = published.first(where: { $0.value.map { !$0.isFinite } ?? false }) {
            throw fault(
                "the value of published figure \(figure.id) is not a finite number", "Deliver a number, or words only.")
        }
        if let crowd = populations.first(where: { $0.inhabitants < 0 }) {
            throw fault("the population of \(crowd.municipality) on \(crowd.day) is negative", "Correct it.")
        }
        if codes { try refuseCodesOutOfTime() }
        return self
    }

    /// There is any, or there is none.
    private func refuseHalves() throws(SourceFault) {
        let flags = Set(indicators.filter { $0.unit == .any }.map(\.id))
        guard !flags.isEmpty else { return }
        let figure = observations.first { figure in
            flags.contains(figure.indicator) && figure.outcome.value.map { $0 != 0 && $0 != 1 } ?? false
        }
        guard let figure else { return }
        throw fault(
            "the value of \(figure.indicator) for \(figure.municipality) in \(figure.period) is neither 0 nor 1",
            "In the unit 'any', 1 says that there is any, 0 that there is none.")
    }

    private struct Key: Hashable {
        let parts: [AnyHashable]
        init(_ parts: AnyHashable...) { self.parts = parts }
    }

    private func once<Fact>(
        _ facts: [Fact], by key: (Fact) -> some Hashable, unless: (Fact) -> Bool = { _ in false },
        name: (Fact) -> String
    ) throws(SourceFault) {
        var seen = Set<AnyHashable>()
        for fact in facts where !unless(fact) && !seen.insert(AnyHashable(key(fact))).inserted {
            throw fault("\(name(fact)) is there twice", "Deliver it once; nothing of this release is taken.")
        }
    }

    private func fault(_ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "release of \(source)", problem, remedy: remedy)
    }
}
