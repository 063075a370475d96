import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaStore
import Logging

extension Engine {
    /// The engine of a configuration: with the sinks it names, or with others.
    /// - Parameter show: told where all stands whenever it is drawn.
    /// - Throws: a ``Fault`` if a sink cannot be made.
    package init(
        store: Store, _ configuration: Configuration, sources: any SourceRunner, outlets: Outlets? = nil,
        clock: any WallClock = SystemClock(), logger: Logger,
        show: @escaping @Sendable (CurrentState) -> Void = { _ in }
    ) throws {
        let directory = configuration.stateDirectory
        self.init(
            store: store, sources: sources,
            outlets: try outlets ?? Outlets(configuration.outlets(logger: logger)),
            pictures: Pictures(
                CurrentFile(path: "\(directory)/current.json"),
                firing: FiringFolder(path: "\(directory)/firing", language: configuration.language),
                metricsFile: configuration.metricsFile, show: show),
            clock: clock, logger: logger)
    }
}
