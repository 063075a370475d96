import KlyftaModel

/// A comma-separated file (RFC 4180) in UTF-8 with `# key: value` lines in front: the tidy form of our figures, and
/// with another separator that of many offices.
struct DelimitedText {
    /// Where it was read, for messages.
    let place: String
    /// The names of the columns.
    let columns: [String]
    /// The rows with the line each begins on, counted from 1.
    let rows: [(line: Int, fields: [String])]

    /// - Throws: ``SourceFault`` for an empty file, text that is not UTF-8, a quote that never ends, or a row with
    ///   another number of fields than there are columns.
    init(
        _ bytes: [UInt8], at place: String, separator: UInt8 = UInt8(ascii: ",")
    ) throws(SourceFault) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SourceFault(
                at: "\(place):\(Self.lineOfBadByte(bytes))", "the text is not UTF-8", remedy: "Save the file as UTF-8.")
        }
        var reader = DelimitedReader(Array(text.utf8), separator: separator, at: place)
        reader.skipComments()
        let records = try reader.rest()
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
                remedy:
                    "Write one field for each of \(columns.joined(separator: ", ")); quote a field with a separator in it."
            )
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
