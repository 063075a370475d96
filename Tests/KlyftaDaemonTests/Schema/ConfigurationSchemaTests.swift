import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

/// A map of the configuration, and a text in which it has a key that nobody knows, written `%`.
struct SchemaPlace: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String

    init(_ path: String, _ lines: String) {
        self.path = path
        text = lines.hasPrefix("sources") ? "state: /s\n\(lines)\n" : "state: /s\nsources: {skl: {}}\n\(lines)\n"
    }

    var testDescription: String { path }

    static let fixed: [SchemaPlace] = [
        .init("", "%: 1"),
        .init("page", "page: {%: 1}"),
        .init("postgresql", "store: postgresql\npostgresql: {%: 1}"),
        .init("recompute", "recompute: {%: 1}"),
        .init("network", "network: {%: 1}"),
        .init("archive", "archive: {%: 1}"),
        .init("history", "history: {%: 1}"),
        .init("backups", "backups: {%: 1}"),
        .init("rules.*", "rules: {r: {%: 1}}"),
        .init("rules.*.level", "rules: {r: {level: {%: 1}}}"),
        .init("rules.*.level", "rules: {r: {measure: gini_w, level: {%: 1}}}"),
        .init("rules.*.widened", "rules: {r: {widened: {%: 1}}}"),
        .init("rules.*.reversed", "rules: {r: {reversed: {%: 1}}}"),
        .init("rules.*.on_revision", "rules: {r: {on_revision: {%: 1}}}"),
        .init("sinks.*[mail].smtp", "sinks: {s: {kind: mail, smtp: {%: 1}}}"),
        .init("sinks.*.match", "sinks: {s: {kind: slack, match: {%: 1}}}"),
        .init("source.plausible.*", "sources: {skl: {plausible: {a: {%: 1}}}}"),
    ]

    static let kinds = SinkConfiguration.Kind.allCases.map { kind in
        SchemaPlace("sinks.*[\(kind.rawValue)]", "sinks: {s: {kind: \(kind.rawValue), %: 1}}")
    }

    static let modules = SchemaDocument.registry.ids.map { id in
        SchemaPlace("source[\(id)]", "sources: {x: {module: \(id), %: 1}}")
    }

    static let all = fixed + kinds + modules
}

/// What an editor is told of the keys is what the reader knows, neither more nor less.
struct ConfigurationSchemaTests {
    private static let schema = ConfigurationSchema(of: SchemaDocument.registry)
    private static let maps = schema.root.maps(at: "").merging(
        ConfigurationSchema.source(SchemaDocument.registry).maps(at: "source")
    ) { one, _ in one }

    /// The keys that the reader says could have stood there.
    private static func known(at path: String) throws -> Set<String> {
        let unknown = String(repeating: "q", count: 40)
        return try SchemaPlace.all.filter { $0.path == path }.reduce(into: []) { known, place in
            let text = place.text.replacing("%", with: unknown)
            let thrown = #expect(throws: ConfigurationFaults.self) {
                try Configuration.read(text, named: "c.yaml", registry: SchemaDocument.registry)
            }
            let fault = try #require(thrown?.faults.first { $0.problem.contains("unknown key '\(unknown)'") })
            let lead = "the keys here are "
            try #require(fault.remedy.hasPrefix(lead), "\(fault.remedy)")
            known.formUnion(fault.remedy.dropFirst(lead.count).split(separator: ", ").map(String.init))
        }
    }

    @Test(arguments: Set(SchemaPlace.all.map(\.path)).sorted())
    func `a map has the keys that the reader knows there, and no others`(path: String) throws {
        #expect(try Self.maps[path] == Self.known(at: path))
    }

    @Test func `no map of known keys is left out of that comparison`() {
        // The options of modules are made of the same description that the reader goes by.
        let options = Self.maps.keys.filter { $0.hasPrefix("source[") && $0.contains("].") }
        #expect(Set(Self.maps.keys).subtracting(options) == Set(SchemaPlace.all.map(\.path)))
    }

    @Test func `it is the same text each time, and names the draft it is written in`() {
        #expect(Self.schema.text == ConfigurationSchema(of: SchemaDocument.registry).text)
        #expect(Self.schema.text.contains(#""$schema" : "https://json-schema.org/draft/2020-12/schema""#))
    }
}

extension SchemaForm {
    /// The maps of known keys below a place, by their paths.
    fileprivate func maps(at path: String) -> [String: Set<String>] {
        switch self {
        case .flag, .words, .text, .pattern, .number, .reference: [:]
        case .list(let item, _): item.maps(at: path)
        case .map(let keys): Self.below(keys, at: path, [path: Set(keys.map(\.name))])
        case .named(let form, _, let keys):
            Self.below(
                keys, at: path,
                keys.isEmpty || keys.contains { $0.form.isReference } ? [:] : [path: Set(keys.map(\.name))]
            ).merging(form.maps(at: "\(path).*")) { one, _ in one }
        case .kinds(let common, let chosen, let variants):
            variants.reduce(into: Self.below(common, at: path, [:])) { maps, variant in
                let own = "\(path)[\(variant.word)]"
                let keys = Set((common + [chosen] + variant.keys).map(\.name))
                maps.merge(Self.below(variant.keys, at: own, [own: keys])) { one, _ in one }
            }
        }
    }

    private var isReference: Bool { if case .reference = self { true } else { false } }

    private static func below(
        _ keys: [SchemaKey], at path: String, _ own: [String: Set<String>]
    ) -> [String: Set<String>] {
        keys.reduce(into: own) { maps, key in
            maps.merge(key.form.maps(at: path.isEmpty ? key.name : "\(path).\(key.name)")) { one, _ in one }
        }
    }
}
