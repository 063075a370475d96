extension SchemaForm {
    /// As a schema.
    var json: SchemaValue { .object(members) }

    private var members: [String: SchemaValue] {
        switch self {
        case .flag: ["enum": .list([.flag(true), .flag(false), .text("true"), .text("false"), .null])]
        case .words(let words): ["enum": .list(words.map(SchemaValue.text) + [.null])]
        case .text: ["type": .words(["string", "number", "boolean", "null"])]
        case .pattern(let pattern): ["type": .words(["string", "null"]), "pattern": .text(pattern)]
        case .number(let least, let above, let most, let pattern):
            Self.number(least: least, above: above, most: most, pattern)
        case .list(let item, let most): Self.list(of: item, most)
        case .map(let keys): Self.map(Self.properties(keys), others: .flag(false))
        case .named(let form, let names, let keys):
            Self.map(Self.properties(keys), others: form.json).merging(
                names.isEmpty ? [:] : ["propertyNames": .object(["pattern": .text(names)])]
            ) { one, _ in one }
        case .kinds(let common, let chosen, let variants): Self.kinds(common, chosen, variants)
        case .reference(let name): ["$ref": .text("#/$defs/\(name)")]
        }
    }

    /// The schema of a key, with its help.
    private static func property(_ key: SchemaKey) -> SchemaValue {
        .object(key.form.members.merging(["description": .text(key.help)]) { one, _ in one })
    }

    private static func properties(_ keys: [SchemaKey]) -> [String: SchemaValue] {
        Dictionary(keys.map { ($0.name, property($0)) }) { one, _ in one }
    }

    private static func map(_ properties: [String: SchemaValue], others: SchemaValue) -> [String: SchemaValue] {
        ["type": .words(["object", "null"]), "properties": .object(properties), "additionalProperties": others]
    }

    private static func number(
        least: Double?, above: Double?, most: Double?, _ pattern: String
    ) -> [String: SchemaValue] {
        let bounds = [("minimum", least), ("exclusiveMinimum", above), ("maximum", most)]
            .compactMap { name, bound in bound.map { (name, SchemaValue.number($0)) } }
        return Dictionary(bounds) { one, _ in one }.merging([
            "type": .words(["number", "string", "null"]), "pattern": .text(pattern),
        ]) { one, _ in one }
    }

    private static func list(of item: SchemaForm, _ most: Int?) -> [String: SchemaValue] {
        var list: [String: SchemaValue] = ["type": .text("array"), "items": .object(withoutNull(item.members))]
        if let most { list["maxItems"] = .number(Double(most)) }
        return ["anyOf": .list([.object(list), item.json])]
    }

    /// An item is there or not: there is no key to take away.
    private static func withoutNull(_ members: [String: SchemaValue]) -> [String: SchemaValue] {
        members.mapValues { value in
            guard case .list(let values) = value else { return value }
            return .list(values.filter { $0 != .null && $0 != .text("null") })
        }
    }

    /// All keys of all variants are known by name; which of them may stand there, and as what, the word decides. A drop-in
    /// that says no word changes single keys of any.
    private static func kinds(
        _ common: [SchemaKey], _ chosen: SchemaKey, _ variants: [SchemaVariant]
    ) -> [String: SchemaValue] {
        let own = Dictionary(
            variants.flatMap(\.keys).map { key in
                (key.name, SchemaValue.object(["description": .text(key.help)]))
            }
        ) { one, _ in one }
        let choices = variants.map { variant in
            SchemaValue.object([
                "if": .object([
                    "required": .words([chosen.name]),
                    "properties": .object([chosen.name: .object(["const": .text(variant.word)])]),
                ]),
                "then": keys(common + [chosen], variant),
            ])
        }
        return map(own.merging(properties(common + [chosen])) { _, two in two }, others: .flag(false))
            .merging(["allOf": .list(choices)]) { one, _ in one }
    }

    /// The keys of one variant, and no others.
    static func keys(_ common: [SchemaKey], _ variant: SchemaVariant) -> SchemaValue {
        .object([
            "properties": .object(properties(variant.keys)),
            "propertyNames": .object(["enum": .words((common + variant.keys).map(\.name).sorted())]),
        ])
    }
}
