import Crypto
import Foundation
import Glibc

/// The content of a file that somebody else put there: an ordinary file, read without ever waiting for it.
struct RegularFile {
    let bytes: [UInt8]
    /// When anything about the file last changed, in seconds of Unix time, by the kernel's clock. Unlike the time of
    /// modification, nobody can set it.
    let changed: Int64

    /// No table of an office has as much.
    static let largest = 64 << 20

    /// Why a file cannot be read.
    enum Refusal: Error {
        case missing
        /// It is being written: read it later.
        case unsettled
        /// Not a file, too large, or forbidden; in a clause.
        case unusable(String)
    }

    /// - Parameter followsLinks: whether the path itself may be a symbolic link.
    /// - Throws: ``Refusal``.
    init(at path: String, followsLinks: Bool = false) throws(Refusal) {
        // A FIFO would keep an open waiting for a writer.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | (followsLinks ? 0 : O_NOFOLLOW))
        guard file >= 0 else {
            switch errno {
            case ENOENT: throw .missing
            case ELOOP: throw .unusable("it is a symbolic link")
            case ENXIO: throw .unusable("it is no ordinary file")
            default: throw .unusable("it cannot be read (\(String(cString: strerror(errno))))")
            }
        }
        defer { close(file) }
        var before = stat()
        guard fstat(file, &before) == 0, before.st_mode & S_IFMT == S_IFREG else {
            throw .unusable("it is no ordinary file")
        }
        guard before.st_size <= Self.largest else { throw .unusable("it has more than \(Self.largest >> 20) MiB") }
        var bytes = [UInt8](repeating: 0, count: Int(before.st_size) + 1)
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress! + count, $0.count - count) }
            guard more >= 0 else {
                if errno == EINTR { continue }
                throw .unusable("it cannot be read (\(String(cString: strerror(errno))))")
            }
            if more == 0 { break }
            count += more
        }
        var after = stat()
        guard fstat(file, &after) == 0, count == Int(before.st_size), after.st_size == before.st_size,
            after.st_ctim.tv_sec == before.st_ctim.tv_sec, after.st_ctim.tv_nsec == before.st_ctim.tv_nsec
        else { throw .unsettled }
        self.bytes = Array(bytes[..<count])
        changed = Int64(after.st_ctim.tv_sec)
    }

    /// Unix time by the clock that files are marked by. `time(2)` may be a tick behind it: a file that was just written
    /// would be of the next second.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec)
    }

    /// The SHA-256 of the content, 64 hexadecimal digits.
    var digest: String { Self.digest(of: bytes) }

    /// The SHA-256 of some bytes, 64 hexadecimal digits.
    static func digest(of bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
