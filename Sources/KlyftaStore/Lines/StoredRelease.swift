import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// A release as it is stored: observations on sheets, everything else as facts.
package struct StoredRelease: Sendable {
    /// Everything but the observations.
    package let rest: Release
    /// The observations.
    package let sheets: ObservationSheets

    /// All observations on sheets, also those of lines that are kept as text because they are not written as we write
    /// them.
    package var allSheets: ObservationSheets {
        rest.observations.isEmpty ? sheets : ObservationSheets(release.observations)
    }

    /// With the observations one by one.
    package var release: Release {
        var release = rest
        release.observations += sheets.observations
        return release
    }
}

extension FigurePart {
    /// What one source delivered.
    init(_ stored: StoredRelease) {
        let rest = stored.rest
        self.init(
            indicators: rest.indicators, sheets: stored.allSheets, populations: rest.populations,
            published: rest.published, names: rest.names, boundaryChanges: rest.boundaryChanges)
    }
}
