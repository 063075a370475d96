import KlyftaModel
import KlyftaSources

extension SKLSource: LiveSource {
    /// Kolada states no limit; clients in use keep to five questions a second.
    package static let hosts = [HostAllowance("api.kolada.se", quota: .init(requests: 5, perSeconds: 1))]

    /// Kolada's, or the mirror that the operator names.
    package static func hosts(for options: SourceOptions) -> [HostAllowance] {
        guard let base = options["address"], let address = try? WebAddress(base),
            !hosts.contains(where: { $0.host == address.host })
        else { return hosts }
        // As many in the long run, and a few at once: a mirror is the operator's own.
        return [HostAllowance(address.host, quota: .init(requests: 50, perSeconds: 10))]
    }

    package var isLive: Bool { kolada != nil }

    package func plan(after payloads: Payloads) throws -> [FetchRequest] {
        try kolada?.next(after: payloads) ?? []
    }

    /// The list of municipalities is not; what is said of the population, or its figures, refuses all when it is read.
    package func isDispensable(_ request: FetchRequest) -> Bool { !request.name.hasPrefix("municipalities") }

    package func check(_ payload: Payload) throws {
        let place = payload.address.description
        switch payload.name.prefix(while: { $0 != " " && $0 != "," }) {
        case "municipalities": _ = try KoladaPage(payload.bytes, from: place, KoladaArea.read)
        case "indicators": _ = try KoladaPage(payload.bytes, from: place, KoladaKPI.read)
        default: _ = try KoladaPage(payload.bytes, from: place, KoladaFigure.read)
        }
    }

    package func parts(of payloads: Payloads) throws -> [ReleasePart] {
        guard let kolada else { return [.shipped(try figures.release())] }
        let listed = try kolada.metadata(in: payloads)
        let municipalities = try kolada.areas.items(in: payloads, KoladaArea.read)
        let areas = try KoladaAreas(municipalities)
        var shipped = try figures.release()
        let declared = try declarations(kolada.wishes, listed, shipped.indicators)
        (shipped.observations, shipped.populations, shipped.names) = ([], [], [])
        shipped.indicators.removeAll { KoladaWish.isID($0.id.localName) }

        let leaves = try kolada.leaves(after: payloads, isOver: true)
        let lacking = try lacking(in: leaves)
        var refused = listed.refused.merging(lacking) { one, _ in one }
        let answers = try answers(to: kolada, leaves, payloads, areas, declared.filter { refused[$0.key] == nil })
        let empty = try empty(in: answers.map(\.facts), of: kolada.wishes.filter { refused[$0.id] == nil })
        refused.merge(empty) { one, _ in one }
        var parts = [.shipped(shipped), try names(of: municipalities, kolada, payloads)]
        for (chains, facts) in answers {
            parts.append(
                ReleasePart(
                    from: chains.flatMap { $0.pages(in: payloads) }.map(\.name),
                    try facts.release(of: Self.id, without: Set(empty.keys))))
        }
        for (id, fault) in refused.sorted(by: { $0.key < $1.key }) {
            parts.append(.refused(try IndicatorID("skl.\(id)"), of: Self.id, because: fault))
        }
        try PopulationRows.check(parts.flatMap(\.facts.populations))
        return parts
    }

    /// By id, why an indicator's figures are not all there.
    /// - Throws: ``SourceFault`` if the population's are not.
    private func lacking(
        in leaves: [(question: KoladaPlan.Question, state: KoladaPlan.State)]
    ) throws(SourceFault) -> [String: SourceFault] {
        var lacking: [String: SourceFault] = [:]
        for case (let question, .lacking(let fault)) in leaves {
            if question.hasPopulation { throw fault }
            for wish in question.wishes where lacking[wish.id] == nil { lacking[wish.id] = fault }
        }
        return lacking
    }

    /// The facts of each question that was answered, and the answers they rest on.
    private func answers(
        to plan: KoladaPlan, _ leaves: [(question: KoladaPlan.Question, state: KoladaPlan.State)], _ payloads: Payloads,
        _ areas: KoladaAreas, _ declared: [String: Indicator]
    ) throws -> [(chains: [KoladaChain], facts: KoladaFacts)] {
        try leaves.compactMap { question, state in
            guard case .answered(let changes) = state else { return nil }
            let ids = Set(question.wishes.map(\.id))
            let facts = try KoladaFacts(
                question, revised: changes, in: payloads, areas: areas,
                indicators: declared.filter { ids.contains($0.key) })
            return ([plan.areas, question.descriptions, question.figures, changes], facts)
        }
    }

    /// What is declared of each indicator, by Kolada's id: by the module, or by the operator and Kolada's metadata.
    private func declarations(
        _ wishes: [KoladaWish], _ listed: KoladaMetadata, _ own: [Indicator]
    ) throws -> [String: Indicator] {
        let own = Dictionary(own.map { ($0.id.localName, $0) }) { one, _ in one }
        var declared: [String: Indicator] = [:]
        for wish in wishes where wish.id != ExpectedIndicator.population {
            guard let kpi = listed.indicators[wish.id] else { continue }
            declared[wish.id] = try wish.indicator(kpi, own: own[wish.id])
        }
        return declared
    }

    private func names(of areas: [KoladaArea], _ plan: KoladaPlan, _ payloads: Payloads) throws -> ReleasePart {
        var release = Release(source: Self.id, indicators: [])
        release.names = try areas.filter { $0.type == "K" }.map {
            MunicipalityName(try Municipality(.sweden, $0.id), $0.title.plainBlanks)
        }
        return ReleasePart(from: plan.areas.pages(in: payloads).map(\.name), release)
    }

    /// The indicators of which nothing came, with why they are refused: that looks like a page that is missing.
    /// - Throws: ``SourceFault`` if it is the population.
    private func empty(in facts: [KoladaFacts], of wishes: [KoladaWish]) throws(SourceFault) -> [String: SourceFault] {
        let told = facts.reduce(into: Set<String>()) { $0.formUnion($1.idsTold) }
        var empty: [String: SourceFault] = [:]
        for id in wishes.map(\.id) where !told.contains(id) {
            empty[id] = SourceFault(
                at: "skl.\(id)", "Kolada has no figure of any municipality",
                remedy: "The last figures stand. Wait for the whole, or leave it out with 'indicators:' or under "
                    + "'kolada:' of sources.skl.", kind: .partial)
        }
        if let fault = empty[ExpectedIndicator.population] { throw fault }
        return empty
    }
}

extension KoladaWish {
    /// The declaration of an indicator as Klyfta uses it.
    /// - Parameter own: the module's own; `nil` for one of the operator's.
    fileprivate func indicator(_ kpi: KoladaKPI, own: Indicator?) throws -> Indicator {
        let title = kpi.title.plainBlanks
        let breaks =
            newBreak.map { [SeriesBreak(at: $0, because: "Kolada describes the indicator in other words")] } ?? []
        if let own {
            // A series that has ended says so in its name, as it does at Kolada's.
            let end = Self.end(of: title).map { " (-\($0))" } ?? ""
            return Indicator(
                id: own.id,
                title: LocalizedText(sv: own.title.sv + end, nb: own.title.nb + end, en: own.title.en + end),
                unit: own.unit, direction: own.direction, nature: own.nature, breaks: own.breaks + breaks,
                attribution: own.attribution, concept: concept ?? own.concept)
        }
        guard let declaration, let unit = declaration.unit ?? Self.unit(told: title) else {
            throw SourceFault(
                at: "sources.skl.kolada.\(id)", "it is not said what it is counted in", remedy: "Write unit: beside it."
            )
        }
        let id = try IndicatorID("skl.\(id)")
        return Indicator(
            id: id, title: LocalizedText(sv: title, nb: title, en: title), unit: unit, direction: declaration.direction,
            nature: declaration.nature, breaks: breaks, attribution: SKLSource.attribution(of: id), concept: concept)
    }
}

/// Nobody ceases to be counted: a municipality that was there and is there no more is a row that was lost.
private enum PopulationRows {
    static func check(_ populations: [Population]) throws(SourceFault) {
        let days = Dictionary(grouping: populations, by: \.day).sorted { $0.key < $1.key }
        for (earlier, later) in zip(days, days.dropFirst()) {
            let lost = Set(earlier.value.map(\.municipality)).subtracting(later.value.map(\.municipality))
            guard let first = lost.min() else { continue }
            throw SourceFault(
                at: "skl.\(ExpectedIndicator.population)",
                "the population of \(later.key) lacks \(lost.count == 1 ? "\(first)" : "\(first) and \(lost.count - 1) more")",
                remedy: "Wait for the whole; the last figures stand.", kind: .partial)
        }
    }
}
