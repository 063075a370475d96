import KlyftaModel
import KlyftaSources

/// What EVRY (2019) and TietoEVRY (2021) published from surveys of Swedish municipalities made by Demoskop.
///
/// Two samples of volunteers with different questions: two families of indicators, never one series.
package struct DemoskopSource: InboxSource {
    package static let id = try! SourceID("demoskop")
    package static let summary = "Sweden: the EVRY 2019 and TietoEVRY 2021 surveys of municipalities, by Demoskop"
    package static let schedule = "monthly"
    package static let sample = String(decoding: PackageResources.sample_yaml, as: UTF8.self)
    package static let contents = TidyFigures.Contents(files: [.published])

    package static func attribution(of indicator: IndicatorID) -> Attribution {
        Attribution(
            raw: "Källa: Demoskop för EVRY (2019) och TietoEVRY (2021)",
            derived: "Egen beräkning med Klyfta på uppgifter från Demoskop för EVRY och TietoEVRY")
    }

    package let figures: TidyFigures
    package let dropped: MappedSource?

    package init(figures: TidyFigures, dropped: MappedSource?) {
        self.figures = figures
        self.dropped = dropped
    }
}
