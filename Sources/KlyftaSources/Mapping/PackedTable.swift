import KlyftaModel

/// A table that may come packed: a ZIP archive with one table in it, or with the one that the mapping names.
struct PackedTable {
    /// The table's bytes.
    let bytes: [UInt8]
    /// Where they were found, for messages.
    let place: String

    /// A table is small: an archive that unpacks to more is refused.
    private static let limits = ZIPArchive.Limits(entries: 1_000, bytes: 64 << 20)

    /// What is no ZIP archive is taken as it is.
    /// - Parameter entry: the name of the table in the archive, or its last part; `nil` if there is only one.
    /// - Throws: ``SourceFault`` that names the tables if there are several or none.
    init(_ bytes: [UInt8], at place: String, entry: String?, in format: any TableFormat.Type) throws(SourceFault) {
        guard bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) else {
            (self.bytes, self.place) = (bytes, place)
            return
        }
        let archive = try ZIPArchive(bytes, from: place, limits: Self.limits)
        guard !archive.entries.contains(where: { $0.name == "[Content_Types].xml" }) else {
            throw SourceFault(at: place, "this is a workbook of Excel", remedy: "Save its sheet as CSV in UTF-8.")
        }
        let tables = archive.entries.filter { table in
            format.extensions.contains { table.name.lowercased().hasSuffix(".\($0)") }
        }
        let meant =
            entry.map { entry in tables.filter { $0.name == entry || $0.name.hasSuffix("/\(entry)") } } ?? tables
        guard meant.count == 1, let table = meant.first else {
            let names = tables.prefix(12).map { "'\($0.name.excerpt(60))'" }.joined(separator: ", ")
            throw SourceFault(
                at: place,
                entry.map { "there \(meant.isEmpty ? "is no" : "are several") '\($0.excerpt(60))' in it" }
                    ?? "there \(tables.isEmpty ? "is no table" : "are \(tables.count) tables") in it",
                remedy: tables.isEmpty
                    ? "Its tables would end in \(format.extensions.map { ".\($0)" }.joined(separator: ", "))."
                    : "Write 'entry:' with one of \(names) in the mapping.",
                kind: entry == nil ? .failing : .changedShape)
        }
        self.bytes = try archive.contents(of: table)
        self.place = "\(place): \(table.name.excerpt(60))"
    }
}
