import KlyftaModel
import KlyftaSources

/// What Ekonomistyrningsverket (since 2026 part of Statskontoret) published on the digitalisation of the Swedish
/// public sector in its report 2018:31, by sector.
package struct ESVSource: IndicatorSource {
    package static let id = try! SourceID("esv")
    package static let summary = "Sweden: ESV's report 2018:31 on the digitalisation of the public sector, by sector"
    package static let options: [SourceOption] = [.figures, .indicators]
    package static let schedule = "monthly"
    package static let sample = String(decoding: PackageResources.sample_yaml, as: UTF8.self)

    static let attribution = Attribution(
        raw: "Källa: ESV, rapport 2018:31", derived: "Egen beräkning med Klyfta på uppgifter ur ESV 2018:31")

    private let figures: TidyFigures

    package init(_ options: SourceOptions, shipped: DataFolder) throws {
        figures = try TidyFigures(
            Self.id, options, shipped: shipped, contents: .init(files: [.published]),
            attribution: { _ in Self.attribution })
    }

    package func release() async throws -> Release {
        try figures.release()
    }
}
