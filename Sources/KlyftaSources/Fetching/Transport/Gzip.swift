import CZlib

/// Packs bytes in the form that `zcat` reads, as they come.
package final class Gzip {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var chunk = [UInt8](repeating: 0, count: 64 << 10)

    /// A packer.
    /// - Parameter level: 1 (fast) to 9 (small).
    package init(level: CInt = 6) {
        stream.initialize(to: z_stream())
        guard czlib_begin_deflating(stream, level) == Z_OK else { preconditionFailure("zlib has no memory") }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Takes the next bytes.
    /// - Parameters:
    ///   - isLast: whether nothing comes after them.
    ///   - sink: gets what is packed, piece by piece.
    package func take(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        stream.pointee.next_in = bytes.baseAddress.map {
            UnsafeMutablePointer(mutating: $0.assumingMemoryBound(to: UInt8.self))
        }
        stream.pointee.avail_in = uInt(bytes.count)
        repeat {
            let size = chunk.count
            let code = chunk.withUnsafeMutableBufferPointer { buffer in
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = uInt(size)
                return deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
            }
            precondition(code != Z_STREAM_ERROR, "zlib was called out of order")
            try chunk.withUnsafeBytes { try sink(.init(rebasing: $0[..<(size - Int(stream.pointee.avail_out))])) }
        } while stream.pointee.avail_out == 0
    }

    /// The packed bytes.
    /// - Parameter level: 1 (fast) to 9 (small).
    package static func packed(_ bytes: [UInt8], level: CInt = 6) -> [UInt8] {
        var packed: [UInt8] = []
        bytes.withUnsafeBytes { Gzip(level: level).take($0, isLast: true) { packed += $0 } }
        return packed
    }
}
