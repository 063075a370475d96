import CZlib
import KlyftaModel

/// Unpacks deflated bytes with zlib, never to more than was announced.
enum Inflate {
    /// - Parameter size: how many bytes come out; one more is a fault.
    /// - Throws: ``SourceFault`` if the bytes are damaged, cut off, or unpack to another number.
    static func inflate(_ packed: ArraySlice<UInt8>, to size: Int, at place: String) throws(SourceFault) -> [UInt8] {
        var stream = z_stream()
        guard czlib_begin_inflating_raw(&stream) == Z_OK else {
            throw SourceFault(at: place, "there is no memory to unpack it", remedy: "Give the service more memory.")
        }
        defer { inflateEnd(&stream) }
        var (output, isWhole): ([UInt8], Bool) = ([], false)
        // A step at a time: an announced size is believed only as far as bytes come.
        var step = [UInt8](repeating: 0, count: 1 << 16)
        let finished = packed.withUnsafeBufferPointer { input in
            // zlib does not write to what it reads; its C type only fails to say so.
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = UInt32(input.count)
            while true {
                let room = UInt32(step.count)
                let status = step.withUnsafeMutableBufferPointer { buffer in
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = room
                    return CZlib.inflate(&stream, Z_NO_FLUSH)
                }
                output += step.prefix(Int(room - stream.avail_out))
                isWhole = status == Z_STREAM_END && stream.avail_in == 0
                guard status == Z_OK, output.count <= size else { return status == Z_STREAM_END }
            }
        }
        guard finished, isWhole, output.count == size else {
            throw SourceFault(
                at: place,
                output.count > size
                    ? "the entry unpacks to more than the \(size) bytes it announces"
                    : "the entry is damaged or cut off",
                remedy: "Fetch the archive again; do not trust it if it stays so.")
        }
        return output
    }

    /// The CRC-32 of some bytes.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    }
}
