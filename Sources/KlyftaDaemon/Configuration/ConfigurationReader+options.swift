import KlyftaModel
import KlyftaSources

/// The options of a module on their way from a map of the configuration to flat texts, with the place of each.
private struct WrittenOptions {
    var values: [String: [String]] = [:]
    var origins: [String: ConfigurationOrigin] = [:]
    var isComplete = true

    mutating func add(_ path: [String], _ value: [String]?, at origin: ConfigurationOrigin) {
        let key = path.joined(separator: "/")
        origins[key] = origin
        if let value { values[key] = value } else { isComplete = false }
    }
}

extension ConfigurationReader {
    /// The options of a source, as far as its module knows them.
    func options(
        of module: any IndicatorSource.Type, for id: SourceID, _ reader: KeyedReader, at origin: ConfigurationOrigin
    ) -> SourceOptions? {
        var written = WrittenOptions()
        read(module.options, reader, under: [], &written)
        return written.isComplete ? accepted(written, by: module, for: id, at: origin) : nil
    }

    private func read(
        _ options: [SourceOption], _ reader: KeyedReader, under path: [String], _ written: inout WrittenOptions
    ) {
        for option in options {
            guard let entry = reader.entry(option.key) else { continue }
            let path = path + [option.key]
            switch option.form {
            case .text:
                written.add(path, reader.optional(option.key) { $0 }.map { [$0] }, at: entry.value.origin)
            case .path:
                let value = reader.optional(option.key, ConfigurationForms.path).map { [$0] }
                written.add(path, value, at: entry.value.origin)
            case .list:
                written.add(path, reader.texts(option.key)?.map(\.text), at: entry.value.origin)
            case .map, .words, .entries:
                written.origins[path.joined(separator: "/")] = entry.value.origin
                let isRead = reader.map(entry, form: "'\(option.key): { … }'") { inner in
                    inside(option.form, inner, under: path, &written)
                    return true
                }
                if isRead != true { written.isComplete = false }
            }
        }
    }

    private func inside(
        _ form: SourceOption.Form, _ reader: KeyedReader, under path: [String], _ written: inout WrittenOptions
    ) {
        switch form {
        case .text, .path, .list: break
        case .map(let options): read(options, reader, under: path, &written)
        case .words:
            for entry in reader.named("entry") {
                let value = reader.optional(entry.key) { $0 }.map { [$0] }
                written.add(path + [entry.key], value, at: entry.value.origin)
            }
        case .entries(let options):
            for entry in reader.named("entry") {
                // In front of a slash stands one key.
                guard !entry.key.contains("/") else {
                    written.isComplete = false
                    report.refuse(
                        "the name \(ConfigurationExcerpt.quoted(entry.key)) has a '/' in it", at: entry.keyOrigin,
                        remedy: "choose a name without one")
                    continue
                }
                written.origins[(path + [entry.key]).joined(separator: "/")] = entry.keyOrigin
                let isRead = reader.map(entry, form: "'\(entry.key): { … }'") { inner in
                    read(options, inner, under: path + [entry.key], &written)
                    return true
                }
                if isRead != true { written.isComplete = false }
            }
        }
    }

    /// A module checks its options without touching the disk, so the folder it is given does not matter.
    private func accepted(
        _ written: WrittenOptions, by module: any IndicatorSource.Type, for id: SourceID,
        at origin: ConfigurationOrigin
    ) -> SourceOptions? {
        let options = SourceOptions(written.values)
        do {
            _ = try registry.source(id, of: module.id, options, shipped: DataFolder(path: "/"))
            return options
        } catch {
            let misreading = Misreading(error)
            report.refuse(
                misreading.problem, at: place(of: error, for: id, written) ?? origin, remedy: misreading.remedy)
            return nil
        }
    }

    /// Where the option stands that a module complains about: `sources.office.columns.period` is `columns/period`, or
    /// else the nearest map around it that was written.
    private func place(
        of error: any Error, for id: SourceID, _ written: WrittenOptions
    ) -> ConfigurationOrigin? {
        guard let place = (error as? any Fault)?.place, place.hasPrefix("sources.\(id).") else { return nil }
        let complaint = place.dropFirst("sources.\(id).".count)
        let around = written.origins.keys.filter { key in
            let dotted = key.replacing("/", with: ".")
            return complaint == dotted || complaint.hasPrefix(dotted + ".")
        }
        return around.max { $0.count < $1.count }.flatMap { written.origins[$0] }
    }
}
