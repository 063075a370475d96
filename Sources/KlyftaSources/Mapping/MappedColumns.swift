import KlyftaModel

/// The columns of one table, found by a mapping.
struct MappedColumns {
    private let mapping: ColumnMapping
    private let table: MappedTable
    private let places: [String: Int]
    private let periods: [(period: Period, column: Int)]

    /// Whether values are a data format's own, see ``MappedTable``.
    var isTyped: Bool { table.isTyped }

    /// One value of a row, as it is written.
    struct Cell {
        let indicator: Indicator
        let period: Period
        let whom: Whom
        let text: String
        let column: String

        /// The municipality or group as a text.
        var unit: String {
            switch whom {
            case .municipality(let municipality): municipality.description
            case .group(let group): group.label
            }
        }
    }

    enum Whom {
        case municipality(Municipality)
        case group(PublishedGroup)
    }

    /// - Throws: ``SourceFault`` of a changed shape if a column is not there.
    init(of table: MappedTable, by mapping: ColumnMapping) throws(SourceFault) {
        self.mapping = mapping
        self.table = table
        let names = table.columns.map(\.withoutOuterBlanks)
        places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        let wanted = mapping.columns.values.sorted() + mapping.indicators.compactMap(\.column)
        for name in wanted where places[name] == nil {
            let near = Suggestion.nearest(to: name, among: names).map { "Did you mean '\($0)'? " } ?? ""
            throw SourceFault(
                at: table.place, "there is no column '\(name)'",
                remedy: near + "The columns are \(names.prefix(12).map { $0.excerpt(40) }.joined(separator: ", ")).",
                kind: .changedShape)
        }
        var periods: [(Period, Int)] = []
        if mapping.isWide {
            for (index, name) in names.enumerated() where !wanted.contains(name) {
                if let period = try? Period(name) { periods.append((period, index)) }
            }
            guard !periods.isEmpty else {
                throw SourceFault(
                    at: table.place, "no column is a period", remedy: "Name columns 2024, 2024H1, 2024Q3 or 2024M05.",
                    kind: .changedShape)
            }
        }
        self.periods = periods
    }

    /// The values of a row: one a period, or one an indicator.
    func cells(of row: (line: Int, fields: [String])) throws(SourceFault) -> [Cell] {
        let whom = try whom(row)
        let named = try named(row)
        guard !mapping.isWide else {
            guard let indicator = named ?? mapping.indicators.first else { return [] }
            return periods.map { period, column in
                Cell(
                    indicator: indicator.indicator, period: period, whom: whom,
                    text: row.fields[column].withoutOuterBlanks, column: table.columns[column])
            }
        }
        let period = try value("period", row, Period.init(_:))
        return (named.map { [$0] } ?? mapping.indicators).compactMap { mapped in
            guard let column = mapped.column ?? mapping.columns["value"], let place = places[column] else { return nil }
            return Cell(
                indicator: mapped.indicator, period: period, whom: whom, text: row.fields[place].withoutOuterBlanks,
                column: column)
        }
    }

    /// The indicator that a row says it is of; `nil` if rows do not say.
    private func named(_ row: (line: Int, fields: [String])) throws(SourceFault) -> ColumnMapping.MappedIndicator? {
        guard let name = text("indicator", row) else { return nil }
        guard let mapped = mapping.indicators.first(where: { $0.called == name }) else {
            let names = mapping.indicators.map(\.called).joined(separator: ", ")
            throw fault(
                row.line, mapping.columns["indicator"] ?? "", "'\(name.excerpt(40))' is no indicator of the mapping",
                "Add it under 'indicators', or correct it; there are \(names).")
        }
        return mapped
    }

    private func whom(_ row: (line: Int, fields: [String])) throws(SourceFault) -> Whom {
        guard let label = text("group", row) else {
            return .municipality(
                try value("municipality", row) { text throws(InvalidText) in
                    if let country = mapping.country, !text.contains("-") { return try Municipality(country, text) }
                    return try Municipality(text)
                })
        }
        guard let group = mapping.groups[label] else {
            throw fault(
                row.line, mapping.columns["group"] ?? "", "'\(label.excerpt(40))' is no group of the mapping",
                "Add it under 'groups'; there are \(mapping.groups.keys.sorted().joined(separator: ", ")).")
        }
        return .group(group)
    }

    /// The text in the column of a part; `nil` if the mapping names none.
    func text(_ part: String, _ row: (line: Int, fields: [String])) -> String? {
        mapping.columns[part].flatMap { places[$0] }.map { row.fields[$0].withoutOuterBlanks }
    }

    /// A number of respondents; `nil` if it is not told.
    func count(_ part: String, _ row: (line: Int, fields: [String])) throws(SourceFault) -> Int? {
        guard let text = text(part, row), !text.isEmpty, mapping.missing[text] == nil else { return nil }
        return try value(part, row, Int.init(tidy:))
    }

    private func value<Value>(
        _ part: String, _ row: (line: Int, fields: [String]), _ parse: (String) throws(InvalidText) -> Value
    ) throws(SourceFault) -> Value {
        do {
            return try parse(text(part, row) ?? "")
        } catch {
            throw fault(row.line, mapping.columns[part] ?? part, "\(error.place) is no \(error.kind)", error.remedy)
        }
    }

    func fault(_ line: Int, _ column: String, _ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "\(table.place):\(line), column '\(column)'", problem, remedy: remedy)
    }
}
