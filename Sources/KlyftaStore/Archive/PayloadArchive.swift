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

    /// Keeps an answer, on the disk for good when this returns.
    /// - Returns: the SHA-256 of its content.
    /// - Throws: ``StoreFault``.
    package func keep(_ bytes: [UInt8]) throws(StoreFault) -> String {
        let digest = ContentDigest.hex(of: bytes)
        // One that lies there already is looked at: what is damaged is written anew while the content is at hand.
        if (try? self.bytes(of: digest)) != nil { return digest }
        let file = DurableFile(path: path(of: digest))
        try storeFaults(at: directory) { try file.write(Gzip.packed(bytes), below: directory) }
        return digest
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
