/// A language that people read Klyfta in.
public enum Language: String, Sendable, CaseIterable {
    /// Swedish.
    case swedish = "sv"
    /// Norwegian, bokmål.
    case norwegian = "nb"
    /// English.
    case english = "en"
}

/// The same text in every language Klyfta speaks.
public struct LocalizedText: Hashable, Sendable {
    /// In Swedish.
    public let sv: String
    /// In Norwegian bokmål.
    public let nb: String
    /// In English.
    public let en: String

    /// One text in three languages; none may be left out.
    public init(sv: String, nb: String, en: String) {
        self.sv = sv
        self.nb = nb
        self.en = en
    }

    /// The text in one language.
    public subscript(language: Language) -> String {
        switch language {
        case .swedish: sv
        case .norwegian: nb
        case .english: en
        }
    }
}
