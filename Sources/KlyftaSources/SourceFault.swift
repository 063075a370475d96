import KlyftaModel

/// Something is wrong with what a source delivers or where it reads it.
public struct SourceFault: Fault, Equatable {
    /// Where it was read.
    public let place: String
    /// What is wrong.
    public let problem: String
    /// What to write or do instead.
    public let remedy: String

    /// A fault at a place: a file with its line, an option, a module.
    public init(at place: String, _ problem: String, remedy: String) {
        self.place = place
        self.problem = problem
        self.remedy = remedy
    }
}
