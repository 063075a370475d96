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
    public enum Form: Sendable {
        /// One text.
        case text
        /// A list of texts.
        case list
    }

    /// An option under a key.
    public init(_ key: String, _ form: Form, help: String) {
        self.key = key
        self.form = form
        self.help = help
    }

    /// A folder to read figures from instead of the one that ships; every tidy module takes it.
    public static let figures = SourceOption("figures", .text, help: "a folder with figures instead of those that ship")
    /// The indicators to deliver instead of all; every tidy module takes it.
    public static let indicators = SourceOption("indicators", .list, help: "only these indicators of the module")
}

/// What the configuration says to one source: texts by key, typed by the module that asked for them.
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
}
