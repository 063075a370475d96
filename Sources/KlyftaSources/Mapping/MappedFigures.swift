import KlyftaModel

/// What a mapping finds in one table.
struct MappedFigures {
    private(set) var observations: [Observation] = []
    private(set) var published: [PublishedFigure] = []

    /// Reads a file.
    /// - Throws: ``SourceFault`` that names the file, the line and the column of the first fault.
    init(_ bytes: [UInt8], at place: String, by mapping: ColumnMapping) throws(SourceFault) {
        let table = try mapping.format.table(of: bytes, at: place, separator: mapping.separator)
        let columns = try MappedColumns(of: table, by: mapping)
        guard !table.rows.isEmpty else { throw DelimitedText.empty(place) }
        var lines: [Key: Int] = [:]
        for row in table.rows {
            for cell in try columns.cells(of: row) {
                let key = Key(cell.indicator.id, cell.period, cell.unit)
                if let first = lines.updateValue(row.line, forKey: key) {
                    throw columns.fault(
                        row.line, cell.column,
                        "\(cell.indicator.id.localName) of \(cell.unit) in \(cell.period) is there twice, first in line "
                            + "\(first)", "Keep one of the two.")
                }
                try add(cell, row, mapping, columns)
            }
        }
    }

    private struct Key: Hashable {
        let (indicator, period, unit): (IndicatorID, Period, String)
        init(_ indicator: IndicatorID, _ period: Period, _ unit: String) {
            (self.indicator, self.period, self.unit) = (indicator, period, unit)
        }
    }

    private mutating func add(
        _ cell: MappedColumns.Cell, _ row: (line: Int, fields: [String]), _ mapping: ColumnMapping,
        _ columns: MappedColumns
    ) throws(SourceFault) {
        let outcome = try outcome(of: cell, row.line, mapping, columns)
        switch cell.whom {
        case .municipality(let municipality):
            observations.append(Observation(cell.indicator.id, municipality, cell.period, outcome))
        case .group(let group):
            let words = columns.text("words", row) ?? ""
            guard outcome.value != nil || !words.isEmpty else { return }
            published.append(
                PublishedFigure(
                    // The same figure has the same name in every file.
                    id: "\(cell.indicator.id.localName)/\(cell.period)/\(group.label)", indicator: cell.indicator.id,
                    period: cell.period, group: group, value: outcome.value, words: words,
                    n: try columns.count("n", row), of: try columns.count("of", row),
                    denominator: mapping.denominator, source: mapping.publication))
        }
    }

    private func outcome(
        of cell: MappedColumns.Cell, _ line: Int, _ mapping: ColumnMapping, _ columns: MappedColumns
    ) throws(SourceFault) -> Outcome {
        if let absence = mapping.missing[cell.text] { return .absent(absence) }
        guard !cell.text.isEmpty else {
            throw columns.fault(
                line, cell.column, "it is empty, and nothing says what that means",
                "Fill it, or write 'missing: { \"\": missing }' in the mapping.")
        }
        do {
            return .value(try Double(mapped: cell.text, decimalComma: mapping.decimalComma))
        } catch {
            throw columns.fault(line, cell.column, "'\(cell.text.excerpt(40))' is no number", error.remedy)
        }
    }
}
