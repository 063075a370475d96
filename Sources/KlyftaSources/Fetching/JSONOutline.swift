/// Whether bytes are one whole JSON object or array, by brackets and texts alone. It reads each byte once and keeps one
/// bit for each open bracket, so that it can stand in front of every answer, however large.
enum JSONOutline {
    /// Deeper than any office's answer, and shallow enough for every parser behind it.
    static let deepest = 512

    /// What is wrong; `nil` if it is whole.
    static func flaw(in bytes: UnsafeRawBufferPointer) -> String? {
        var index = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        while index < bytes.count, isBlank(bytes[index]) { index += 1 }
        guard index < bytes.count, bytes[index] == 0x7b || bytes[index] == 0x5b else {
            return "the answer is not JSON"
        }
        var open: [UInt8] = []
        while index < bytes.count {
            switch bytes[index] {
            case 0x22:
                guard let end = endOfText(in: bytes, after: index) else { return cut(bytes) }
                index = end
            case 0x7b: open.append(0x7d)
            case 0x5b: open.append(0x5d)
            case 0x7d, 0x5d:
                guard open.popLast() == bytes[index] else { return "the brackets of the answer do not match" }
                if open.isEmpty { return isBlank(bytes[(index + 1)...]) ? nil : "there is more behind its end" }
            default: break
            }
            if open.count > deepest { return "the answer is nested more than \(deepest) deep" }
            index += 1
        }
        return cut(bytes)
    }

    private static func cut(_ bytes: UnsafeRawBufferPointer) -> String {
        "the answer is cut off: its JSON is not closed after \(bytes.count) bytes"
    }

    private static func endOfText(in bytes: UnsafeRawBufferPointer, after start: Int) -> Int? {
        var index = start + 1
        while index < bytes.count {
            switch bytes[index] {
            case 0x22: return index
            case 0x5c: index += 2
            default: index += 1
            }
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...10).contains(byte) || byte == 13 }

    private static func isBlank(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool { bytes.allSatisfy(isBlank) }
}
