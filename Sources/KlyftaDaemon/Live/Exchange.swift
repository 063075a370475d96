import Foundation
import Glibc
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// A directory in which a module's process hands files over, each named by the hash of its content.
///
/// Nothing in it is believed: a file counts only if it is a plain file, small enough, and what its name says.
package struct Exchange: Sendable {
    /// Where it is.
    package let path: String

    /// The largest file that is taken.
    private static let mostBytes = 256 << 20

    /// The exchange directory at a path.
    package init(path: String) {
        self.path = path
    }

    /// Makes the directory, empty: what a fetch that was cut off left there is of no use.
    /// - Throws: ``SourceFault``.
    package func prepare() throws(SourceFault) {
        clear()
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw fault("the exchange directory cannot be made (\(error.localizedDescription))")
        }
    }

    /// Takes it away with all that is in it.
    package func clear() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Hands content over.
    /// - Returns: its SHA-256.
    /// - Throws: ``SourceFault``.
    package func put(_ bytes: [UInt8], as digest: String? = nil) throws(SourceFault) -> String {
        let digest = digest ?? ContentDigest.hex(of: bytes)
        do {
            // Not synced: the daemon keeps it for good, or the fetch counts for nothing.
            try Data(bytes).write(to: URL(filePath: "\(path)/\(digest)"))
        } catch {
            throw fault("an answer cannot be handed over (\(error.localizedDescription))")
        }
        return digest
    }

    /// Takes content that was handed over.
    /// - Throws: ``SourceFault`` if it is not there, no plain file, too large or not what its name says.
    package func contents(of digest: String) throws(SourceFault) -> [UInt8] {
        let (file, size) = try file(of: digest)
        defer { close(file) }
        guard let bytes = try? FileHandle(fileDescriptor: file, closeOnDealloc: false).read(upToCount: Self.mostBytes),
            bytes.count == size
        else { throw fault("the file \(digest) cannot be read") }
        let content = [UInt8](bytes)
        guard ContentDigest.hex(of: content) == digest else {
            throw fault("the file \(digest) is not what its name says")
        }
        return content
    }

    /// Moves content that was handed over into an archive, which looks at its hash, without ever holding all of it.
    /// - Throws: a ``Fault`` if it is not there, no plain file, too large or not what its name says.
    package func move(_ digest: String, into archive: PayloadArchive) throws {
        let (file, _) = try file(of: digest)
        defer { close(file) }
        try archive.keep(digest, from: file)
    }

    /// A file, opened to be read; nothing of it is believed yet but its kind and its size.
    private func file(of digest: String) throws(SourceFault) -> (descriptor: CInt, size: Int) {
        guard ContentDigest.isDigest(digest) else { throw fault("'\(digest.prefix(80))' is no name of a file in it") }
        let file = open("\(path)/\(digest)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else { throw fault("the file \(digest) was not handed over") }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.mostBytes else {
            close(file)
            throw fault("the file \(digest) is no plain file of at most \(Self.mostBytes) bytes")
        }
        return (file, status.st_size)
    }

    private func fault(_ problem: String) -> SourceFault {
        SourceFault(at: path, problem, remedy: "Nothing of this fetch is taken; the last figures stand.")
    }
}

/// What a module's process keeps answers in: the exchange directory for new ones, the archive for those that are held.
struct ExchangeStore: PayloadStore {
    let exchange: Exchange?
    let archive: PayloadArchive?

    init(_ terms: FetchTerms) {
        exchange = terms.exchange.map(Exchange.init(path:))
        archive = terms.archive.map(PayloadArchive.init(directory:))
    }

    func keep(_ bytes: [UInt8]) throws -> String {
        try exchange?.put(bytes) ?? ContentDigest.hex(of: bytes)
    }

    func bytes(of reference: PayloadReference) throws -> [UInt8] {
        guard let archive else {
            throw SourceFault(at: reference.address, "it is held in no archive", remedy: "It is asked for again.")
        }
        return try archive.bytes(of: reference.sha256)
    }
}
