import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Data as rows under columns: what CSV is made of.
package struct DataTable: Sendable {
    package let columns: [Field]
    package let rows: [[Cell]]

    /// The rows of some data sets of one name under the columns they share. Where they are counted in different units, the
    /// row says which.
    package init(_ sets: [DataSet]) {
        let all = sets.map(Self.columns)
        columns = (all.first ?? []).enumerated().map { place, field in
            let isShared = all.allSatisfy { $0[place].unit == field.unit }
            return isShared ? field : Field(field.id, field.meaning, unit: "that of the row")
        }
        rows = sets.flatMap { set in set.rows.map { Self.cells($0, of: set) } }
    }

    /// Rows whose cells stand in the order of the columns.
    package init(columns: [Field], rows: [[Cell]]) { (self.columns, self.rows) = (columns, rows) }

    private static func columns(of set: DataSet) -> [Field] {
        [Field("indicator", "What is measured"), Field("title", "What that is called, in English")]
            + set.dimensions.flatMap { [$0.field] + $0.facts }
            + set.measures + set.supports + set.notes + [
                Field("missing", "Why a figure has no number, as column=reason"),
                Field("unit", "What the indicator is counted in"),
                Field("direction", "Which end is the good one: higher-is-better, lower-is-better or neutral"),
                Field("nature", "Where its values come from: register, survey or ordinal"),
                Field("attribution", "Whom to name beside the figures"),
            ]
    }

    private static func cells(_ row: DataSet.Row, of set: DataSet) -> [Cell] {
        let categories = zip(set.dimensions, row.places).map { $0.categories[$1] }
        let missing = zip(set.measures, row.figures).compactMap { field, figure in
            figure.reason.map { "\(field.id)=\($0)" }
        }
        return [.text(set.indicator.id.text), .text(set.indicator.title.en)]
            + categories.flatMap { [.text($0.code)] + $0.facts }
            + row.figures.map { Cell($0.number) } + row.supports + row.notes + [
                Cell(missing.isEmpty ? nil : missing.joined(separator: " ")), .text(set.indicator.unit.rawValue),
                .text(set.indicator.direction.rawValue), .text(set.indicator.nature.rawValue),
                .text(set.attribution),
            ]
    }
}
