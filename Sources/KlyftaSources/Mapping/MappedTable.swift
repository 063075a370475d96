/// A table that is to be mapped, whatever format it was read from: columns by name, and rows of texts.
public struct MappedTable: Sendable {
    /// Where it was read, for messages.
    public let place: String
    /// The names of the columns.
    public let columns: [String]
    /// The rows with the line each begins on, or another number by which a reader finds it.
    public let rows: [(line: Int, fields: [String])]

    /// A table; every row has a field for each column.
    public init(place: String, columns: [String], rows: [(line: Int, fields: [String])]) {
        self.place = place
        self.columns = columns
        self.rows = rows
    }
}

/// A format that tables come in. To add one, conform to it and name it in ``TableFormats``.
public protocol TableFormat: Sendable {
    /// Its name in the configuration.
    static var name: String { get }

    /// How the names of its files end, without a dot.
    static var extensions: [String] { get }

    /// The table in a file.
    /// - Parameter separator: what the configuration says parts fields; `nil` if nothing.
    /// - Throws: ``SourceFault`` that names the line.
    static func table(of bytes: [UInt8], at place: String, separator: String?) throws(SourceFault) -> MappedTable
}

/// The formats that a mapping can name.
enum TableFormats {
    static let all: [any TableFormat.Type] = [DelimitedFormat.self]
}

/// Delimited text: `,`, `;` or tab, which the header tells if the configuration does not.
struct DelimitedFormat: TableFormat {
    static let name = "csv"
    static let extensions = ["csv", "tsv", "txt"]

    static func table(of bytes: [UInt8], at place: String, separator: String?) throws(SourceFault) -> MappedTable {
        let separator = separator.flatMap(\.utf8.first) ?? guess(bytes)
        let text = try DelimitedText(bytes, at: place, separator: separator)
        return MappedTable(place: place, columns: text.columns, rows: text.rows)
    }

    /// What occurs most in the first line that is no comment.
    private static func guess(_ bytes: [UInt8]) -> UInt8 {
        let header = bytes.split(separator: 10, maxSplits: 100).first { $0.first != UInt8(ascii: "#") } ?? []
        let choices: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 9]
        return choices.max { one, other in header.count { $0 == one } < header.count { $0 == other } } ?? choices[0]
    }
}
