import KlyftaDivide
import KlyftaModel
import KlyftaSources

extension Figures {
    /// What all sources delivered, together.
    package init(_ releases: [Release]) {
        self.init(releases.map(FigurePart.init))
    }
}

extension FigurePart {
    /// What one source delivered.
    package init(_ release: Release) {
        self.init(
            indicators: release.indicators, sheets: ObservationSheets(release.observations),
            populations: release.populations, published: release.published, names: release.names,
            boundaryChanges: release.boundaryChanges)
    }
}
