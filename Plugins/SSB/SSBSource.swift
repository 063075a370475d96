import KlyftaModel
import KlyftaSources

/// Statistics Norway: who lived where under which codes, how the codes changed, and the published figures of its
/// surveys on digitalisation in the public sector.
package struct SSBSource: TidySource {
    package static let id = try! SourceID("ssb")
    package static let summary = "Norway: SSB's population, changes of municipalities and surveys of public ICT"
    package static let schedule = "Mon..Fri *-*-* 08:20 Europe/Oslo"
    package static let sample = String(decoding: PackageResources.sample_yaml, as: UTF8.self)
    package static let contents = TidyFigures.Contents(
        files: [.population, .municipalities, .boundaryChanges, .published])

    /// CC BY 4.0 asks for credit for adapted figures too, and that the adaptation is said.
    package static func attribution(of indicator: IndicatorID) -> Attribution {
        Attribution(
            raw: "Kilde: Statistisk sentralbyrå (CC BY 4.0)",
            derived: "Beregnet med Klyfta på tall fra Statistisk sentralbyrå (CC BY 4.0, bearbeidet)")
    }

    package let figures: TidyFigures

    package init(figures: TidyFigures) {
        self.figures = figures
    }
}
