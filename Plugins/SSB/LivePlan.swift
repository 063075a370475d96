import KlyftaModel
import KlyftaSources

/// What to ask SSB, in three steps: is there news (one small question a table, and one for the municipalities), what do
/// the tables look like today, and the figures themselves. The second and third are answered from the archive while
/// the stamps of the first are the same.
struct LivePlan {
    let wishes: LiveWishes
    let service: SSBService

    init(_ wishes: LiveWishes, _ service: SSBService) {
        self.wishes = wishes
        self.service = service
    }

    static let config = "config"
    static let classification = "klass"
    static let codes = "klass codes"
    static let codesNow = "klass codes now"

    static func metadata(_ table: String) -> String { "\(table) metadata" }

    /// SSB's list of tables, asked for in place of a table that it says it does not have.
    static func listing(_ table: String) -> String { "\(table) listing" }

    /// Whether SSB said that it does not have a table.
    func isGone(_ table: String, _ payloads: Payloads) -> Bool {
        payloads[Self.listing(table)] != nil || payloads.lack(of: Self.listing(table)) != nil
    }

    /// The tables, each once, population first.
    private var tables: [String] {
        var seen = Set<String>()
        return wishes.all.map(\.table).filter { seen.insert($0).inserted }
    }

    /// What to ask next.
    func requests(after payloads: Payloads) throws -> [FetchRequest] {
        for step in [news, descriptions] {
            let open = try step(payloads).filter { payloads[$0.name] == nil && payloads.lack(of: $0.name) == nil }
            if !open.isEmpty { return open }
        }
        let questions = try questions(after: payloads)
        // What one answer of a table is lacking for needs none of its others.
        let lacking = Set(
            try questions.filter { if case .lacking = try $0.state(in: payloads) { true } else { false } }
                .map(\.request.topic))
        return try questions.filter { !lacking.contains($0.request.topic) }.flatMap { try $0.open(in: payloads) }
    }

    /// What to ask in place of what was refused.
    func instead(of request: FetchRequest, refused fault: FetchFault, after payloads: Payloads) throws -> [FetchRequest]
    {
        let questions = (try? questions(after: payloads)) ?? []
        for question in questions {
            if let requests = try question.instead(of: request.name, fault) { return requests }
        }
        if fault.kind == .status(404), tables.dropFirst().contains(request.name) {
            let table = request.name
            return [FetchRequest(Self.listing(table), at: try WebAddress(service.listing(table)), topic: table)]
        }
        throw fault
    }

    /// Whether an answer is that of a table which others do not rest on.
    func isDispensable(_ name: String) -> Bool {
        wishes.tables.filter { $0.indicator != nil }.contains { wish in
            let isOwnTable = wish.table != TableWish.population.table
            let ofTable = [wish.table, Self.metadata(wish.table), Self.listing(wish.table)]
            return name.hasPrefix("\(wish.name) data ") || isOwnTable && ofTable.contains(name)
        }
    }

    private func news(_ payloads: Payloads) throws -> [FetchRequest] {
        try tables.filter { !isGone($0, payloads) }.map { FetchRequest($0, at: try WebAddress(service.table($0))) }
            + [FetchRequest(Self.classification, at: try WebAddress(service.klass.itself))]
    }

    private func descriptions(_ payloads: Payloads) throws -> [FetchRequest] {
        let there = tables.filter { !isGone($0, payloads) && payloads.lack(of: $0) == nil }
        let stamps = try there.map { ($0, try stamp(of: $0, payloads)) }
        let metadata = try stamps.map { table, stamp in
            FetchRequest(
                Self.metadata(table), at: try WebAddress(service.metadata(table, since: stamp)), edition: stamp,
                topic: table)
        }
        // The limit of cells matters only where a table is asked for anew.
        let all = stamps.map { "\($0.0) \($0.1 ?? "unstamped")" }.joined(separator: ", ")
        let isStamped = stamps.allSatisfy { $0.1 != nil }
        return [FetchRequest(Self.config, at: try WebAddress(service.config), edition: isStamped ? all : nil)]
            + metadata
    }

    private func stamp(of table: String, _ payloads: Payloads) throws -> String? {
        let payload = try answer(table, payloads)
        return try PxWebTable(payload.bytes, from: payload.address.description).updated
    }

    /// An answer that must be there.
    func answer(_ name: String, _ payloads: Payloads) throws(SourceFault) -> Payload {
        guard let payload = payloads[name] else {
            if let lack = payloads.lack(of: name) { throw lack }
            throw SourceFault(
                at: "source ssb", "the answer '\(name)' is not among those that were given",
                remedy: "The figures cannot be made without it; fetch again.")
        }
        return payload
    }
}

// MARK: - The third step

extension LivePlan {
    /// All questions of the third step, in order.
    func questions(after payloads: Payloads) throws -> [Question] {
        let (changes, codes) = try (changes(payloads), municipalities(payloads))
        return try codes.map { Question(request: $0) } + [changes]
            + readable(payloads).flatMap { try data(of: $0, payloads) }
    }

    /// The tables that can be asked for what is wished by their metadata of today. Why another one cannot is said when
    /// the answers are read.
    /// - Throws: ``SourceFault`` if the population is none of them.
    func readable(_ payloads: Payloads) throws -> [TableWish] {
        _ = try selection(of: .population, payloads)
        return wishes.all.filter { (try? selection(of: $0, payloads)) != nil }
    }

    /// The questions for the figures of a table.
    func data(of wish: TableWish, _ payloads: Payloads) throws -> [Question] {
        let config = try answer(Self.config, payloads)
        return try Question.all(
            of: try selection(of: wish, payloads).query, for: wish, edition: try stamp(of: wish.table, payloads),
            limits: try PxWebLimits(config.bytes, from: config.address.description), service)
    }

    /// What is asked of a table, by its metadata of today.
    /// - Throws: ``SourceFault`` if SSB has no such table, or it is not what the wish takes it for.
    func selection(of wish: TableWish, _ payloads: Payloads) throws -> TableSelection {
        if let listing = payloads[Self.listing(wish.table)] {
            let page = try PxWebTablePage(listing.bytes, from: listing.address.description)
            let isListed = page.tables.contains { $0.id == wish.table }
            throw SourceFault(
                at: "table \(wish.table)", isListed ? "SSB lists it, and answers with 404" : "SSB has it no more",
                remedy: "The last figures stand. To do without it, take '\(wish.name)' out of sources.ssb.tables.",
                kind: isListed ? .failing : .withdrawn)
        }
        if let lack = payloads.lack(of: Self.listing(wish.table)) { throw lack }
        _ = try answer(wish.table, payloads)
        let metadata = try answer(Self.metadata(wish.table), payloads)
        return try TableSelection(
            of: wish, in: try JSONStat.layout(metadata.bytes, from: metadata.address.description), since: wishes.since)
    }

    /// The question for all changes.
    func changes(_ payloads: Payloads) throws -> Question {
        let klass = try klass(payloads)
        return try .changes(
            from: try firstDay(payloads), versions: klass.versions, edition: klass.edition, service.klass)
    }

    /// The first day on which anything is asked for: of the earliest year of any table.
    func firstDay(_ payloads: Payloads) throws -> CalendarDay {
        let days = try readable(payloads).map { try selection(of: $0, payloads).periods[0].period.firstDay }
        return try CalendarDay((days.min() ?? days[0]).year, 1, 1)
    }

    private func klass(_ payloads: Payloads) throws -> KLASSClassification {
        let payload = try answer(Self.classification, payloads)
        return try KLASSClassification(payload.bytes, from: payload.address.description)
    }

    private func municipalities(_ payloads: Payloads) throws -> [FetchRequest] {
        let edition = try klass(payloads).edition
        let newest = try selection(of: .population, payloads).newest.period.firstDay
        return [
            FetchRequest(
                Self.codes, at: try WebAddress(service.klass.codes(from: try firstDay(payloads))), edition: edition,
                topic: Self.classification),
            FetchRequest(
                Self.codesNow, at: try WebAddress(service.klass.codes(at: newest)), edition: edition,
                topic: Self.classification),
        ]
    }
}
