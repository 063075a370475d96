import Glibc
import Testing

/// The suites that set variables of this process. They are serialised, and nothing outside them reads the environment.
@Suite(.serialized) enum ProcessState {
    /// Runs `body` with the variables set (nil: unset) and puts back what was there.
    static func with<Result>(_ variables: [String: String?], _ body: () throws -> Result) rethrows -> Result {
        let before = variables.keys.map { name in (name, getenv(name).map { String(cString: $0) }) }
        defer { for (name, value) in before { set(name, value) } }
        for (name, value) in variables { set(name, value) }
        return try body()
    }

    private static func set(_ name: String, _ value: String?) {
        if let value { setenv(name, value, 1) } else { unsetenv(name) }
    }
}
