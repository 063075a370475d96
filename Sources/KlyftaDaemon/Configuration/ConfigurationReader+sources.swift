import CalendarEvents
import KlyftaModel
import KlyftaSources

/// The modules that the configuration names, whether or not all else about them is right.
struct NamedModules {
    /// Those that are on.
    var loaded: [String] = []
    /// Those that are switched off.
    var disabled: [String] = []
}

extension ConfigurationReader {
    /// The sources that are on, by name.
    func sources(_ root: KeyedReader, network: NetworkTerms) -> ([SourceConfiguration], NamedModules) {
        let form = "'sources: { skl: {} }', with a module of this build"
        guard let section = root.requireEntry("sources", form: form) else { return ([], NamedModules()) }
        var modules = NamedModules()
        let sources = root.map(section, form: form) { reader in
            let sources = reader.named("source").compactMap { source($0, in: reader, network, &modules) }
            if modules.loaded.isEmpty { reader.miss("source that is on", form: form) }
            return sources
        }
        return ((sources ?? []).sorted { $0.id < $1.id }, modules)
    }

    private func source(
        _ entry: ConfigurationNode.Entry, in section: KeyedReader, _ network: NetworkTerms,
        _ modules: inout NamedModules
    ) -> SourceConfiguration? {
        let id = section.value(of: entry.key, at: entry.keyOrigin, SourceID.init(_:))
        let usual = id.flatMap { registry[$0]?.schedule } ?? "daily"
        // Half of an office's quota takes its time, table by table.
        let patience = id.map { registry[$0] is any LiveSource.Type } ?? false ? "30min" : "60s"
        var isLoaded = true
        let source = section.map(entry, form: "'\(entry.key): {}' for one with defaults only") { reader in
            isLoaded = reader.value("enabled", default: "true", ConfigurationForms.flag) ?? true
            let schedule = reader.value("schedule", default: usual, CalendarEvent.init(_:))
            let deadline = reader.value("deadline", default: patience, ConfigurationForms.deadline)
            guard let id, let module = module(id, at: entry.keyOrigin, isLoaded: isLoaded) else {
                // Nobody knows the options of a module that is not there.
                _ = reader.named("option")
                return SourceConfiguration?.none
            }
            let options = options(of: module, reader, at: entry.keyOrigin)
            guard isLoaded, let schedule, let deadline, let options else { return nil }
            return SourceConfiguration(
                id: id, schedule: schedule, deadline: deadline, options: options, network: network)
        }
        if isLoaded { modules.loaded.append(entry.key) } else { modules.disabled.append(entry.key) }
        return source
    }

    private func module(
        _ id: SourceID, at origin: ConfigurationOrigin, isLoaded: Bool
    ) -> (any IndicatorSource.Type)? {
        let module = registry[id]
        if module == nil, isLoaded {
            let names = registry.ids.map(\.text)
            report.refuse(
                "there is no module '\(id)'", at: origin,
                remedy: Suggestion.remedy(for: id.text, among: names, otherwise: "this build has"))
        }
        return module
    }

    private func options(
        of module: any IndicatorSource.Type, _ reader: KeyedReader, at origin: ConfigurationOrigin
    ) -> SourceOptions? {
        var values: [String: [String]] = [:]
        var isComplete = true
        for option in module.options where reader.entry(option.key) != nil {
            values[option.key] = value(of: option, reader)
            isComplete = isComplete && values[option.key] != nil
        }
        return isComplete ? accepted(SourceOptions(values), by: module, reader, at: origin) : nil
    }

    private func value(of option: SourceOption, _ reader: KeyedReader) -> [String]? {
        switch option.form {
        case .list: reader.texts(option.key)?.map(\.text)
        // Every module that takes a folder takes it under this key.
        case .text where option.key == SourceOption.figures.key:
            reader.optional(option.key, ConfigurationForms.path).map { [$0] }
        case .text: reader.optional(option.key) { [$0] }
        }
    }

    /// A module checks its options without touching the disk, so the folder it is given does not matter.
    private func accepted(
        _ options: SourceOptions, by module: any IndicatorSource.Type, _ reader: KeyedReader,
        at origin: ConfigurationOrigin
    ) -> SourceOptions? {
        do {
            _ = try module.init(options, shipped: DataFolder(path: "/"))
            return options
        } catch {
            let misreading = Misreading(error)
            let key = options.values.keys.sorted().first { (error as? any Fault)?.place.hasSuffix(".\($0)") ?? false }
            let place = key.flatMap { reader.entry($0)?.value.origin } ?? origin
            report.refuse(misreading.problem, at: place, remedy: misreading.remedy)
            return nil
        }
    }
}
