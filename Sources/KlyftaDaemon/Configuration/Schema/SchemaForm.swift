/// What an editor may know of a value of the configuration.
///
/// A schema sees what YAML makes of a text, the reader the text itself: `0301` is a number there and a text here. So a form
/// takes every type that a good text can come as. And it takes `null` everywhere, by which a drop-in takes a key away.
indirect enum SchemaForm: Hashable, Sendable {
    /// `true` or `false`.
    case flag
    /// One of some words.
    case words([String])
    /// Any text of one line.
    case text
    /// A text that fits a pattern.
    case pattern(String)
    /// A number within bounds, or a text that fits a pattern.
    case number(least: Double? = nil, above: Double? = nil, most: Double? = nil, or: String = SchemaForm.plainNumber)
    /// A list; a single one is a list of one.
    case list(SchemaForm, most: Int? = nil)
    /// A map of known keys.
    case map([SchemaKey])
    /// A map whose keys the operator chooses, beside some that are known; `names` is their pattern, if they have one.
    case named(SchemaForm, names: String = "", besides: [SchemaKey] = [])
    /// A map whose keys follow from the value of one of them.
    case kinds(common: [SchemaKey], chosen: SchemaKey, [SchemaVariant])
    /// A form that stands among the definitions.
    case reference(String)
}

/// A key of a map, with what it is good for.
struct SchemaKey: Hashable, Sendable {
    let name: String
    let form: SchemaForm
    let help: String

    init(_ name: String, _ form: SchemaForm, _ help: String) {
        (self.name, self.form, self.help) = (name, form, help)
    }
}

/// The keys that a word brings with it.
struct SchemaVariant: Hashable, Sendable {
    let word: String
    let keys: [SchemaKey]
}

extension SchemaForm {
    /// A pattern of what the reader takes for a number.
    static let plainNumber = #"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"#
    /// An absolute path.
    static let path = SchemaForm.pattern("^/")
    /// An address on the web.
    static let address = SchemaForm.pattern("^https?://")
    /// A stretch of time; only 0 needs no unit.
    static let span = spanOr("0")
    /// A stretch of time, or a word in place of it.
    static func spanOr(_ word: String) -> SchemaForm {
        .number(
            least: 0, most: 0,
            or: "^(0|\(word)|([0-9]{1,9} *(s|sec|seconds?|m|min|minutes?|h|hr|hours?|d|days?) *)+)$")
    }
    /// A calendar event, as in `OnCalendar=`.
    static let schedule = SchemaForm.pattern("^[A-Za-z0-9*]")
    /// `a@b`.
    static let mailAddress = SchemaForm.pattern("^[^@ ]+@[^@ ]+$")
    /// Where a secret is kept.
    static let secret = SchemaForm.pattern("^(/|credential:[A-Za-z0-9._-]+$)")
    /// How many periods.
    static let patience = SchemaForm.number(least: 1, most: 100, or: "^[1-9][0-9]{0,2}( periods?)?$")
    /// Above 0, up to 1.
    static let share = SchemaForm.number(above: 0, most: 1)
    /// A name of letters, digits and hyphens.
    static let name = "^[a-z0-9][a-z0-9-]{0,63}$"

    /// The words of an enumeration, as the reader takes them.
    static func choice<Value: RawRepresentable & CaseIterable>(_: Value.Type) -> SchemaForm
    where Value.RawValue == String {
        .words(Value.allCases.map(\.rawValue))
    }
}
