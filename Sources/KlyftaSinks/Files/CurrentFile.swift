import Foundation
import Glibc
import KlyftaAlerting
import KlyftaModel

/// `current.json`: where every rule stands, for those who read a file rather than ask a daemon.
///
/// It is a picture of the store and can always be drawn again. A reader sees the old file or the new one, never half.
package struct CurrentFile: Sendable {
    private let path: String

    /// The file at a path.
    package init(path: String) {
        self.path = path
    }

    /// What the file holds.
    package static func text(of state: CurrentState) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(state), as: UTF8.self) + "\n"
    }

    /// Replaces the file: a new one beside it, made durable, then moved into place, then the move made durable.
    /// - Throws: ``SinkFault``; the old file stands then.
    package func write(_ state: CurrentState) throws {
        try ReplacedFile.write([UInt8](try Self.text(of: state).utf8), to: path)
    }
}
