/// A file of an inbox, by its name there and its content.
public struct InboxFile: Codable, Hashable, Sendable {
    /// Its name in the inbox.
    public var name: String
    /// The SHA-256 of its content, 64 hexadecimal digits.
    public var digest: String

    /// A file of an inbox.
    public init(name: String, digest: String) {
        self.name = name
        self.digest = digest
    }
}
