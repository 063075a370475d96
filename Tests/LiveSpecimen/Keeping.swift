import Foundation
import KlyftaDaemon
import KlyftaStore

/// `keep EXCHANGE ARCHIVE SHA256 NOTE`: moves an answer from the exchange directory into an archive, as the daemon does, and
/// writes into a file how many bytes the memory of this process grew by at most.
enum Keeping {
    static func main() throws {
        let words = Array(CommandLine.arguments.dropFirst(2))
        let before = try peak()
        try Exchange(path: words[0]).move(words[2], into: PayloadArchive(directory: words[1]))
        try Data("\(try peak() - before)".utf8).write(to: URL(filePath: words[3]))
    }

    /// The most memory this process ever had, in bytes.
    private static func peak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first ?? 0) * 1_024
    }
}
