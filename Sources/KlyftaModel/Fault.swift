/// The shape of every error a person may read: where it is, what is wrong, what to do.
///
/// The compiler asks each error type for all three, so no message can leave one out.
public protocol Fault: Error, CustomStringConvertible {
    /// Where the problem was seen: a file with line and column, a key, a source, a municipality.
    var place: String { get }
    /// What is wrong there, in one clause without a full stop.
    var problem: String { get }
    /// What the reader can do about it, as one or more sentences.
    var remedy: String { get }
}

extension Fault {
    /// The three parts as one line: `place: problem. Remedy`.
    public var description: String {
        "\(place): \(problem). \(remedy)"
    }
}
