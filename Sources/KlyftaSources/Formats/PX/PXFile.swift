import KlyftaModel

/// Reads PC-Axis files (`.px`), the form in which StatBanks of the Nordic offices have always given whole tables.
///
/// What is said in the file's own language is read; its translations are passed over. The cells lie as in JSON-stat:
/// the variables of the stub, then those of the heading, the last one fastest.
package enum PXFile {
    /// A table with its cells.
    /// - Parameter place: what the file is called in messages.
    /// - Throws: ``SourceFault`` unless it is one whole table with as many cells as its variables ask for.
    package static func cube(
        _ bytes: [UInt8], at place: String, cellLimit: Int = JSONStat.cellLimit
    ) throws(SourceFault) -> StatCube {
        var reader = try PXReader(bytes, at: place)
        var draft = PXDraft(place: place)
        while let statement = try reader.next() { try draft.take(statement) }
        return try draft.cube(cellLimit: cellLimit)
    }
}

/// A table while its statements are read.
private struct PXDraft {
    let place: String
    /// What is said of the whole table, by keyword.
    private var table: [String: [String]] = [:]
    /// What is said of a variable, by keyword and variable.
    private var variables: [String: [String: [String]]] = [:]
    private var cells: [String]?
    /// The keywords that figures are read by; notes, telephone numbers and how to draw the table are passed over.
    private static let keywords: Set = [
        "CODES", "CONTVARIABLE", "DATA", "HEADING", "KEYS", "LAST-UPDATED", "MATRIX", "SOURCE", "STUB", "TABLEID",
        "TIMEVAL", "TITLE", "UNITS", "VALUES", "VARIABLE-TYPE", "VARIABLECODE",
    ]

    init(place: String) { self.place = place }

    mutating func take(_ statement: PXReader.Statement) throws(SourceFault) {
        guard statement.language == nil, statement.subjects.count < 2, Self.keywords.contains(statement.keyword) else {
            return
        }
        switch (statement.keyword, statement.subjects.first) {
        case ("KEYS", _):
            throw fault("only some of its cells are written (KEYS)", "Ask the office for JSON-stat.")
        case ("DATA", nil) where cells == nil: cells = statement.values
        case (let keyword, nil) where table[keyword] == nil && keyword != "DATA": table[keyword] = statement.values
        case (let keyword, let variable?) where variables[keyword]?[variable] == nil:
            variables[keyword, default: [:]][variable] = statement.values
        default: throw fault("\(statement.keyword.excerpt(40)) of line \(statement.line) is there twice")
        }
    }

    func cube(cellLimit: Int) throws(SourceFault) -> StatCube {
        let names = (table["STUB"] ?? []) + (table["HEADING"] ?? [])
        guard !names.isEmpty else { throw fault("it names no variables (STUB, HEADING)") }
        var dimensions: [StatCube.Dimension] = []
        for name in names { dimensions.append(try dimension(name)) }
        if let twin = dimensions.firstRepetition(of: \.code) {
            throw fault("two variables are '\(twin.code.excerpt(40))'")
        }
        let layout = StatCube.Layout(
            label: table["TITLE"]?.first ?? "", source: table["SOURCE"]?.first ?? "",
            updated: table["LAST-UPDATED"]?.first ?? variables["LAST-UPDATED"]?.values.compactMap(\.first).max(),
            table: (table["TABLEID"] ?? table["MATRIX"])?.first, dimensions: dimensions)
        guard let cells else { throw fault("it has no DATA: these are metadata, not figures") }
        guard layout.cellCount == cells.count, cells.count <= cellLimit else {
            throw fault("there are \(cells.count) cells where \(layout.cellCount) should be, \(cellLimit) at most")
        }
        return try cube(of: cells, laidBy: layout)
    }

    private func dimension(_ name: String) throws(SourceFault) -> StatCube.Dimension {
        func said(_ keyword: String) -> [String]? { variables[keyword]?[name] }
        let labels = said("VALUES") ?? []
        let codes = said("CODES") ?? labels
        guard !labels.isEmpty, codes.count == labels.count else {
            throw fault("'\(name.excerpt(40))' has \(labels.count) values and \(codes.count) codes")
        }
        if let twin = codes.firstRepetition(of: { $0 }) {
            throw fault("the code '\(twin.excerpt(40))' of '\(name.excerpt(40))' is there twice")
        }
        let isMetric = table["CONTVARIABLE"]?.first == name
        let isTime = said("TIMEVAL") != nil || said("VARIABLE-TYPE")?.first == "T"
        let categories = zip(codes, labels).map { code, label in
            let unit = isMetric ? variables["UNITS"]?[label]?.first ?? table["UNITS"]?.first : nil
            return StatCube.Category(code: code, label: label, unit: unit)
        }
        return StatCube.Dimension(
            code: said("VARIABLECODE")?.first ?? name, label: name,
            role: isMetric ? .metric : isTime ? .time : nil, categories: categories)
    }

    /// A number, or one to six dots or a dash where there is none.
    private func cube(of cells: [String], laidBy layout: StatCube.Layout) throws(SourceFault) -> StatCube {
        var (values, present, symbols): ([Double], [Bool], [String]) = ([], [], [])
        var marks = [UInt16](repeating: 0, count: cells.count)
        for (place, cell) in cells.enumerated() {
            let number = Self.number(cell)
            if let number {
                values.append(number)
            } else {
                guard MissingMark.isMark(cell) || (1...6).contains(cell.count) && cell.allSatisfy({ $0 == "." }) else {
                    throw fault("the cell \(place + 1) is '\(cell.excerpt(40))', which is no number")
                }
                if !symbols.contains(cell) { symbols.append(cell) }
                marks[place] = UInt16((symbols.firstIndex(of: cell) ?? 0) + 1)
                values.append(0)
            }
            present.append(number != nil)
        }
        return StatCube(
            layout: layout, values: values, present: present, marks: symbols.isEmpty ? [] : marks, symbols: symbols)
    }

    /// Digits with perhaps a sign and a point; `nil` for anything else.
    private static func number(_ cell: String) -> Double? {
        let digits = cell.utf8.first == UInt8(ascii: "-") ? cell.utf8.dropFirst() : cell.utf8[...]
        let isPlain = digits.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
        guard isPlain, let first = digits.first, (48...57).contains(first), let number = Double(cell) else {
            return nil
        }
        return number.isFinite ? number : nil
    }

    private func fault(_ problem: String, _ remedy: String = "Get the file again, or ask the office.") -> SourceFault {
        SourceFault(at: place, problem, remedy: remedy)
    }
}
