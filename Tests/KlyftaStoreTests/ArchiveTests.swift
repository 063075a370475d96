import Foundation
import Glibc
import Testing

@testable import KlyftaStore

/// Answers on their way from a file into the archive.
struct ArchiveTests {
    /// Keeps bytes by way of a file.
    private func keep(_ bytes: [UInt8], as digest: String? = nil, in archive: PayloadArchive, _ directory: String)
        throws
    {
        let path = "\(directory)/handed-over"
        try Data(bytes).write(to: URL(filePath: path))
        let file = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        try archive.keep(digest ?? ContentDigest.hex(of: bytes), from: file)
    }

    private func files(in directory: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: directory).filter { $0.contains(".gz") }
    }

    @Test(arguments: [0, 1, 16 << 10, (16 << 10) + 1, 1_000_000])
    func `what goes in piece by piece comes out whole`(count: Int) throws {
        try withTemporaryDirectory { directory in
            let archive = PayloadArchive(in: directory)
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
            try keep(bytes, in: archive, directory)
            #expect(try archive.bytes(of: ContentDigest.hex(of: bytes)) == bytes)
            #expect(archive.digests() == [ContentDigest.hex(of: bytes)])
        }
    }

    @Test func `content that is not what its name says leaves no file`() throws {
        try withTemporaryDirectory { directory in
            let archive = PayloadArchive(in: directory)
            let digest = ContentDigest.hex(of: [1, 2, 3])
            #expect(throws: StoreFault.self) { try keep([1, 2, 4], as: digest, in: archive, directory) }
            #expect(throws: StoreFault.self) { try keep([1], as: "../../etc/passwd", in: archive, directory) }
            let left = try files(in: directory)
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func `one that lies there damaged is written anew, and a whole one is left alone`(isDamaged: Bool) throws {
        try withTemporaryDirectory { directory in
            let archive = PayloadArchive(in: directory)
            let bytes = [UInt8](repeating: 7, count: 100_000)
            try keep(bytes, in: archive, directory)
            let path = "\(directory)/\(try #require(try files(in: directory).first))"
            if isDamaged {
                var packed = try Data(contentsOf: URL(filePath: path))
                packed[packed.count - 6] ^= 0x40
                try packed.write(to: URL(filePath: path))
            }
            var before = stat()
            stat(path, &before)
            try keep(bytes, in: archive, directory)
            var after = stat()
            stat(path, &after)
            #expect((before.st_ino == after.st_ino) == !isDamaged)
            #expect(try archive.bytes(of: ContentDigest.hex(of: bytes)) == bytes)
        }
    }
}
