import KlyftaModel

/// Something is wrong with what a source delivers or where it reads it.
public struct SourceFault: Fault, Hashable {
    /// Where it was read.
    public let place: String
    /// What is wrong.
    public let problem: String
    /// What to write or do instead.
    public let remedy: String
    /// What it says of the source.
    public let kind: Kind

    /// What a fault says of a source. The words are stable: programs read them.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// It does not deliver, or what it delivers cannot be read.
        case failing
        /// It delivers less than it did.
        case partial
        /// It delivers in another form than it did, or says other things under the same name.
        case changedShape = "changed-shape"
        /// It delivers what is not plausible.
        case suspect
        /// The office has taken away what it delivered, without a word of its figures.
        case withdrawn
    }

    /// A fault at a place: a file with its line, an option, a module.
    public init(at place: String, _ problem: String, remedy: String, kind: Kind = .failing) {
        self.place = place
        self.problem = problem
        self.remedy = remedy
        self.kind = kind
    }
}
