import KlyftaModel

/// Reads a map key by key, and reports the keys that nobody asked for.
///
/// All its readings return `nil` both for what is not there and for what is faulty: a fault is told here, so that the
/// caller only has to go on and let the others be told too.
final class KeyedReader {
    /// The keys that lead to the map.
    let path: [String]
    /// Where the map begins: the key it stands under, or the file.
    let origin: ConfigurationOrigin
    private let entries: [ConfigurationNode.Entry]
    private let report: ConfigurationReport
    private var known: [String] = []

    private init(
        _ entries: [ConfigurationNode.Entry], path: [String], origin: ConfigurationOrigin, report: ConfigurationReport
    ) {
        self.entries = entries
        self.path = path
        self.origin = origin
        self.report = report
    }

    /// Reads a map from beginning to end, then reports its unknown keys. What is no map is reported and not read.
    static func read<Value>(
        _ node: ConfigurationNode, path: [String], origin: ConfigurationOrigin, report: ConfigurationReport,
        form: String, _ body: (KeyedReader) -> Value?
    ) -> Value? {
        switch node.content {
        case .map(let entries):
            let reader = KeyedReader(entries, path: path, origin: origin, report: report)
            let value = body(reader)
            reader.reportUnknownKeys()
            return value
        case .unreadable, .nothing:
            return nil
        case .text, .list:
            report.refuse(
                "\(path.joined(separator: ".")) is a map, not \(node.kind)", at: node.origin, remedy: "write \(form)")
            return nil
        }
    }

    private func reportUnknownKeys() {
        let place = path.isEmpty ? "" : " in \(path.joined(separator: "."))"
        for entry in entries where !known.contains(entry.key) {
            report.refuse(
                "unknown key \(ConfigurationExcerpt.quoted(entry.key))\(place)", at: entry.keyOrigin,
                remedy: Suggestion.remedy(for: entry.key, among: known, otherwise: "the keys here are"))
        }
    }

    /// The entry of a key that has a value.
    func entry(_ key: String) -> ConfigurationNode.Entry? {
        if !known.contains(key) { known.append(key) }
        guard let entry = entries.first(where: { $0.key == key }) else { return nil }
        if case .nothing = entry.value.content { return nil }
        return entry
    }
}

extension KeyedReader {
    /// The value under a key that may be left out.
    func optional<Value>(_ key: String, _ read: (String) throws -> Value) -> Value? {
        guard let entry = entry(key), let text = text(of: entry.value, called: "'\(key)'") else { return nil }
        return value(of: text, at: entry.value.origin, read)
    }

    /// The value under a key, or that which a default spells.
    func value<Value>(_ key: String, default text: String, _ read: (String) throws -> Value) -> Value? {
        guard entry(key) == nil else { return optional(key, read) }
        report.assume(text, at: path + [key])
        return value(of: text, at: origin, read)
    }

    /// The value under a key that must be there.
    func required<Value>(_ key: String, form: String, _ read: (String) throws -> Value) -> Value? {
        requireEntry(key, form: form) == nil ? nil : optional(key, read)
    }

    /// The entry of a key that must be there.
    func requireEntry(_ key: String, form: String) -> ConfigurationNode.Entry? {
        let entry = entry(key)
        if entry == nil { miss("'\(key)'", form: form) }
        return entry
    }

    /// Reports something that must be in the map and is not.
    func miss(_ what: String, form: String) {
        let place = path.isEmpty ? "" : " in \(path.joined(separator: "."))"
        report.miss("there is no \(what)\(place)", at: origin, remedy: "write \(form)")
    }

    /// The map under a key.
    func map<Value>(_ key: String, form: String, _ body: (KeyedReader) -> Value?) -> Value? {
        entry(key).flatMap { map($0, form: form, body) }
    }

    /// The map of an entry.
    func map<Value>(_ entry: ConfigurationNode.Entry, form: String, _ body: (KeyedReader) -> Value?) -> Value? {
        Self.read(
            entry.value, path: path + [entry.key], origin: entry.keyOrigin, report: report, form: form, body)
    }

    /// All entries of a map whose keys are names the operator chose. A name without a value is refused unless it
    /// removes one of an earlier file: as an afterthought it would be taken for a name with all defaults.
    func named(_ what: String) -> [ConfigurationNode.Entry] {
        known = entries.map(\.key)
        return entries.filter { entry in
            guard case .nothing(let hides) = entry.value.content else { return true }
            guard !hides else { return false }
            let name = ConfigurationExcerpt.quoted(entry.key)
            let nearest = Suggestion.nearest(to: entry.key, among: known.filter { $0 != entry.key })
            report.refuse(
                "the \(what) \(name) has no value, and no earlier file gave it one to remove", at: entry.keyOrigin,
                remedy: "write {} for one with defaults only" + (nearest.map { ", or did you mean '\($0)'?" } ?? ""))
            return false
        }
    }

    /// The texts under a key, each with its place; a single text is a list of one.
    func texts(_ key: String) -> [(text: String, origin: ConfigurationOrigin)]? {
        guard let value = entry(key)?.value else { return nil }
        guard case .list(let items) = value.content else {
            return text(of: value, called: "'\(key)'").map { [($0, value.origin)] }
        }
        let texts = items.map { text(of: $0, called: "an item of '\(key)'") }
        return texts.contains { $0 == nil }
            ? nil
            : zip(texts, items).compactMap { text, item in
                text.map { ($0, item.origin) }
            }
    }

    /// Notes a fault of a value under a key, or of the map if the key is not there.
    func refuse(_ problem: String, at key: String, remedy: String) {
        report.refuse(problem, at: entry(key)?.value.origin ?? origin, remedy: remedy)
    }

    /// Reads a text that was written at a place.
    func value<Value>(
        of text: String, at origin: ConfigurationOrigin, _ read: (String) throws -> Value
    ) -> Value? {
        do {
            return try read(text)
        } catch {
            let misreading = Misreading(error)
            let place = misreading.isSecret ? origin.unseen : origin.narrowed(to: misreading.offset, of: text)
            report.refuse(misreading.problem, at: place, remedy: misreading.remedy)
            return nil
        }
    }

    private func text(of node: ConfigurationNode, called name: String) -> String? {
        switch node.content {
        case .text(let text): return text
        case .unreadable: return nil
        case .list, .map, .nothing:
            report.refuse("\(name) is one text, not \(node.kind)", at: node.origin)
            return nil
        }
    }
}
