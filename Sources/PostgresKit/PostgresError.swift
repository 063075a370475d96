/// What went wrong between this program and a PostgreSQL server, or within the server.
public struct PostgresError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What sort of error it is: it decides what can be done.
    public enum Kind: Hashable, Sendable {
        /// The client library is not on this machine.
        case noLibrary
        /// No session can be had: no server, no right, no such database.
        case noSession
        /// The session ended while something was asked. What was asked may have been done.
        case lost
        /// The server did not answer in time. The session is over; what was asked may have been done.
        case timeout
        /// The server refused what was asked; the session goes on.
        case refused
    }

    /// What sort it is.
    public let kind: Kind
    /// The server's code of five characters (SQLSTATE); `nil` where the error is none of the server.
    public let code: String?
    /// What was said, on one line.
    public let message: String

    /// An error in the words of the place where it was found.
    public init(_ kind: Kind, code: String? = nil, _ message: String) {
        self.kind = kind
        self.code = code
        self.message = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// The message, and the server's code.
    public var description: String { code.map { "\(message) (\($0))" } ?? message }
}
