internal import CSystemd

/// The environment of this process as a dictionary, so that whatever depends on it can be given another one.
public enum ProcessEnvironment {
    /// A copy of the environment as it is now. Call it at start: C has no lock between a reader and `setenv(3)`.
    public static func current() -> [String: String] {
        guard var entry = csystemd_environment() else { return [:] }
        var variables: [String: String] = [:]
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // The first of two equal names is the one that getenv(3) finds.
            if pair.count == 2, variables[String(pair[0])] == nil {
                variables[String(pair[0])] = String(pair[1])
            }
            entry += 1
        }
        return variables
    }
}
