/// One entry for the journal: fields in the order of their worth, and their form on the wire.
///
/// An entry that is too large is cut, and says so, rather than passed in a memfd: a log line of 64 KiB helps nobody, a
/// bound keeps a hostile upstream from filling the disk, and sealing and passing a descriptor can fail in more ways
/// than sending a datagram.
struct JournalEntry: Sendable {
    /// Well below the 208 KiB that Linux lets into a datagram by default.
    static let usualLimit = 65_536
    /// For machines with a smaller `net.core.wmem_default`; no machine can set less than 4608.
    static let smallLimit = 2048
    /// journald refuses an entry of more than 1024 fields.
    static let mostFields = 256
    /// Says how many fields did not fit.
    static let leftOutField = "FIELDS_LEFT_OUT"

    private var fields: [(name: String, value: String)] = []

    mutating func add(_ name: String, _ value: String) {
        fields.append((name, value))
    }

    /// The datagram in at most `limit` bytes: the first field, which is the message, may take half of them and every
    /// other an eighth. What does not fit in then is left out and counted.
    func datagram(limit: Int = usualLimit) -> [UInt8] {
        let noteRoom = Self.leftOutField.utf8.count + 24
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(limit, 1024))
        var leftOut = 0
        for (index, field) in fields.enumerated() {
            let share = index == 0 ? limit / 2 : limit / 8
            let start = bytes.count
            if index < Self.mostFields {
                Self.append(field.name, VisibleText.of(field.value, .lines, limit: share), to: &bytes)
            }
            if index >= Self.mostFields || bytes.count > limit - noteRoom {
                bytes.removeSubrange(start...)
                leftOut += 1
            }
        }
        if leftOut > 0 { Self.append(Self.leftOutField, String(leftOut), to: &bytes) }
        return bytes
    }

    /// `NAME=value\n`; for a value with a line break, which would end it there and begin a field of the sender's
    /// choosing, `NAME\n`, the length as 64 bits little-endian, the value and `\n`.
    private static func append(_ name: String, _ value: String, to bytes: inout [UInt8]) {
        bytes += name.utf8
        if value.utf8.contains(UInt8(ascii: "\n")) {
            bytes.append(UInt8(ascii: "\n"))
            withUnsafeBytes(of: UInt64(value.utf8.count).littleEndian) { bytes += $0 }
        } else {
            bytes.append(UInt8(ascii: "="))
        }
        bytes += value.utf8
        bytes.append(UInt8(ascii: "\n"))
    }
}
