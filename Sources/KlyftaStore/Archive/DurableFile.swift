import Foundation
import Glibc

/// A file that is there whole or not at all, and is there for good once it is written: written beside, synced, renamed,
/// and its directory synced.
struct DurableFile {
    let path: String

    /// Writes it; directories below `root` are made as they are needed.
    /// - Parameter pieces: gives what is to be written, piece by piece. Where it throws there is no file.
    /// - Throws: an error of the system, and what `pieces` throws.
    func write(below root: String, _ pieces: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        let directory = URL(filePath: path).deletingLastPathComponent().path
        let isNew = !FileManager.default.fileExists(atPath: directory)
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        let draft = "\(path).new"
        do {
            try writeSynced(pieces, to: draft)
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

    private func writeSynced(
        _ pieces: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void, to draft: String
    ) throws {
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw POSIXError.last }
        defer { close(file) }
        try pieces { bytes in
            var rest = bytes
            while !rest.isEmpty {
                let count = Glibc.write(file, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw POSIXError.last }
                rest = .init(rebasing: rest[count...])
            }
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
    static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
