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
        var isLoaded = true
        let source = section.map(entry, form: "'\(entry.key): {}' for one with defaults only") { reader in
            isLoaded = reader.value("enabled", default: "true", ConfigurationForms.flag) ?? true
            let named = reader.entry("module").map { entry in
                (id: reader.optional("module", SourceID.init(_:)), origin: entry.value.origin)
            }
            let moduleID = named.map(\.id) ?? id
            let usual = moduleID.flatMap { registry[$0]?.schedule } ?? "daily"
            let schedule = reader.value("schedule", default: usual, CalendarEvent.init(_:))
            // It is read below: how long is long depends on whether anybody is asked. Here is its place among the keys.
            _ = reader.entry("deadline")
            let expect = reader.optional("expect", CalendarEvent.init(_:))
            let accept = reader.optional("accept", ConfigurationForms.vintage)
            let socket = reader.optional("socket", ConfigurationForms.socketPath)
            let plausible = plausible(reader)
            guard let id, let moduleID,
                let module = module(moduleID, at: named?.origin ?? entry.keyOrigin, isLoaded: isLoaded)
            else {
                _ = deadline(asking: [], reader)
                // Nobody knows the options of a module that is not there.
                _ = reader.named("option")
                return SourceConfiguration?.none
            }
            let options = options(of: module, for: id, reader, at: entry.keyOrigin)
            let hosts = options.flatMap { (module as? any LiveSource.Type)?.hosts(for: $0) } ?? []
            let deadline = deadline(asking: hosts, reader)
            guard isLoaded, let schedule, let deadline, let options else { return nil }
            var source = SourceConfiguration(
                id: id, module: moduleID, schedule: schedule, deadline: deadline, options: options, network: network)
            (source.expect, source.accept, source.plausible, source.socket) = (expect, accept, plausible, socket)
            source.hosts = Set(hosts.map(\.host))
            return source
        }
        if isLoaded { modules.loaded.append(entry.key) } else { modules.disabled.append(entry.key) }
        return source
    }

    /// Half of an office's quota takes its time, table by table; who asks nobody has no reason to be slow.
    private func deadline(asking hosts: [HostAllowance], _ reader: KeyedReader) -> Duration? {
        reader.value("deadline", default: hosts.isEmpty ? "60s" : "30min", ConfigurationForms.deadline)
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
}
