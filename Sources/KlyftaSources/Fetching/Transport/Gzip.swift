import CZlib

/// Packs bytes in the form that `zcat` reads.
package enum Gzip {
    /// The packed bytes.
    /// - Parameter level: 1 (fast) to 9 (small).
    package static func packed(_ bytes: [UInt8], level: CInt = 6) -> [UInt8] {
        var stream = z_stream()
        guard czlib_begin_deflating(&stream, level) == Z_OK else { preconditionFailure("zlib has no memory") }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
        bytes.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(target.count)
                let code = deflate(&stream, Z_FINISH)
                precondition(code == Z_STREAM_END, "deflateBound gave too little room")
            }
        }
        output.removeLast(Int(stream.avail_out))
        return output
    }
}
