import KlyftaModel

/// The plain `json` answer of PxWeb version 1: rows of a key and cells, all of them written as texts.
package struct PxWebRows: Hashable, Sendable {
    /// The codes of the columns that make the key: dimensions and time.
    package let keys: [String]
    /// The codes of the columns with figures.
    package let contents: [String]
    /// The rows in the office's order.
    package let rows: [Row]

    /// One row.
    package struct Row: Hashable, Sendable {
        /// One code for each of ``PxWebRows/keys``.
        package let key: [String]
        /// One cell for each of ``PxWebRows/contents``.
        package let cells: [StatCube.Cell]
    }

    /// Reads an answer.
    /// - Throws: ``SourceFault`` for a row that does not fit the columns, a key that is there twice, or a text that is
    ///   neither a number nor a mark.
    package init(_ bytes: [UInt8], from source: String) throws(SourceFault) {
        var reader = try JSONReader(bytes, from: source)
        var columns: [(code: String, isKey: Bool)] = []
        var rows: [Row]?
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "columns":
                try reader.array { (reader, _) throws(SourceFault) in columns.append(try Self.column(&reader)) }
            case "data":
                var list: [Row] = []
                try reader.array { (reader, _) throws(SourceFault) in list.append(try Self.row(&reader)) }
                rows = list
            default: try reader.skip()
            }
        }
        try reader.end()
        func fault(_ problem: String) -> SourceFault {
            SourceFault(at: source, problem, remedy: "Ask for json-stat2 instead, or ask the office.")
        }
        guard let rows, !columns.isEmpty else { throw fault("there is no 'columns' and 'data'") }
        keys = columns.filter(\.isKey).map(\.code)
        contents = columns.filter { !$0.isKey }.map(\.code)
        self.rows = rows
        if let odd = rows.firstIndex(where: { $0.key.count != keys.count || $0.cells.count != contents.count }) {
            throw fault("row \(odd + 1) does not have \(keys.count) codes and \(contents.count) cells")
        }
        if let twin = rows.firstRepetition(of: \.key) {
            throw fault("there are two rows \(twin.key.joined(separator: ", "))")
        }
    }

    private static func column(_ reader: inout JSONReader) throws(SourceFault) -> (code: String, isKey: Bool) {
        var (code, kind) = ("", "")
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "code": code = try reader.string()
            case "type": kind = try reader.string()
            default: try reader.skip()
            }
        }
        return (code, kind != "c")
    }

    private static func row(_ reader: inout JSONReader) throws(SourceFault) -> Row {
        var (key, cells): ([String], [StatCube.Cell]) = ([], [])
        try reader.object { (reader, name) throws(SourceFault) in
            switch name {
            case "key": key = try reader.strings()
            case "values":
                try reader.array { (reader, _) throws(SourceFault) in cells.append(try cell(&reader)) }
            default: try reader.skip()
            }
        }
        return Row(key: key, cells: cells)
    }

    private static func cell(_ reader: inout JSONReader) throws(SourceFault) -> StatCube.Cell {
        let text = try reader.string()
        if MissingMark.isMark(text) { return .missing(MissingMark(text)) }
        do { return .value(try Double(tidy: text), remark: nil) } catch {
            throw reader.fault("'\(JSONReader.shown(text))' is no number", "Ask the office what it means.")
        }
    }
}
