import KlyftaModel
import KlyftaSources

/// What Ekonomistyrningsverket (since 2026 part of Statskontoret) published on the digitalisation of the Swedish
/// public sector in its report 2018:31, by sector.
package struct ESVSource: InboxSource {
    package static let id = try! SourceID("esv")
    package static let summary = "Sweden: ESV's report 2018:31 on the digitalisation of the public sector, by sector"
    package static let schedule = "monthly"
    package static let sample = String(decoding: PackageResources.sample_yaml, as: UTF8.self)
    package static let contents = TidyFigures.Contents(files: [.published])

    package static func attribution(of indicator: IndicatorID) -> Attribution {
        Attribution(
            raw: "Källa: ESV, rapport 2018:31", derived: "Egen beräkning med Klyfta på uppgifter ur ESV 2018:31")
    }

    package let figures: TidyFigures
    package let dropped: MappedSource?

    package init(figures: TidyFigures, dropped: MappedSource?) {
        self.figures = figures
        self.dropped = dropped
    }
}
