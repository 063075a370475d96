internal import Glibc

/// What went wrong between this program and systemd: where, what, and what the administrator can do about it.
public struct SystemdError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The function, variable or file that failed.
    public let place: String
    /// What was found there.
    public let problem: String
    /// What to change.
    public let remedy: String
    /// The `errno` behind the problem, 0 where there is none. `ENOENT` tells an absent credential from a bad one.
    public let code: Int32

    /// An error in the words of the place where it was found.
    public init(place: String, problem: String, remedy: String, code: Int32 = 0) {
        self.place = place
        self.problem = problem
        self.remedy = remedy
        self.code = code
    }

    /// An error whose problem is an `errno`, told in the words of the C library.
    init(place: String, code: Int32, remedy: String) {
        self.init(place: place, problem: String(cString: strerror(code)), remedy: remedy, code: code)
    }

    /// One line: place, problem, remedy.
    public var description: String {
        "\(place): \(problem). \(remedy)"
    }
}
