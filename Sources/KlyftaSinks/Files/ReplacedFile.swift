import Foundation
import Glibc

/// A file that is replaced as a whole: whoever reads it sees the old one or the new one, never half.
package enum ReplacedFile {
    /// Writes a new one beside it, makes it durable, moves it into place, and makes the move durable.
    /// - Throws: ``SinkFault``; the old file stands then.
    package static func write(_ bytes: [UInt8], to path: String) throws(SinkFault) {
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
