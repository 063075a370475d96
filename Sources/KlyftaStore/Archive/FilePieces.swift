import Foundation
import Glibc

/// An open file, read from its beginning in pieces that fit into a cache: an answer may be as large as memory.
struct FilePieces {
    /// Small, because a piece of a packed file may become a thousand times as large.
    private static let size = 16 << 10

    let descriptor: CInt

    /// Gives all pieces in order, then an empty one.
    /// - Throws: an error of the system, and what `body` throws.
    func forEach(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw POSIXError.last }
        try withUnsafeTemporaryAllocation(byteCount: Self.size, alignment: 16) { buffer in
            while true {
                let count = read(descriptor, buffer.baseAddress, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw POSIXError.last }
                try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                if count == 0 { return }
            }
        }
    }
}
