import KlyftaSources

extension ConfigurationSchema {
    /// What every source takes, whatever its module.
    static let sourceKeys: [SchemaKey] = [
        enabled, schedule,
        .init("deadline", .span, "how long one fetch may take, 1s to 1h"),
        .init("expect", .schedule, "when a release is due; silence past it is told"),
        .init("accept", .text, "the vintage that is taken although it was refused, by its first 12 digits"),
        .init("socket", .path, "where its module runs in a unit of its own"),
        .init(
            "plausible",
            .named(
                .map([
                    .init("least", .number(), "the smallest value that can be"),
                    .init("most", .number(), "the largest"),
                    .init("jump", .number(), "by how much one may move from one period to the next"),
                ])), "what is possible of its indicators, by name"),
    ]

    static let module = SchemaKey(
        "module", .pattern("^[a-z][a-z0-9-]*$"), "the module; the source's name unless said otherwise")

    /// The map of sources. One that is called as a module is that module, unless it names another.
    static func sources(_ registry: SourceRegistry) -> SchemaForm {
        .named(
            .reference("source"), names: "^[a-z][a-z0-9-]*$",
            besides: registry.ids.map { id in
                .init(id.text, .reference("source.\(id)"), registry[id]?.summary ?? "")
            })
    }

    /// A source of any module.
    static func source(_ registry: SourceRegistry) -> SchemaForm {
        .kinds(common: sourceKeys, chosen: module, variants(registry))
    }

    /// A source of any module, and one of each.
    static func sourceDefinitions(_ registry: SourceRegistry) -> [String: SchemaValue] {
        var definitions = ["source": source(registry).json]
        for variant in variants(registry) {
            definitions["source.\(variant.word)"] = .object([
                "allOf": .list([
                    .reference("source"),
                    .object([
                        "if": .object(["not": .object(["required": .words(["module"])])]),
                        "then": SchemaForm.keys(sourceKeys + [module], variant),
                    ]),
                ])
            ])
        }
        return definitions
    }

    private static func variants(_ registry: SourceRegistry) -> [SchemaVariant] {
        registry.ids.map { SchemaVariant(word: $0.text, keys: (registry[$0]?.options ?? []).map(key)) }
    }

    /// An option as its module describes it.
    private static func key(_ option: SourceOption) -> SchemaKey { .init(option.key, form(option.form), option.help) }

    private static func form(_ form: SourceOption.Form) -> SchemaForm {
        switch form {
        case .text: .text
        case .path: .path
        case .list: .list(.text)
        case .map(let options): .map(options.map(key))
        case .words: .named(.text)
        case .entries(let options): .named(.map(options.map(key)))
        }
    }
}
