import ArgumentParser
import Foundation
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// Which configuration.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .customLong("config"), help: "The configuration file.")
    var path = "/etc/klyfta/klyfta.yaml"

    /// The configuration.
    func load() throws -> KlyftaDaemon.Configuration {
        try Self.load(path)
    }

    /// The configuration of a file.
    static func load(_ path: String) throws -> KlyftaDaemon.Configuration {
        try .load(path, registry: SourceRegistry(builtInSources))
    }

    /// The configuration, or `nil` if none was named and there is none in the usual place.
    func loadIfPresent() throws -> KlyftaDaemon.Configuration? {
        let isDefault = path == "/etc/klyfta/klyfta.yaml"
        return isDefault && !FileManager.default.fileExists(atPath: path) ? nil : try load()
    }
}

/// The moment whose knowledge is asked for.
struct AsOfOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp(
            "Answer with what was known then: a day means its end in the local time zone, or a time such as "
                + "2026-11-21T19:30:00Z.", valueName: "date"))
    var text: String?

    /// The moment; `nil` for now.
    func moment() throws -> AsOf? { try text.map { try AsOf($0) } }

    /// A state as it was known then.
    func applied(to store: Store) throws -> Store { try moment()?.state(of: store) ?? store }
}

/// Where reading commands look, and as of when.
struct StateOptions: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions

    @Option(help: "The state directory (default: the one of the configuration).")
    var state: String?

    @OptionGroup var asOf: AsOfOptions

    /// The state to read from, as it was known at the moment that is asked for.
    func store() throws -> Store {
        if let state { return try asOf.applied(to: Store.read(state)) }
        guard let configuration = try configuration.loadIfPresent() else {
            throw UsageFault(
                at: "state", "no state directory is named and there is no configuration",
                remedy: "Name one with --state DIR, or a configuration with --config FILE.")
        }
        return try asOf.applied(to: configuration.state.read())
    }

    /// The state to read from; `nil` if none is named and that of the configuration is not there yet.
    func storeIfPresent() throws -> Store? {
        if state != nil || asOf.text != nil { return try store() }
        return try configuration.loadIfPresent()?.state.readIfPresent()
    }

    /// The figures of one source: those a daemon stored, or else those that its module has now. As of a moment only
    /// stored ones count: nobody knows when a module came to have its own.
    func figures(of source: SourceID) async throws -> Figures {
        if let part = try store(with: source)?.part(of: source) { return Figures([part]) }
        return Figures([try await ownRelease(of: source)])
    }

    /// The same as one release.
    func release(of source: SourceID) async throws -> Release {
        if let release = try store(with: source)?.release(of: source) { return release }
        return try await ownRelease(of: source)
    }

    /// The state that has figures of a source; `nil` where its module is to be asked.
    private func store(with source: SourceID) throws -> Store? {
        guard let store = try storeIfPresent() else { return nil }
        let stored = try store.vintages()
        guard stored[source] == nil else { return store }
        guard state != nil || asOf.text != nil else { return nil }
        throw UsageFault(
            at: store.directory, "no figures of '\(source)' are stored here",
            remedy: "Stored are those of: \(stored.keys.sorted().map(\.text).joined(separator: ", ")).")
    }

    /// What the module of a source has by itself.
    private func ownRelease(of source: SourceID) async throws -> Release {
        let configured = try configuration.loadIfPresent()?.sources.first { $0.id == source }
        let (module, options) = (configured?.module ?? source, configured?.options ?? SourceOptions())
        let registry = try SourceRegistry(builtInSources)
        guard registry[module] != nil else { throw unknown(source) }
        let found = try registry.source(source, of: module, options, shipped: shippedFigures(of: module))
        return try await found.release().checked()
    }

    private func unknown(_ source: SourceID) -> UsageFault {
        UsageFault(
            at: "\(source)", "no such module",
            remedy:
                "This build has \(builtInSources.map { $0.id.text }.sorted().joined(separator: ", ")). See 'klyfta sources'."
        )
    }
}

/// Which indicator, and where it is looked for.
struct IndicatorOptions: ParsableArguments {
    @OptionGroup var state: StateOptions

    @Option(help: "The indicator, such as skl.N07900; 'klyfta sources --indicators' lists them.")
    var indicator: String?

    @Argument(help: ArgumentHelp("The same, without --indicator.", valueName: "indicator"))
    var positional: String?

    /// The indicator and the figures it is in.
    func find() async throws -> (Indicator, Figures) {
        guard let name = indicator ?? positional, indicator == nil || positional == nil else {
            throw UsageFault(
                at: "--indicator", indicator == nil ? "no indicator is named" : "two indicators are named",
                remedy: "Name one, such as --indicator skl.N07900; 'klyfta sources --indicators' lists them.")
        }
        return try await state.find(name)
    }
}

extension StateOptions {
    /// An indicator by its name, and the figures it is in.
    func find(_ indicator: String) async throws -> (Indicator, Figures) {
        let id = try IndicatorID(indicator)
        let figures = try await figures(of: SourceID(id.module))
        guard let found = figures.indicators[id] else {
            let near = Suggestion.nearest(to: id.text, among: figures.indicators.keys.map(\.text))
            throw UsageFault(
                at: "--indicator \(indicator)", "there is no such indicator",
                remedy: near.map { "Did you mean \($0)?" } ?? "See 'klyfta sources --indicators'.")
        }
        return (found, figures)
    }
}

extension Membership {
    /// Refuses a base period in which nobody was counted: every class would be empty.
    func check(against indicator: Indicator, in figures: Figures) throws {
        guard case .fixed(let base) = self else { return }
        let countries = figures.countries(of: indicator.id)
        guard countries.allSatisfy({ figures.populations.referenceDay(in: $0, for: base) == nil }) else { return }
        throw UsageFault(
            at: "--membership \(self)", "nobody was counted in \(base)",
            remedy: "Choose a period that has populations; the indicator has figures of "
                + "\(figures.periods(of: indicator.id).map(\.description).joined(separator: ", ")).")
    }
}

extension Weight: ExpressibleByArgument {}

extension Membership: ExpressibleByArgument {
    /// The value that an argument spells, if it spells one.
    public init?(argument: String) { try? self.init(argument) }
}
