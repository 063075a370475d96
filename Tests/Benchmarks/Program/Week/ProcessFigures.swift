import Foundation
import SystemdKit

/// What this process holds of the machine.
struct ProcessFigures: CustomStringConvertible {
    /// What was allocated and not freed, in KiB: what is kept, wherever it lies.
    let inUse: Int
    /// Memory that is its own, in KiB: also what was freed and shares its pages with something that is kept. Pages of files
    /// come and go.
    let memory: Int
    let descriptors: Int
    let threads: Int

    /// Now.
    static var now: ProcessFigures {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        func number(_ key: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix("\(key):") }
            return line.flatMap { Int($0.split(whereSeparator: \.isWhitespace)[1]) } ?? 0
        }
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
        return ProcessFigures(
            inUse: ProcessMemory.inUse / 1_024, memory: number("RssAnon"), descriptors: descriptors,
            threads: number("Threads"))
    }

    /// The least of each at two moments: a connection that is being closed is no descriptor that was forgotten.
    func least(with other: ProcessFigures) -> ProcessFigures {
        ProcessFigures(
            inUse: min(inUse, other.inUse), memory: min(memory, other.memory),
            descriptors: min(descriptors, other.descriptors), threads: min(threads, other.threads))
    }

    var description: String {
        "\(inUse) KiB in use, \(memory) KiB held, \(descriptors) descriptors, \(threads) threads"
    }
}
