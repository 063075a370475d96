import KlyftaModel
import KlyftaSources

/// The Swedish municipalities' own figures: indicators by municipality as Kolada publishes them, and what SKL
/// (today SKR) published from its surveys of e-services and its audits of websites.
package struct SKLSource: TidySource {
    package static let id = try! SourceID("skl")
    package static let summary = "Sweden: Kolada's indicators by municipality, SKL's e-service surveys and web audits"
    package static let schedule = "Mon..Fri *-*-* 08:20 Europe/Stockholm"
    package static let sample = String(decoding: PackageResources.sample_yaml, as: UTF8.self)
    package static let contents = TidyFigures.Contents(
        observed: observed, files: [.breaks, .population, .municipalities, .boundaryChanges, .published])

    private static let observed = ["N07900", "N07918", "N07920", "N90002", "N90003", "N00563", "N00587"]

    /// Kolada asks to be named for its values and forbids being named for what others compute from them.
    package static func attribution(of indicator: IndicatorID) -> Attribution {
        observed.contains(indicator.localName)
            ? Attribution(raw: "Källa: Kolada (\(indicator.localName))", derived: "Egen beräkning med Klyfta")
            : Attribution(raw: "Källa: SKL", derived: "Egen beräkning med Klyfta på uppgifter från SKL")
    }

    package let figures: TidyFigures

    package init(figures: TidyFigures) {
        self.figures = figures
    }
}
