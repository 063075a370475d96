import KlyftaModel
import KlyftaSources

/// Statistics Norway: who lived where under which codes, how the codes changed, and the published figures of its
/// surveys on digitalisation in the public sector; live also any table of StatBank with municipalities, or with groups
/// such as sectors.
package struct SSBSource: LiveSource {
    package static let id = try! SourceID("ssb")
    package static let summary = "Norway: SSB's population, changes of municipalities and surveys of public ICT"
    package static let schedule = "Mon..Fri *-*-* 08:20 Europe/Oslo"
    package static let sample = String(decoding: PackageResources.sample_yaml, as: UTF8.self)
    package static let options: [SourceOption] = [.figures, .indicators] + LiveWishes.options

    /// Figures that are revised at 08:00 stand as 0 or a dot from 05:00 on; the rush is over at 08:15. The quota is the
    /// one of SSB's guide; the headers of its answers may tell a stricter one.
    package static let hosts = [
        HostAllowance(
            "data.ssb.no", quota: .init(requests: 30, perSeconds: 60),
            closed: ClosedHours(
                in: "Europe/Oslo", from: (5, 0), to: (8, 15),
                because: "SSB shows 0 or a dot in place of figures that it is about to publish"))
    ]

    /// CC BY 4.0 asks for credit for adapted figures too, and that the adaptation is said.
    package static func attribution(of indicator: IndicatorID) -> Attribution { credit() }

    /// Whom to name beside the figures of a table, or of none.
    /// - Parameter details: what else the raw figure is, such as what it is not parted by.
    static func credit(table: String? = nil, details: String = "") -> Attribution {
        let table = table.map { ", tabell \($0)" } ?? ""
        return Attribution(
            raw: "Kilde: Statistisk sentralbyrå\(table)\(details) (CC BY 4.0)",
            derived: "Beregnet med Klyfta på tall fra Statistisk sentralbyrå\(table) (CC BY 4.0, bearbeidet)")
    }

    /// What is asked of the office; `nil` if the configuration does not let it be asked.
    let wishes: LiveWishes?
    let service: SSBService
    private let figures: TidyFigures

    package init(_ options: SourceOptions, shipped: DataFolder) throws {
        try self.init(options, shipped: shipped, asking: SSBService())
    }

    /// A source that asks a service; a test names one on its own machine.
    package init(_ options: SourceOptions, shipped: DataFolder, asking service: SSBService) throws {
        self.service = service
        wishes = try LiveWishes(options)
        figures = try TidyFigures(
            Self.id, options, shipped: shipped,
            contents: .init(files: [.population, .municipalities, .boundaryChanges, .published]),
            attribution: Self.attribution(of:))
    }

    package var isLive: Bool { wishes != nil }

    /// What ships, or lies in the operator's folder.
    package func release() async throws -> Release { try figures.release() }

    package func plan(after payloads: Payloads) throws -> [FetchRequest] {
        try LivePlan(wishes ?? .populationOnly, service).requests(after: payloads)
    }

    package func instead(
        of request: FetchRequest, refused fault: FetchFault, after payloads: Payloads
    ) throws -> [FetchRequest] {
        try LivePlan(wishes ?? .populationOnly, service).instead(of: request, refused: fault, after: payloads)
    }

    package func isDispensable(_ request: FetchRequest) -> Bool {
        LivePlan(wishes ?? .populationOnly, service).isDispensable(request.name)
    }

    /// Names, telephone numbers and mail addresses of SSB's staff are neither kept nor read.
    package func kept(of payload: Payload) throws -> [UInt8] {
        try JSONReader.blanked(
            ["contact", "contactPerson", "contactPersons"], in: payload.bytes, from: payload.address.description)
    }

    package func check(_ payload: Payload) throws { try AnswerKind(of: payload.name).check(payload) }

    package func edition(of payload: Payload) -> String? { AnswerKind(of: payload.name).edition(of: payload) }

    package func parts(of payloads: Payloads) throws -> [ReleasePart] {
        let surveys = try surveys()
        let names = Set(surveys.indicators.map(\.id))
        return try [.shipped(surveys)]
            + LiveReading(LivePlan(wishes ?? .populationOnly, service), payloads).parts(beside: names)
    }

    /// What SSB published of its surveys on pages, which it answers with nowhere: it ships, also where the rest is live.
    private func surveys() throws -> Release {
        let shipped = try figures.release()
        return Release(source: Self.id, indicators: shipped.indicators, published: shipped.published)
    }
}
