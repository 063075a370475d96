import Foundation
import Glibc
import KlyftaModel
import KlyftaSources

/// The answers of the offices as they came, each a file named by the hash of its content:
/// `payloads/ab/abcd….gz`.
///
/// Packed with gzip: an office's tables become a tenth, zlib is in the process anyway because libcurl needs it, and in
/// thirty years `zcat` will read it. The name is the hash of what is inside, so the level of packing may change.
package struct PayloadArchive: Sendable {
    /// The directory of the archive.
    package let directory: String

    /// The largest answer that is kept or read.
    static let mostBytes = 256 << 20

    /// The archive in a state directory.
    package init(in stateDirectory: String) {
        self.init(directory: "\(stateDirectory)/payloads")
    }

    /// The archive in a directory of its own.
    package init(directory: String) {
        self.directory = directory
    }

    /// Keeps an answer, on the disk for good when this returns. It is never in memory as a whole.
    /// - Parameters:
    ///   - digest: the SHA-256 that its content must have.
    ///   - file: a descriptor of an open file with it.
    /// - Throws: ``StoreFault``; nothing is kept if the content is another.
    package func keep(_ digest: String, from file: CInt) throws(StoreFault) {
        guard ContentDigest.isDigest(digest) else { throw fault(digest, "this is no name of a payload") }
        // One that lies there already is looked at: what is damaged is written anew while the content is at hand.
        if isWhole(digest) { return }
        try storeFaults(at: directory) {
            try DurableFile(path: path(of: digest)).write(below: directory) { write in
                var hash = ContentDigest.Running()
                let packer = Gzip()
                try FilePieces(descriptor: file).forEach { piece in
                    hash.take(piece)
                    try packer.take(piece, isLast: piece.isEmpty, into: write)
                }
                guard hash.hex == digest else { throw fault(digest, "the content is not what its name says") }
            }
        }
    }

    /// Whether an answer lies there and is what its name says.
    func isWhole(_ digest: String) -> Bool {
        let file = open(path(of: digest), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return false }
        defer { close(file) }
        var hash = ContentDigest.Running()
        let inflater = Inflater(limit: Self.mostBytes)
        let reading: Void? = try? FilePieces(descriptor: file).forEach { piece in
            try inflater.take(piece)
            inflater.drain().withUnsafeBytes { hash.take($0) }
        }
        return reading != nil && inflater.isWhole && hash.hex == digest
    }

    /// The content of an answer.
    /// - Throws: ``StoreFault`` if it is not there, or is not what its name says.
    package func bytes(of digest: String) throws(StoreFault) -> [UInt8] {
        guard ContentDigest.isDigest(digest) else { throw fault(digest, "this is no name of a payload") }
        guard let packed = try? Data(contentsOf: URL(filePath: path(of: digest))) else {
            throw fault(digest, "the payload is not there")
        }
        guard let bytes = try? Inflater.unpacked([UInt8](packed), limit: Self.mostBytes) else {
            throw fault(digest, "the payload is damaged")
        }
        guard ContentDigest.hex(of: bytes) == digest else {
            throw fault(digest, "the payload is not what its name says")
        }
        return bytes
    }

    /// Whether an answer lies there; not whether it is whole.
    func has(_ digest: String) -> Bool { access(path(of: digest), R_OK) == 0 }

    /// The file of an answer, as it is packed.
    /// - Throws: ``StoreFault`` if it is not there.
    func packed(_ digest: String) throws(StoreFault) -> Data {
        guard let packed = try? Data(contentsOf: URL(filePath: path(of: digest))) else {
            throw fault(digest, "the payload is not there")
        }
        return packed
    }

    /// Lays down the file of an answer that another machine packed, on the disk for good when this returns.
    /// - Throws: ``StoreFault``; nothing is kept if it is not what its name says.
    func lay(_ packed: Data, as digest: String) throws(StoreFault) {
        guard Self.isWhole(packed, digest) else { throw fault(digest, "the payload is not what its name says") }
        try storeFaults(at: directory) {
            try DurableFile(path: path(of: digest)).write(below: directory) { write in
                try packed.withUnsafeBytes { try write($0) }
            }
        }
    }

    /// Whether a packed answer is what its name says.
    static func isWhole(_ packed: Data, _ digest: String) -> Bool {
        let content = try? Inflater.unpacked([UInt8](packed), limit: mostBytes)
        return content.map { ContentDigest.hex(of: $0) == digest } ?? false
    }

    /// The names of all answers that lie there.
    package func digests() -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: directory)) ?? []
        return paths.filter { $0.hasSuffix(".gz") }
            .map { String($0.dropFirst(3).dropLast(3)) }.filter(ContentDigest.isDigest)
    }

    /// Takes an answer away.
    func remove(_ digest: String) {
        unlink(path(of: digest))
    }

    private func path(of digest: String) -> String { "\(directory)/\(digest.prefix(2))/\(digest).gz" }

    private func fault(_ digest: String, _ problem: String) -> StoreFault {
        StoreFault(
            .unusable, at: path(of: digest), problem,
            remedy: "The figures stand. Put the file back from a backup; the next fetch asks the office again.")
    }
}
