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
        let bytes = [UInt8](try Self.text(of: state).utf8)
        // One writer a state directory: a fixed name leaves at most one file behind after a crash.
        let draft = path + ".new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw SinkFault(at: path, errno: errno) }
        let count = Glibc.write(file, bytes, bytes.count)
        let isWritten = count == bytes.count && fsync(file) == 0
        let code = count >= 0 && count < bytes.count ? ENOSPC : errno
        close(file)
        guard isWritten else {
            unlink(draft)
            throw SinkFault(at: path, errno: code)
        }
        guard rename(draft, path) == 0 else {
            let code = errno
            unlink(draft)
            throw SinkFault(at: path, errno: code)
        }
        let directory = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw SinkFault(at: path, errno: errno) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw SinkFault(at: path, errno: errno) }
    }
}
