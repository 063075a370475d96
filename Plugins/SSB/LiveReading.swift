import KlyftaModel
import KlyftaSources

/// Reads all answers of SSB: a pure function of them, and all or nothing.
struct LiveReading {
    private let plan: LivePlan
    private let payloads: Payloads
    private let division: Division

    /// - Throws: a ``Fault`` if KLASS says two things of the municipalities.
    init(_ plan: LivePlan, _ payloads: Payloads) throws {
        self.plan = plan
        self.payloads = payloads
        division = try Division(
            try plan.answer(LivePlan.codes, payloads), from: try plan.firstDay(payloads))
        let now = try plan.answer(LivePlan.codesNow, payloads)
        let day = try plan.selection(of: .population, payloads).newest.period.firstDay
        let (there, derived) = (Set(try Division.municipalities(now).map(\.code)), division.inForce(on: day))
        guard there == derived else {
            throw now.fault(
                "KLASS has \(there.count) municipalities on \(day), and \(derived.count) by the days of its codes "
                    + "(\(Self.some(there.symmetricDifference(derived))))",
                remedy: "The last figures stand. Ask SSB which holds.")
        }
    }

    /// Everything, with the answers it rests on. A table that cannot be read is refused, and the others go on.
    /// - Parameter shipped: the indicators that ship, whose names no table may have.
    func parts(beside shipped: Set<IndicatorID>) throws -> [ReleasePart] {
        var names = Release(source: SSBSource.id, indicators: [])
        names.names = division.names
        return try [population(), ReleasePart(from: [LivePlan.codes], names), changes()]
            + plan.wishes.tables.map { wish in
                do {
                    if let name = wish.indicator?.id, shipped.contains(name) { throw Self.taken(name, by: wish) }
                    return try observations(of: wish)
                } catch let fault as SourceFault {
                    guard let indicator = wish.indicator?.id, !shipped.contains(indicator) else { throw fault }
                    return .refused(indicator, of: SSBSource.id, because: fault)
                }
            }
    }

    /// The first few of some codes, in order.
    static func some(_ codes: some Collection<String>) -> String {
        let shown = codes.sorted().prefix(5).joined(separator: ", ")
        return codes.count > 5 ? "\(shown) and \(codes.count - 5) more" : shown
    }

    private func figures(of wish: TableWish, _ selection: TableSelection) throws -> TableFigures {
        let answered = try plan.data(of: wish, payloads).flatMap { question -> [Question] in
            switch try question.state(in: payloads) {
            case .answered(let questions): return questions
            case .lacking(let fault): throw fault
            case .open:
                throw SourceFault(
                    at: "table \(wish.table)", "an answer is missing ('\(question.name)')",
                    remedy: "The last figures stand; fetch again.", kind: .partial)
            }
        }
        return try TableFigures(answered, selection, in: payloads)
    }

    private func population() throws -> ReleasePart {
        let selection = try plan.selection(of: .population, payloads)
        let figures = try figures(of: .population, selection)
        var release = Release(source: SSBSource.id, indicators: [])
        release.populations = try selection.periods.flatMap { period in
            try PopulationYear(period, selection, figures, division).populations()
        }
        let table = TableWish.population.table
        return ReleasePart(
            from: [table, LivePlan.metadata(table), LivePlan.codes, LivePlan.codesNow] + figures.payloads, release)
    }

    private func observations(of wish: TableWish) throws -> ReleasePart {
        let selection = try plan.selection(of: wish, payloads)
        let figures = try figures(of: wish, selection)
        guard let wished = wish.indicator else {
            return ReleasePart(from: figures.payloads, .init(source: SSBSource.id, indicators: []))
        }
        let without =
            selection.eliminated.isEmpty ? "" : ", uten oppdeling etter \(selection.eliminated.joined(separator: ", "))"
        func title(_ language: Language) -> String { wished.titles[language] ?? selection.title }
        let indicator = Indicator(
            id: wished.id,
            title: LocalizedText(sv: title(.swedish), nb: title(.norwegian), en: title(.english)),
            unit: wished.unit, direction: wished.direction, nature: wished.nature,
            attribution: SSBSource.credit(table: wish.table, details: without), concept: wished.concept)
        let answers = [wish.table, LivePlan.metadata(wish.table)] + figures.payloads
        guard wish.groups == nil else {
            let published = try TablePublished(of: indicator, wish, selection, figures).all()
            return ReleasePart(
                from: answers, Release(source: SSBSource.id, indicators: [indicator], published: published))
        }
        let observations = try TableObservations(of: indicator, wish, selection, figures, division).all()
        return ReleasePart(
            from: answers + [LivePlan.codes],
            Release(source: SSBSource.id, indicators: [indicator], observations: observations))
    }

    private static func taken(_ name: IndicatorID, by wish: TableWish) -> SourceFault {
        SourceFault(
            at: "sources.ssb.tables.\(wish.name).indicator", "figures that ship have the name '\(name)'",
            remedy: "Call it otherwise; nothing of SSB is taken until then.")
    }

    /// The changes; where KLASS has no table of them, the codes before and after must be the same.
    private func changes() throws -> ReleasePart {
        guard case .answered(let questions) = try plan.changes(payloads).state(in: payloads) else {
            throw SourceFault(
                at: "source ssb", "the changes of municipalities are not all there",
                remedy: "The last figures stand; fetch again.", kind: .partial)
        }
        var release = Release(source: SSBSource.id, indicators: [])
        var eve: Set<String>?
        for payload in questions.compactMap({ payloads[$0.name] }) {
            guard case .codes = AnswerKind(of: payload.name) else {
                let place = payload.address.description
                release.boundaryChanges += try KLASSChange.list(payload.bytes, from: place).boundaryChanges(from: place)
                continue
            }
            let codes = Set(try Division.municipalities(payload).map(\.code))
            if payload.name.hasSuffix("/before") {
                eve = codes
            } else if let before = eve, before != codes {
                throw payload.fault(
                    "KLASS has no table of the changes of this day, and the codes changed "
                        + "(\(Self.some(codes.symmetricDifference(before))))",
                    remedy: "The last figures stand. Tell SSB, or leave these years out with 'since:'.")
            }
        }
        return ReleasePart(from: [LivePlan.classification] + questions.map(\.name), release)
    }
}
