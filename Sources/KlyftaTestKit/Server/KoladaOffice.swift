import Synchronization

/// A server that answers as Kolada does in version 3: pages with the address of the next one, at most 25 ids in a part
/// of the path, groups and regions among the municipalities unless they are kept out, and 429 for whoever asks too fast.
public final class KoladaOffice: Sendable {
    /// What it has; a test changes it.
    public struct Holdings: Sendable {
        /// What it says of indicators.
        public var indicators: [KoladaEntry] = []
        /// The municipalities, regions and the country.
        public var areas = KoladaOffice.areas
        /// All figures.
        public var rows: [KoladaRow] = []
        /// What was revised, with the day of it.
        public var revisions: [(day: String, row: KoladaRow)] = []
        /// Rows on a page.
        public var pageSize = 5_000
        /// Whether groups and regions come even where only municipalities are asked for.
        public var mixesAreas = false
        /// Questions that get another answer: the first part of the target, and the answer.
        public var otherAnswers: [(target: String, steps: [HTTPServer.Step])] = []
        /// The questions so far, and the milliseconds at which they came.
        var questions: [(target: String, at: Int64)] = []

        /// Replaces what it says of an indicator.
        public mutating func change(_ id: String, _ body: (inout KoladaEntry) -> Void) {
            for index in indicators.indices where indicators[index].id == id { body(&indicators[index]) }
        }
    }

    private final class Box: Sendable {
        let holdings = Mutex(Holdings())
        let port = Mutex(0)
    }

    private let box: Box
    private let server: HTTPServer

    /// An office with these holdings.
    /// - Parameter clock: the milliseconds now, by which it counts how fast it is asked.
    /// - Throws: ``ChildProcess/CannotStart``.
    public init(_ fill: (inout Holdings) -> Void, clock: @escaping @Sendable () -> Int64 = { 0 }) throws {
        let box = Box()
        box.holdings.withLock { fill(&$0) }
        self.box = box
        server = try HTTPServer { question in
            let port = box.port.withLock(\.self)
            return box.holdings.withLock { holdings in
                holdings.questions.append((question.target, clock()))
                return holdings.answer(to: question.target, base: "http://127.0.0.1:\(port)")
            }
        }
        box.port.withLock { $0 = server.port }
    }

    /// Where its version 3 is.
    public var address: String { server.url("/v3") }

    /// Changes what it has.
    public func change(_ body: (inout Holdings) -> Void) { box.holdings.withLock { body(&$0) } }

    /// The questions since the last time this was called, and when they came.
    public func takeQuestions() -> [(target: String, at: Int64)] {
        box.holdings.withLock { holdings in
            defer { holdings.questions = [] }
            return holdings.questions
        }
    }

    /// 290 municipalities, two of them with their real codes, and the country, a region and Gotland's region.
    public static let areas: [(id: String, title: String, type: String)] =
        [("0000", "Riket", "L"), ("0001", "Region Stockholm", "L"), ("0009", "Region Gotland", "L")]
        + [("0114", "Upplands Väsby", "K"), ("0980", "Gotland", "K")]
        + (0..<288).map { ("\(1_001 + $0)", "Kommun \($0)", "K") }

    /// The codes of its municipalities.
    public static let municipalities = areas.filter { $0.type == "K" }.map(\.id)
}

extension KoladaOffice.Holdings {
    /// The questions that may be asked in a second.
    private static let perSecond = 5

    fileprivate func answer(to target: String, base: String) -> [HTTPServer.Step] {
        if let other = otherAnswers.first(where: { target.hasPrefix($0.target) }) { return other.steps }
        let now = questions[questions.count - 1].at
        if now > 0, questions.filter({ $0.at > now - 1_000 }).count > Self.perSecond {
            return .answer("{\"detail\":\"Too many\"}", status: "429 Too Many Requests", headers: ["Retry-After": "1"])
        }
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let query = Query(parts.count > 1 ? parts[1] : "")
        let path = parts[0].split(separator: "/").dropFirst().map(String.init)
        let lists = path.map { $0.split(separator: ",").map(String.init) }
        guard target.hasPrefix("/v3/"), lists.allSatisfy({ $0.count <= 25 }) else {
            return .answer("{\"detail\":\"Bad Request\"}", status: "400 Bad Request")
        }
        switch (path.first, path.count) {
        case ("municipality", 1):
            return page(
                areas.map { "{\"id\":\"\($0.id)\",\"title\":\"\($0.title)\",\"type\":\"\($0.type)\"}" }, target, query,
                base)
        case ("kpi", 2):
            return page(indicators.filter { lists[1].contains($0.id) }.map(\.json), target, query, base)
        case ("data", 5) where path[1] == "kpi" && path[3] == "year":
            let (kpis, years) = (Set(lists[2]), Set(lists[4].compactMap { Int($0) }))
            let all = query["from_date"].map { day in revisions.filter { $0.day >= day }.map(\.row) } ?? rows
            let isMunicipal = query["region_type"] == "K" && !mixesAreas
            let rows = all.filter { row in
                kpis.contains(row.kpi) && years.contains(row.year) && (!isMunicipal || !row.area.hasPrefix("G"))
            }
            return page(rows.map(\.json), target, query, base)
        default: return .answer("{\"detail\":\"Not Found\"}", status: "404 Not Found")
        }
    }

    private func page(_ items: [String], _ target: String, _ query: Query, _ base: String) -> [HTTPServer.Step] {
        let number = query["page"].flatMap { Int($0) } ?? 1
        let shown = items.dropFirst((number - 1) * pageSize).prefix(pageSize)
        let isLast = number * pageSize >= items.count
        let first = target.replacing(/[?&]page=\d+/, with: "")
        let next = "\"\(base)\(first)\(first.contains("?") ? "&" : "?")page=\(number + 1)\""
        return .answer(
            "{\"values\":[\(shown.joined(separator: ","))],\"count\":\(shown.count),"
                + "\"next_url\":\(isLast ? "null" : next),\"previous_url\":null}",
            headers: ["Content-Type": "application/json"])
    }
}

private struct Query {
    private var values: [String: String] = [:]

    init(_ text: String) {
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            values[parts[0]] = parts.count > 1 ? parts[1] : ""
        }
    }

    subscript(name: String) -> String? { values[name] }
}
