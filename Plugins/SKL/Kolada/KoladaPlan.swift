import KlyftaModel
import KlyftaSources

/// What to ask Kolada, in four steps: the areas and what it says of the indicators; then their figures, held ones only
/// where what it says has changed; then, once figures are there, what was revised since they were got.
///
/// Revisions are never announced, so the last step is one small question for each question of figures, every time.
/// What Kolada fails to answer of many indicators is asked again by halves, so that the others are there without those
/// it cannot give (`KoladaPlan+leaves.swift`).
struct KoladaPlan {
    /// The indicators to ask for, in order of their ids.
    let wishes: [KoladaWish]
    /// Where Kolada is.
    let address: KoladaAddress

    /// No figure of Kolada's indicators is older; its oldest series here, the population, begins in 1994.
    static let firstYear = 1990

    init(_ wishes: [KoladaWish], at address: KoladaAddress) {
        self.wishes = wishes.sorted { $0.id < $1.id }
        self.address = address
    }

    /// The list of areas.
    var areas: KoladaChain { KoladaChain(name: "municipalities", address: address.municipalities) }

    /// What Kolada says of the indicators.
    var descriptions: [KoladaChain] {
        let ids = wishes.map(\.id)
        return zip(address.indicators(ids), ids.groups).map { address, ids in
            KoladaChain(name: "indicators \(Self.span(ids))", address: address)
        }
    }

    /// What to ask next.
    func next(after payloads: Payloads) throws -> [FetchRequest] {
        let first = try ([areas] + descriptions).compactMap { try $0.next(after: payloads) }
        guard first.isEmpty else { return first }
        let leaves = try leaves(after: payloads, isOver: false)
        for case (let question, .lacking(let fault)) in leaves where question.hasPopulation { throw fault }
        let figures = leaves.compactMap { if case .open(let request) = $0.state { request } else { nil } }
        guard figures.isEmpty else { return figures }
        return leaves.compactMap { if case .openChanges(let request) = $0.state { request } else { nil } }
    }

    /// A question for figures, and what it rests on.
    struct Question {
        let wishes: [KoladaWish]
        let descriptions: KoladaChain
        let years: ClosedRange<Int>
        let figures: KoladaChain

        /// Whether all municipalities are measured by its answer.
        var hasPopulation: Bool { wishes.contains { $0.id == ExpectedIndicator.population } }
    }

    /// All questions for figures, once Kolada has said what it has. Nothing is asked of an indicator that is refused.
    /// - Throws: ``SourceFault`` if the population is not what it was.
    func questions(after payloads: Payloads) throws -> [Question] {
        let listed = try metadata(in: payloads)
        let lastYear = lastYear(listed, payloads)
        return zip(descriptions, wishes.groups).flatMap { descriptions, wishes -> [Question] in
            let wishes = wishes.filter { listed.refused[$0.id] == nil }
            guard !wishes.isEmpty else { return [] }
            return Array(Self.firstYear...max(Self.firstYear, lastYear)).groups.map { years in
                question(of: wishes, descriptions, years[0]...years[years.count - 1], listed)
            }
        }
    }

    /// The question for figures of some indicators in some years, no more of either than a part of an address may have.
    func question(
        of wishes: [KoladaWish], _ descriptions: KoladaChain, _ years: ClosedRange<Int>, _ listed: KoladaMetadata
    ) -> Question {
        let ids = wishes.map(\.id)
        let figures = KoladaChain(
            name: "figures \(Self.span(ids)) \(years.lowerBound)-\(years.upperBound)",
            address: address.figures(of: ids, years: Array(years))[0], edition: edition(of: wishes, listed),
            cells: ids.count * years.count * KoladaAreas.expected)
        return Question(wishes: wishes, descriptions: descriptions, years: years, figures: figures)
    }

    /// What was revised in figures since they were got; `nil` while they are not there. The day is that of UTC, which is
    /// never ahead of the office's.
    func changes(in question: Question, _ payloads: Payloads) -> KoladaChain? {
        question.figures.pages(in: payloads).first.map { page in
            let day = CalendarDay(daysSince1970: Int(page.retrieved.milliseconds / 86_400_000))
            return KoladaChain(
                name: "changes in \(question.figures.name)",
                address: KoladaAddress.changes(in: question.figures.address, since: day))
        }
    }

    /// What Kolada says of the indicators, found to be what it should.
    func metadata(in payloads: Payloads) throws -> KoladaMetadata {
        var listed: [KoladaKPI] = []
        var lacking: [String: SourceFault] = [:]
        for (chain, wishes) in zip(descriptions, wishes.groups) {
            listed += try chain.items(in: payloads, KoladaKPI.read)
            guard let fault = try chain.flaw(in: payloads) else { continue }
            for wish in wishes { lacking[wish.id] = fault }
        }
        return try KoladaMetadata(listed, of: wishes, lacking: lacking)
    }

    /// The last year there may be figures of: the year in which the indicators were last asked about.
    private func lastYear(_ listed: KoladaMetadata, _ payloads: Payloads) -> Int {
        let asked = descriptions.flatMap { $0.pages(in: payloads) }.map { page in
            CalendarDay(daysSince1970: Int(page.retrieved.milliseconds / 86_400_000)).year
        }
        let announced = wishes.compactMap { listed.indicators[$0.id]?.publicationPeriod }.compactMap {
            Int($0.prefix(4))
        }
        // A slip of the pen in one of them must not ask for a thousand years.
        let now = asked.max() ?? Self.firstYear
        return (announced.filter { $0 <= now + 1 } + [now]).max() ?? now
    }

    /// What Kolada says of indicators, in one mark: their next date moves when figures are published.
    private func edition(of wishes: [KoladaWish], _ listed: KoladaMetadata) -> String {
        let words = wishes.compactMap { listed.indicators[$0.id] }.map { kpi in
            let dates = [kpi.publicationDate, kpi.preliminaryPublicationDate, kpi.publicationPeriod].map { $0 ?? "-" }
            return ([kpi.id, kpi.title, kpi.description] + dates).joined(separator: "\u{1f}")
        }
        return DescriptionMark(of: words.joined(separator: "\u{1e}")).description
    }

    private static func span(_ ids: [String]) -> String {
        ids.count == 1 ? ids[0] : "\(ids[0]) to \(ids[ids.count - 1])"
    }
}

extension Array {
    /// As many at a time as a part of an address may have.
    fileprivate var groups: [[Element]] {
        stride(from: 0, to: count, by: KoladaAddress.idsPerPart).map {
            Array(self[$0..<Swift.min($0 + KoladaAddress.idsPerPart, count)])
        }
    }
}
