import KlyftaModel
import KlyftaSources

/// Gets the release of a source, wherever its module runs.
package protocol SourceRunner: Sendable {
    /// The whole release of a source.
    /// - Throws: a ``Fault`` if it does not deliver, or not everything, or not in time.
    func release(of source: SourceConfiguration) async throws -> Release

    /// What a source delivers when it may ask its office.
    /// - Parameters:
    ///   - terms: on what terms it may.
    ///   - report: told of budgets and progress while it asks.
    /// - Throws: as ``release(of:)``.
    func delivery(
        of source: SourceConfiguration, on terms: FetchTerms, report: @escaping @Sendable (FetchLine) -> Void
    ) async throws -> Delivery
}

extension SourceRunner {
    /// Its release, for a runner whose sources ask nobody.
    package func delivery(
        of source: SourceConfiguration, on terms: FetchTerms, report: @escaping @Sendable (FetchLine) -> Void
    ) async throws -> Delivery {
        Delivery(release: try await release(of: source))
    }
}

/// Runs modules inside this process: for tests and the demonstration.
package struct InProcessSources: SourceRunner {
    private let registry: SourceRegistry
    private let shipped: @Sendable (SourceID) -> DataFolder

    /// - Parameter shipped: where the figures of a module lie, by the module's name.
    package init(_ registry: SourceRegistry, shipped: @escaping @Sendable (SourceID) -> DataFolder) {
        self.registry = registry
        self.shipped = shipped
    }

    package func release(of source: SourceConfiguration) async throws -> Release {
        try await registry.source(source.id, of: source.module, source.options, shipped: shipped(source.module))
            .release().checked()
    }
}
