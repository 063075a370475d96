/// A text that does not spell the value it should: a municipality code, a period, a size class.
public struct InvalidText: Fault, Equatable {
    /// Where it was read.
    public let place: String
    /// What is wrong.
    public let problem: String
    /// What to write or do instead.
    public let remedy: String

    /// The noun it should have been.
    public let kind: String

    /// - Parameters:
    ///   - text: what was read.
    ///   - kind: the noun it should have been, such as `municipality`.
    ///   - remedy: the form that would have been right, as a sentence.
    public init(_ text: String, isNo kind: String, remedy: String) {
        self.kind = kind
        self.place = "'\(text)'"
        self.problem = "this is no \(kind)"
        self.remedy = remedy
    }
}
