/// A table that is to be mapped, whatever format it was read from: columns by name, and rows of texts.
public struct MappedTable: Sendable {
    /// Where it was read, for messages.
    public let place: String
    /// The names of the columns.
    public let columns: [String]
    /// The rows with the line each begins on, or another number by which a reader finds it.
    public let rows: [(line: Int, fields: [String])]
    /// Whether values are a data format's own: numbers with a decimal point, and marks whose meaning the format gives.
    public let isTyped: Bool

    /// A table; every row has a field for each column.
    public init(place: String, columns: [String], rows: [(line: Int, fields: [String])], isTyped: Bool = false) {
        self.place = place
        self.columns = columns
        self.rows = rows
        self.isTyped = isTyped
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
    static let all: [any TableFormat.Type] = [DelimitedFormat.self, StatFormat.self, PXFormat.self]
}
