import Glibc

/// A program that a test runs beside itself.
public final class ChildProcess {
    /// Its process id.
    public let id: pid_t

    /// Starts a program, found along PATH, with `arguments[0]` as its name.
    /// - Parameters:
    ///   - input: what it reads from; `nil` for nothing.
    ///   - output: where its standard output goes; `nil` for nowhere. What it says on standard error is dropped.
    /// - Throws: ``CannotStart``.
    public init(_ arguments: [String], input: CInt? = nil, output: CInt? = nil) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        var words = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var id: pid_t = 0
        let code = posix_spawnp(&id, arguments[0], &actions, nil, &words, environ)
        guard code == 0 else { throw CannotStart(program: arguments[0], code: code) }
        self.id = id
    }

    /// Waits for its end.
    /// - Returns: its exit code, or 128 and the signal that ended it.
    @discardableResult
    public func wait() -> CInt {
        var status: CInt = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    /// Runs a program to its end.
    /// - Throws: ``CannotStart``, also if it ends with anything but 0.
    public static func run(_ arguments: String...) throws {
        let code = try ChildProcess(arguments).wait()
        guard code == 0 else { throw CannotStart(program: arguments.joined(separator: " "), code: code) }
    }

    /// A program could not be run.
    public struct CannotStart: Error {
        /// Which one.
        public let program: String
        /// Why: an errno, or its exit code.
        public let code: CInt
    }
}
