import KlyftaModel
import KlyftaSources
import Testing

@testable import SKL

/// What the configuration may say of Kolada.
struct KoladaOptionTests {
    private func source(_ options: [String: String]) throws -> SKLSource {
        try SKLSource(SourceOptions(options.mapValues { [$0] }), shipped: DataFolder(path: "/"))
    }

    @Test func `the module stays offline until live is true`() throws {
        #expect(try !source([:]).isLive && source([:]).plan(after: Payloads()).isEmpty)
        #expect(try source(["live": "true"]).isLive)
    }

    @Test(arguments: [
        (["live": "yes"], "sources.skl.live"), (["live": "true", "figures": "/x"], "sources.skl.figures"),
        (["address": "https://mirror.example/v3"], "sources.skl.address"),
        (["live": "true", "address": "ftp://x"], "sources.skl.address"),
        (["kolada/N00652/nature": "survey"], "sources.skl.kolada"),
        (["live": "true", "kolada/N00652/nature": "survey"], "sources.skl.kolada.N00652.direction"),
        (
            ["live": "true", "kolada/N00652/direction": "higher-is-better"], "sources.skl.kolada.N00652.nature"
        ),
        (
            ["live": "true", "kolada/N00652/direction": "up", "kolada/N00652/nature": "survey"],
            "sources.skl.kolada.N00652.direction"
        ),
        (["live": "true", "kolada/N0652/nature": "survey"], "sources.skl.kolada.N0652"),
        (["live": "true", "kolada/N07900/unit": "percent"], "sources.skl.kolada.N07900.unit"),
        (["live": "true", "kolada/N07900/break": "soon"], "sources.skl.kolada.N07900.break"),
    ])
    func `what cannot be meant is refused at its place`(options: [String: String], place: String) {
        let fault = #expect(throws: SourceFault.self) { try source(options) }
        #expect(fault?.place == place, "\(fault?.description ?? "")")
    }

    @Test(arguments: [
        ("Bra bemötande, andel (%)", Indicator.Unit.percent), ("Bredbandskollen, webb, Mbit/s", .megabitsPerSecond),
        ("Telefoni svar, antal", .count), ("Nöjd med bemötandet via telefoni, index", .points),
        ("Lås, (Ja=1, Nej=0)", .points), ("Domänens IT-hälsa, total poäng (-2025)", nil),
        ("Mätningar, andel (%) (-2022)", .percent),
    ])
    func `a title tells the unit where it ends in one`(title: String, unit: Indicator.Unit?) {
        #expect(KoladaWish.unit(told: title) == unit)
    }

    @Test func `a unit that the title does not tell, or tells otherwise, is asked of the operator`() throws {
        let options = SourceOptions(["direction": ["higher-is-better"], "nature": ["register"]])
        let wish = try KoladaWish("N90001", options, isOwn: false)
        let points = try KoladaWish(
            "N90001", SourceOptions(options.values.merging(["unit": ["points"]]) { one, _ in one }), isOwn: false)
        let score = try kpi("Domänens IT-hälsa, total poäng (-2025)")
        #expect(wish.objection(to: score)?.place == "sources.skl.kolada.N90001")
        #expect(points.objection(to: score) == nil)
        let share = try kpi("Andel med tjänsten, andel (%)")
        #expect(points.objection(to: share)?.place == "sources.skl.kolada.N90001.unit")
    }

    private func kpi(_ title: String) throws -> KoladaKPI {
        let text = #"{"values":[{"id":"N90001","title":"\#(title)","municipality_type":"A"}]}"#
        return try #require(KoladaPage(Array(text.utf8), from: "test", KoladaKPI.read).items.first)
    }

    @Test func `only Kolada is asked, or the mirror that is named`() throws {
        func hosts(_ values: [String: String]) -> [String] {
            SKLSource.hosts(for: SourceOptions(values.mapValues { [$0] })).map(\.host)
        }
        #expect(hosts(["live": "true"]) == ["api.kolada.se"])
        #expect(hosts(["live": "true", "address": "https://mirror.example/v3"]) == ["mirror.example"])
    }

    @Test func `a further indicator is asked for beside the module's own`() throws {
        let source = try source([
            "live": "true", "kolada/N00652/direction": "higher-is-better", "kolada/N00652/nature": "survey",
        ])
        let asked = try source.plan(after: Payloads()).map(\.address.description)
        #expect(
            asked == [
                "https://api.kolada.se/v3/municipality",
                "https://api.kolada.se/v3/kpi/N00563,N00587,N00652,N01951,N07900,N07918,N07920,N90002,N90003",
            ])
    }
}
