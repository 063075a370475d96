import KlyftaModel

/// What a mapping finds in one table.
struct MappedFigures {
    private(set) var observations: [Observation] = []
    private(set) var published: [PublishedFigure] = []

    /// Reads a file.
    /// - Throws: ``SourceFault`` that names the file, the line and the column of the first fault.
    init(_ bytes: [UInt8], at place: String, by mapping: ColumnMapping) throws(SourceFault) {
        let unpacked = try PackedTable(bytes, at: place, entry: mapping.entry, in: mapping.format)
        let table = try mapping.format.table(of: unpacked.bytes, at: unpacked.place, separator: mapping.separator)
        let columns = try MappedColumns(of: table, by: mapping)
        guard !table.rows.isEmpty else { throw OfficeText.empty(unpacked.place) }
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
        if columns.isTyped { return typed(cell.text) }
        guard !cell.text.isEmpty else {
            throw columns.fault(
                line, cell.column, "it is empty, and nothing says what that means",
                "Fill it, or write 'missing: { \"\": missing }' in the mapping.")
        }
        do {
            return .value(try mapping.number.value(cell.text))
        } catch {
            let other: LocalNumber.Mark = mapping.number.mark == .comma ? .point : .comma
            throw columns.fault(
                line, cell.column, "'\(cell.text.excerpt(40))' is no number",
                cell.text.contains(other.rawValue)
                    ? "Write 'decimal: \(other == .comma ? "comma" : "point")' in the mapping if that is what it has."
                    : "Correct it, or say under 'missing' what this mark means.")
        }
    }

    /// What a data format says, in its own marks.
    private func typed(_ text: String) -> Outcome {
        Double(text).map { .value($0) } ?? .absent(MissingMark(text).absence)
    }
}
