import CZlib

/// Unpacks gzip as it comes in, up to a limit, and knows whether its end came: the trailer with checksum and length.
///
/// Unpacked here and not by libcurl, which takes a body that stops in the middle of a gzip stream for a whole one.
package final class Inflater {
    /// What went wrong.
    package enum Flaw: Error, Equatable {
        /// It is no gzip, or damaged.
        case damaged
        /// It would become larger than the limit.
        case tooLarge
    }

    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let limit: Int
    private var hasEnded = false
    private var count = 0
    /// What came out, but for what was drained.
    package private(set) var output: [UInt8] = []

    /// An unpacker of at most `limit` bytes.
    package init(limit: Int) {
        self.limit = limit
        stream.initialize(to: z_stream())
        // Only for want of memory could it fail, and then the first step does too.
        _ = czlib_begin_inflating(stream)
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Whether the stream is whole: its trailer came and agrees.
    package var isWhole: Bool { hasEnded }

    /// Takes the next bytes.
    /// - Throws: ``Flaw``.
    package func take(_ bytes: UnsafeRawBufferPointer) throws(Flaw) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
        // Several streams in a row are one file by RFC 1952; no office sends that, and it is how a bomb hides.
        if hasEnded { throw .damaged }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: base.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = uInt(bytes.count)
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        repeat {
            let size = chunk.count
            let code = chunk.withUnsafeMutableBufferPointer { buffer in
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = uInt(size)
                return inflate(stream, Z_NO_FLUSH)
            }
            let made = size - Int(stream.pointee.avail_out)
            count += made
            if count > limit { throw .tooLarge }
            output += chunk[..<made]
            hasEnded = code == Z_STREAM_END
            guard hasEnded || code == Z_OK || code == Z_BUF_ERROR else { throw .damaged }
        } while !hasEnded && (stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0)
        if hasEnded, stream.pointee.avail_in > 0 { throw .damaged }
    }

    /// What came out since the last time, for whoever does not want to hold the whole of it.
    package func drain() -> [UInt8] {
        defer { output.removeAll(keepingCapacity: true) }
        return output
    }

    /// The whole of a packed file.
    /// - Throws: ``Flaw``, also if its end is missing.
    package static func unpacked(_ bytes: [UInt8], limit: Int) throws(Flaw) -> [UInt8] {
        let inflater = Inflater(limit: limit)
        try bytes.withUnsafeBytes { buffer in
            Result { () throws(Flaw) in try inflater.take(buffer) }
        }.get()
        guard inflater.isWhole else { throw .damaged }
        return inflater.output
    }
}
