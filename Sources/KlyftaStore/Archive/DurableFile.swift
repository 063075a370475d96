import Foundation
import Glibc

/// A file that is there whole or not at all, and is there for good once it is written: written beside, synced, renamed,
/// and its directory synced.
struct DurableFile {
    let path: String

    /// Writes it; directories below `root` are made as they are needed.
    /// - Throws: an error of the system.
    func write(_ bytes: [UInt8], below root: String) throws {
        let directory = URL(filePath: path).deletingLastPathComponent().path
        let isNew = !FileManager.default.fileExists(atPath: directory)
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        let draft = "\(path).new"
        do {
            try writeSynced(bytes, to: draft)
            guard rename(draft, path) == 0 else { throw POSIXError.last }
        } catch {
            unlink(draft)
            throw error
        }
        try Self.sync(directory)
        if isNew { try Self.sync(root) }
    }

    /// Puts a file that was written beside it into its place.
    /// - Throws: an error of the system.
    func put(_ draft: String) throws {
        try Self.sync(draft)
        guard rename(draft, path) == 0 else { throw POSIXError.last }
        try Self.sync(URL(filePath: path).deletingLastPathComponent().path)
    }

    private func writeSynced(_ bytes: [UInt8], to draft: String) throws {
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw POSIXError.last }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw POSIXError.last }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw POSIXError.last }
    }

    /// Syncs a file or a directory.
    private static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError.last }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw POSIXError.last }
    }
}

extension POSIXError {
    /// What the last system call of this thread said.
    fileprivate static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
