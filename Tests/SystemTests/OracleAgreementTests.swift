import Foundation
import KlyftaTestKit
import Testing

/// The whole recomputation against somebody else's: a slow program that computes with exact sums, on figures that a
/// generator makes. Both are no part of the repository.
struct OracleAgreementTests {
    private static let bench = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/bench").standardized.path

    /// The generator needs numpy, from the system or from what 'make bench' has installed.
    private static let python: String? = [".build/bench/venv/bin/python", "python3"].first { python in
        (try? ChildProcess.run(python, "-c", "import numpy")) != nil
    }

    private static let isPossible = FileManager.default.fileExists(atPath: "\(bench)/oracle.py") && python != nil

    @Test(.enabled(if: isPossible, "needs ../shared/bench beside the repository, and numpy"))
    func `all forms of generated figures agree with the slow oracle in every field`() throws {
        let scratch = try Scratch()
        let python = try #require(Self.python)
        let (data, oracle) = (scratch["data"], scratch["oracle"])
        try ChildProcess.run(
            python, "\(Self.bench)/gen.py", "--scale", "small", "--out", data, "--formats", "jsonstat,kolada,csv,bin")
        try ChildProcess.run(python, "\(Self.bench)/oracle.py", data, "--out", oracle)
        for format in ["bin", "jsonstat", "kolada", "csv"] {
            let out = scratch["out-\(format)"]
            try ChildProcess.run(KlyftaProcess.binary, "recompute", "--data", data, "--format", format, "--out", out)
            // Ends with 0 only where they agree.
            #expect(throws: Never.self, "\(format)") {
                try ChildProcess.run(python, "\(Self.bench)/compare.py", oracle, out)
            }
        }
    }
}
