import KlyftaModel

/// An option that a source module takes in the configuration.
public struct SourceOption: Hashable, Sendable {
    /// The key in the configuration.
    public let key: String
    /// What its value looks like.
    public let form: Form
    /// What it does, in a clause.
    public let help: String

    /// What a value looks like.
    public indirect enum Form: Hashable, Sendable {
        /// One text.
        case text
        /// One text that is an absolute path.
        case path
        /// A list of texts; a single text is a list of one.
        case list
        /// A map with these keys.
        case map([SourceOption])
        /// A map whose keys the operator chooses, each with a text.
        case words
        /// A map whose keys the operator chooses, each with a map of these keys.
        case entries([SourceOption])
    }

    /// An option under a key.
    public init(_ key: String, _ form: Form, help: String) {
        self.key = key
        self.form = form
        self.help = help
    }

    /// A folder to read figures from instead of the one that ships; every tidy module takes it.
    public static let figures = SourceOption("figures", .path, help: "a folder with figures instead of those that ship")
    /// The indicators to deliver instead of all; every tidy module takes it.
    public static let indicators = SourceOption("indicators", .list, help: "only these indicators of the module")
}

/// What the configuration says to one source: texts by key, typed by the module that asked for them.
///
/// Maps are flat here: the value of `columns: { period: År }` stands under `columns/period`.
public struct SourceOptions: Hashable, Sendable {
    /// The values by key; a single text is a list of one.
    public let values: [String: [String]]

    /// Options as read; none by default.
    public init(_ values: [String: [String]] = [:]) {
        self.values = values
    }

    /// The text under a key.
    public subscript(text option: SourceOption) -> String? { values[option.key]?.first }

    /// The list under a key.
    public subscript(list option: SourceOption) -> [String]? { values[option.key] }

    /// The text at a path of keys.
    public subscript(path: String...) -> String? { values[path.joined(separator: "/")]?.first }

    /// What stands under a key that holds a map, as options of its own; empty if nothing does.
    public func inside(_ key: String) -> SourceOptions {
        let head = key + "/"
        let pairs = values.compactMap { key, value in
            key.hasPrefix(head) ? (String(key.dropFirst(head.count)), value) : nil
        }
        return SourceOptions(Dictionary(pairs) { one, _ in one })
    }

    /// The keys of a map that the operator chose, in order. A key may hold anything, also a slash, if it has a text.
    public var names: [String] { values.keys.sorted() }

    /// The keys of a map of maps that the operator chose, in order.
    public var entries: [String] { Set(values.keys.map { String($0.prefix { $0 != "/" }) }).sorted() }
}
