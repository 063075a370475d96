/// Delimited text in UTF-8 or Windows-1252: `,`, `;` or tab, which the header tells if the configuration does not.
struct DelimitedFormat: TableFormat {
    static let name = "csv"
    static let extensions = ["csv", "tsv", "txt"]

    static func table(of bytes: [UInt8], at place: String, separator: String?) throws(SourceFault) -> MappedTable {
        let table = try OfficeTable(bytes, at: place, separator: separator.flatMap(OfficeTable.Separator.init))
        return MappedTable(
            place: place, columns: table.columns, rows: table.rows.map { (line: $0.line, fields: $0.fields) })
    }
}
