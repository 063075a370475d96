import KlyftaModel

/// A table in delimited text: ours in tidy form, or one that offices and people send, with any of three separators and
/// in either of two encodings.
///
/// Fields are texts and stay so: codes keep their zeros. ``LocalNumber`` reads numbers.
package struct OfficeTable: Sendable {
    /// Where it was read, for messages.
    package let place: String
    /// What parts its fields.
    package let separator: Separator
    /// What it was written in.
    package let encoding: OfficeText.Encoding
    /// The names of the columns, without blanks around them.
    package let columns: [String]
    /// The rows, each with as many fields as there are columns.
    package let rows: [Row]

    /// One row.
    package struct Row: Hashable, Sendable {
        /// The line it begins on, counted from 1.
        package let line: Int
        /// Its fields as written.
        package let fields: [String]
    }

    /// What parts fields.
    package enum Separator: String, Sendable, CaseIterable {
        /// `;`, with the decimal comma.
        case semicolon = ";"
        /// `,`
        case comma = ","
        /// A tab, as pasted from a spreadsheet.
        case tab = "\t"

        var byte: UInt8 { rawValue.utf8.first! }
    }

    /// What to do with a row that has fewer fields than there are columns. More are never allowed.
    package enum ShortRows: Sendable {
        /// It is a fault.
        case refused
        /// The last columns are empty: KLASS's versions have eight names and six fields.
        case endEarly
    }

    /// Reads a table; its first line names the columns. Lines in front that begin with `#` are passed over.
    /// - Parameter separator: what parts the fields; `nil` to tell it from the header.
    /// - Throws: ``SourceFault`` that names line and column: no text, no separator, a column that is there twice, a row
    ///   of another length, a quote that never ends.
    package init(
        _ bytes: [UInt8], at place: String, separator: Separator? = nil, shortRows: ShortRows = .refused
    ) throws(SourceFault) {
        try self.init(try OfficeText(bytes, at: place), at: place, separator, shortRows)
    }

    /// Reads a file of our own form: UTF-8, with commas.
    /// - Throws: ``SourceFault`` as for any table.
    init(tidy bytes: [UInt8], at place: String) throws(SourceFault) {
        try self.init(try OfficeText(bytes, at: place, isOurs: true), at: place, .comma, .refused)
    }

    private init(
        _ text: OfficeText, at place: String, _ separator: Separator?, _ shortRows: ShortRows
    ) throws(SourceFault) {
        var reader = DelimitedReader(text.utf8, at: place)
        reader.skipComments()
        guard !reader.isAtEnd else { throw OfficeText.empty(place) }
        let chosen = if let separator { separator } else { try Self.separator(of: reader.rest, at: place) }
        reader.separator = chosen.byte
        guard let header = try reader.next() else { throw OfficeText.empty(place) }
        let columns = header.fields.map(\.withoutOuterBlanks)
        if let twin = columns.firstRepetition(of: { $0 }) {
            throw SourceFault(
                at: "\(place):\(header.line)", "there are two columns '\(JSONReader.shown(twin))'",
                remedy: "Remove or rename one of them.")
        }
        var rows: [Row] = []
        while let record = try reader.next() {
            rows.append(try Self.row(record, columns: columns, shortRows, at: place))
        }
        self.place = place
        self.separator = chosen
        encoding = text.encoding
        self.columns = columns
        self.rows = rows
    }

    private static func row(
        _ record: (line: Int, fields: [String]), columns: [String], _ shortRows: ShortRows, at place: String
    ) throws(SourceFault) -> Row {
        let count = record.fields.count
        if count > columns.count {
            throw SourceFault(
                at: "\(place):\(record.line)", "field \(columns.count + 1) has no column: there are \(columns.count)",
                remedy: "Quote a field with the separator in it; is a decimal comma taken for one?")
        }
        if count < columns.count, shortRows == .refused {
            throw SourceFault(
                at: "\(place):\(record.line), column '\(JSONReader.shown(columns[count]))'",
                "the row ends after \(count) of \(columns.count) fields",
                remedy: "Complete the row; it may have been cut off.")
        }
        let missing = Array(repeating: "", count: columns.count - count)
        return Row(line: record.line, fields: record.fields + missing)
    }

    /// The separator that is most often in the header, outside quotes.
    private static func separator(of utf8: ArraySlice<UInt8>, at place: String) throws(SourceFault) -> Separator {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in utf8.drop(while: { $0 == 10 || $0 == 13 }) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 10 || byte == 13 { break }
            counts[byte, default: 0] += 1
        }
        let ranked = Separator.allCases.map { (separator: $0, count: counts[$0.byte] ?? 0) }
            .sorted { $0.count > $1.count }
        guard ranked[0].count > ranked[1].count else {
            throw SourceFault(
                at: "\(place):1",
                ranked[0].count == 0
                    ? "there is no ';', ',' or tab in the first line" : "it cannot be told what parts the columns",
                remedy: "Put the names of the columns into the first line, parted by semicolons.")
        }
        return ranked[0].separator
    }

    /// The place of a column.
    /// - Throws: ``SourceFault`` that names those that there are.
    package func column(_ name: String) throws(SourceFault) -> Int {
        if let index = columns.firstIndex(of: name) { return index }
        throw SourceFault(
            at: "\(place):1", "there is no column '\(name)'",
            remedy: Suggestion.sentence(for: name, among: columns, otherwise: "The columns are"))
    }

    /// The same table with its columns in order of name and its rows in order of content: two files with the same
    /// figures are equal in this form, however they were sorted.
    package var canonicalRows: [[String]] {
        let order = columns.indices.sorted { columns[$0] < columns[$1] }
        let rows = rows.map { row in order.map { row.fields[$0] } }.sorted { $0.lexicographicallyPrecedes($1) }
        return [order.map { columns[$0] }] + rows
    }
}

extension String {
    /// The text without blanks at its ends, no-break ones included: "Botkyrka " is Botkyrka.
    package var withoutOuterBlanks: String {
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\u{a0}", "\u{2009}", "\u{202f}"]
        let scalars = unicodeScalars.drop(while: blanks.contains)
        let end = scalars.lastIndex { !blanks.contains($0) }
        return end.map { String(scalars[...$0]) } ?? ""
    }
}
