import KlyftaModel
import KlyftaSources

/// Statistics Norway: who lived where under which codes, how the codes changed, and the published figures of its
/// surveys on digitalisation in the public sector.
package struct SSBSource: IndicatorSource {
    package static let id = try! SourceID("ssb")
    package static let summary = "Norway: SSB's population, changes of municipalities and surveys of public ICT"
    package static let options: [SourceOption] = [.figures, .indicators]
    package static let schedule = "Mon..Fri *-*-* 08:20 Europe/Oslo"
    package static let sample = String(decoding: PackageResources.sample_yaml, as: UTF8.self)

    /// CC BY 4.0 asks for credit for adapted figures too, and that the adaptation is said.
    static let attribution = Attribution(
        raw: "Kilde: Statistisk sentralbyrå (CC BY 4.0)",
        derived: "Beregnet med Klyfta på tall fra Statistisk sentralbyrå (CC BY 4.0, bearbeidet)")

    private let figures: TidyFigures

    package init(_ options: SourceOptions, shipped: DataFolder) throws {
        figures = try TidyFigures(
            Self.id, options, shipped: shipped,
            contents: .init(files: [.population, .municipalities, .boundaryChanges, .published]),
            attribution: { _ in Self.attribution })
    }

    package func release() async throws -> Release {
        try figures.release()
    }
}
