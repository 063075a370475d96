import KlyftaModel

/// A comma-separated file (RFC 4180) in UTF-8 with `# key: value` lines in front: the tidy form of our figures.
struct DelimitedText {
    /// Where it was read, for messages.
    let place: String
    /// The names of the columns.
    let columns: [String]
    /// The rows with the line each begins on, counted from 1.
    let rows: [(line: Int, fields: [String])]

    /// - Throws: ``SourceFault`` for an empty file, text that is not UTF-8, a quote that never ends, or a row with
    ///   another number of fields than there are columns.
    init(_ bytes: [UInt8], at place: String) throws(SourceFault) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SourceFault(
                at: "\(place):\(Self.lineOfBadByte(bytes))", "the text is not UTF-8", remedy: "Save the file as UTF-8.")
        }
        var reader = Reader(utf8: Array(text.utf8), place: place)
        reader.skipComments()
        var records: [(line: Int, fields: [String])] = []
        while let record = try reader.next() { records.append(record) }
        guard let header = records.first else {
            throw Self.empty(place)
        }
        self.place = place
        columns = header.fields
        rows = Array(records.dropFirst())
        if let twin = columns.indices.first(where: { columns[..<$0].contains(columns[$0]) }) {
            throw SourceFault(
                at: place, "there are two columns '\(columns[twin])'", remedy: "Remove or rename one of them.")
        }
        for row in rows where row.fields.count != columns.count {
            throw SourceFault(
                at: "\(place):\(row.line)", "\(row.fields.count) fields where there are \(columns.count) columns",
                remedy: "Write one field for each of \(columns.joined(separator: ", ")); quote a field with a comma.")
        }
    }

    static func empty(_ place: String) -> SourceFault {
        SourceFault(
            at: place, "the file is empty",
            remedy: "Put its figures back; a source that delivers nothing is taken for a fault, not for no figures.")
    }

    private static func lineOfBadByte(_ bytes: [UInt8]) -> Int {
        var good = 0
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            guard String(validating: line, as: UTF8.self) != nil else { break }
            good += 1
        }
        return good + 1
    }
}

extension DelimitedText {
    private struct Reader {
        let utf8: [UInt8]
        let place: String
        var position = 0
        var line = 1

        init(utf8: [UInt8], place: String) {
            self.utf8 = utf8
            self.place = place
            if utf8.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
        }

        mutating func skipComments() {
            while position < utf8.count, utf8[position] == UInt8(ascii: "#") {
                while position < utf8.count, utf8[position] != 10 { position += 1 }
                position += 1
                line += 1
            }
        }

        /// The next record; blank lines are passed over.
        mutating func next() throws(SourceFault) -> (line: Int, fields: [String])? {
            while position < utf8.count, utf8[position] == 10 || utf8[position] == 13 {
                if utf8[position] == 10 { line += 1 }
                position += 1
            }
            guard position < utf8.count else { return nil }
            let start = line
            var fields = [try field()]
            while position < utf8.count, utf8[position] == UInt8(ascii: ",") {
                position += 1
                fields.append(try field())
            }
            return (start, fields)
        }

        private mutating func field() throws(SourceFault) -> String {
            if position < utf8.count, utf8[position] == UInt8(ascii: "\"") { return try quoted() }
            let start = position
            while position < utf8.count, ![10, 13, UInt8(ascii: ",")].contains(utf8[position]) { position += 1 }
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
                    guard position == utf8.count || [10, 13, UInt8(ascii: ",")].contains(utf8[position]) else {
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
}
