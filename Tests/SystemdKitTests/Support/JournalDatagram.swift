import Testing

/// What journald reads out of a datagram: written from the protocol's description, apart from the encoder.
/// https://systemd.io/JOURNAL_NATIVE_PROTOCOL/
struct JournalDatagram {
    private(set) var fields: [(name: String, value: String)] = []

    init(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = try #require(rest.firstIndex(of: 0x0A))
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
                fields.append((try text(line[..<equals]), try text(line[(equals + 1)...])))
            } else {
                try #require(rest.count >= 8)
                let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
                rest = rest.dropFirst(8)
                try #require(rest.count > length)
                let value = rest.prefix(length)
                rest = rest.dropFirst(length)
                try #require(rest.popFirst() == 0x0A)
                fields.append((try text(line), try text(value)))
            }
        }
        func text(_ bytes: ArraySlice<UInt8>) throws -> String {
            try #require(String(validating: bytes, as: UTF8.self))
        }
    }

    var names: [String] { fields.map(\.name) }

    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}
