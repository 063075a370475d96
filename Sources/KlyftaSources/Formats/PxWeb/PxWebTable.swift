import KlyftaModel

/// A table as a PxWebApi 2 service lists it: the cheap question whether anything is new.
package struct PxWebTable: Hashable, Sendable {
    /// Its number, such as `07459`: text.
    package var id: String
    /// The title. It may name an older last period than the data have.
    package var label: String
    /// The office's own stamp, as written; compare for inequality.
    package var updated: String?
    /// The first and last period, in the office's spelling (`1979M01`, `2024K1`, `2025U01`). Data do not repeat them.
    package var firstPeriod: String?
    /// See ``firstPeriod``.
    package var lastPeriod: String?
    /// `Annual`, `Quarterly` and so on; this is the only place that tells. Older services leave it out.
    package var timeUnit: String?
    /// Whether the office has ended the table.
    package var isDiscontinued: Bool

    /// Reads the answer to `/tables/{id}`.
    /// - Throws: ``SourceFault`` if it is no table.
    package init(_ bytes: [UInt8], from source: String) throws(SourceFault) {
        var reader = try JSONReader(bytes, from: source)
        self = try Self.read(&reader)
        try reader.end()
    }

    private init(id: String, label: String) {
        self.id = id
        self.label = label
        isDiscontinued = false
    }

    static func read(_ reader: inout JSONReader) throws(SourceFault) -> PxWebTable {
        var table = PxWebTable(id: "", label: "")
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "id": table.id = try reader.string()
            case "label": table.label = try reader.optionalString() ?? ""
            case "updated": table.updated = try reader.optionalString()
            case "firstPeriod": table.firstPeriod = try reader.optionalString()
            case "lastPeriod": table.lastPeriod = try reader.optionalString()
            case "timeUnit": table.timeUnit = try reader.optionalString()
            case "discontinued": table.isDiscontinued = try reader.null() ? false : try reader.boolean()
            default: try reader.skip()
            }
        }
        guard !table.id.isEmpty else {
            throw reader.fault("there is no 'id', so this is no table", "Check the number of the table.")
        }
        return table
    }
}

/// One page of a service's list of tables (`/tables`).
package struct PxWebTablePage: Hashable, Sendable {
    /// The tables on this page.
    package let tables: [PxWebTable]
    /// The number of this page, from 1.
    package let page: Int
    /// How many pages there are. A list that stops after the first is silently short.
    package let pages: Int
    /// How many tables there are on all pages together.
    package let total: Int

    /// Reads the answer to `/tables`.
    /// - Throws: ``SourceFault`` if it is no list of tables.
    package init(_ bytes: [UInt8], from source: String) throws(SourceFault) {
        var reader = try JSONReader(bytes, from: source)
        var tables: [PxWebTable]?
        var (page, pages, total) = (1, 1, 0)
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "tables":
                var list: [PxWebTable] = []
                try reader.array { (reader, _) throws(SourceFault) in list.append(try PxWebTable.read(&reader)) }
                tables = list
            case "page" where try reader.kind() == .object:
                try reader.object { (reader, key) throws(SourceFault) in
                    switch key {
                    case "pageNumber": page = try reader.integer()
                    case "totalPages": pages = try reader.integer()
                    case "totalElements": total = try reader.integer()
                    default: try reader.skip()
                    }
                }
            default: try reader.skip()
            }
        }
        try reader.end()
        guard let tables else {
            throw SourceFault(at: source, "there is no list 'tables'", remedy: "Check the address: it ends in /tables.")
        }
        (self.tables, self.page, self.pages, self.total) = (tables, page, pages, total)
    }
}
