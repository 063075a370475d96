import KlyftaModel
import KlyftaSources
import Testing

/// What everybody may assume of a source. Each module runs it on itself, with its shipped figures.
public struct SourceContract {
    private let module: any IndicatorSource.Type
    private let shipped: DataFolder

    /// The contract of one module.
    /// - Parameter shipped: its `Data` folder in the source tree.
    public init(of module: any IndicatorSource.Type, shipped: DataFolder) {
        self.module = module
        self.shipped = shipped
    }

    /// Checks all of it; a broken promise is an issue of the running test.
    public func check() async throws {
        let release = try await module.init(SourceOptions(), shipped: shipped).release()
        checkNames(of: release)
        checkIndicators(of: release)
        checkPublished(in: release)
        try checkRoundTrip(of: release)
        try await checkRepeatability(of: release)
        await checkMissingFolder()
        checkSample()
    }

    private func checkNames(of release: Release) {
        #expect(release.source == module.id)
        #expect(!module.summary.isEmpty && !module.summary.hasSuffix("."), "the summary is one clause")
        #expect(throws: Never.self) { try release.checked() }
        #expect(
            !(release.observations.isEmpty && release.published.isEmpty && release.populations.isEmpty),
            "a source delivers something")
    }

    private func checkIndicators(of release: Release) {
        for indicator in release.indicators {
            for language in Language.allCases {
                #expect(!indicator.title[language].isEmpty, "\(indicator.id) has no title in \(language.rawValue)")
            }
            #expect(!indicator.attribution.raw.isEmpty && !indicator.attribution.derived.isEmpty)
        }
        let used = Set(release.observations.map(\.indicator)).union(release.published.map(\.indicator))
        #expect(used == Set(release.indicators.map(\.id)), "declared and delivered indicators are the same")
    }

    private func checkPublished(in release: Release) {
        for figure in release.published {
            #expect(figure.value != nil || !figure.words.isEmpty, "\(figure.id) says nothing")
            // One municipality is a share of nobody; every other group is one of somebody.
            #expect(
                figure.group.kind == .municipality || !figure.denominator.isEmpty,
                "\(figure.id) does not say what it is a share of")
            #expect(!figure.source.isEmpty, "\(figure.id) has no source")
        }
    }

    /// What a child process writes is what the daemon reads.
    private func checkRoundTrip(of release: Release) throws {
        let lines = ReleaseWriter.lines(of: release)
        let read = try ReleaseReader.release(of: module.id, from: lines)
        #expect(ReleaseWriter.lines(of: read) == lines)
        #expect(Set(read.observations) == Set(release.observations))
        #expect(Set(read.populations) == Set(release.populations))
        #expect(Set(read.published) == Set(release.published))
    }

    /// Asked twice, a source with the same figures delivers the same release: otherwise every round would look like
    /// a revision.
    private func checkRepeatability(of release: Release) async throws {
        let again = try await module.init(SourceOptions(), shipped: shipped).release()
        #expect(ReleaseWriter.lines(of: again) == ReleaseWriter.lines(of: release))
    }

    /// A folder that is not there is a fault, never an empty release.
    private func checkMissingFolder() async {
        let nowhere = DataFolder(path: "\(shipped.path)/no-such-folder")
        await #expect(throws: (any Error).self, "figures that are not there are a fault, not an empty release") {
            try await module.init(SourceOptions(), shipped: nowhere).release()
        }
    }

    private func checkSample() {
        #expect(module.sample.contains("\(module.id):"), "the sample configures the module under its name")
        for option in module.options {
            #expect(module.sample.contains("#\(option.key):"), "the sample does not show '\(option.key)'")
        }
    }
}
