import KlyftaModel

/// Reads records of delimited text (RFC 4180, with any one-byte separator) from UTF-8, counting lines.
struct DelimitedReader {
    private let utf8: [UInt8]
    /// What parts the fields.
    var separator = UInt8(ascii: ",")
    private let place: String
    private var position = 0
    private var line = 1

    /// A reader at the first record.
    init(_ utf8: [UInt8], at place: String) {
        self.utf8 = utf8
        self.place = place
    }

    /// Passes over lines in front that begin with `#`.
    mutating func skipComments() {
        while position < utf8.count, utf8[position] == UInt8(ascii: "#") {
            while position < utf8.count, utf8[position] != 10 { position += 1 }
            position += 1
            line += 1
        }
    }

    /// What is left to be read.
    var rest: ArraySlice<UInt8> { utf8[min(position, utf8.count)...] }

    /// Whether there is nothing left but ends of lines.
    var isAtEnd: Bool { rest.allSatisfy { $0 == 10 || $0 == 13 } }

    /// The next record; blank lines are passed over.
    /// - Throws: ``SourceFault`` for a quote that never ends, or text behind a closing one.
    mutating func next() throws(SourceFault) -> (line: Int, fields: [String])? {
        while position < utf8.count, utf8[position] == 10 || utf8[position] == 13 {
            if utf8[position] == 10 { line += 1 }
            position += 1
        }
        guard position < utf8.count else { return nil }
        let start = line
        var fields = [try field()]
        while position < utf8.count, utf8[position] == separator {
            position += 1
            fields.append(try field())
        }
        return (start, fields)
    }

    private func isEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 || byte == separator }

    private mutating func field() throws(SourceFault) -> String {
        if position < utf8.count, utf8[position] == UInt8(ascii: "\"") { return try quoted() }
        let start = position
        while position < utf8.count, !isEnd(utf8[position]) { position += 1 }
        return String(decoding: utf8[start..<position], as: UTF8.self)
    }

    private mutating func quoted() throws(SourceFault) -> String {
        let start = line
        var field: [UInt8] = []
        position += 1
        while position < utf8.count {
            let byte = utf8[position]
            position += 1
            if byte == 10 { line += 1 }
            guard byte == UInt8(ascii: "\"") else {
                field.append(byte)
                continue
            }
            guard position < utf8.count, utf8[position] == UInt8(ascii: "\"") else {
                guard position == utf8.count || isEnd(utf8[position]) else {
                    throw SourceFault(
                        at: "\(place):\(line)", "there is text after a closing quote",
                        remedy: "Put the whole field in quotes, and double each quote in it.")
                }
                return String(decoding: field, as: UTF8.self)
            }
            field.append(byte)
            position += 1
        }
        throw SourceFault(at: "\(place):\(start)", "a quoted field never ends", remedy: "Close the quote.")
    }
}
