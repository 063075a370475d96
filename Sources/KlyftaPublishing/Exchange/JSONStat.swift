import KlyftaDivide
import KlyftaModel

/// A data set in JSON-stat 2.0: the measures are a dimension of their own, the last one, and bounds, counts and words stand
/// in `extension`, in the order of the cells without that dimension.
struct JSONStat {
    private let data: DataSet
    private let committed: CommitTime
    /// The place of each row among the cells, the measures left out.
    private let places: [Int]

    init(_ data: DataSet, committed: CommitTime) {
        (self.data, self.committed) = (data, committed)
        let sizes = data.dimensions.map(\.categories.count)
        places = data.rows.map { row in zip(sizes, row.places).reduce(0) { $0 * $1.0 + $1.1 } }
    }

    /// The whole text.
    var text: String {
        JSONValue.object(
            [
                ("version", "2.0"), ("class", "dataset"), ("label", .text(data.title.en)),
                ("source", .text(data.attribution)), ("updated", .text(committed.description)),
                ("id", .array((data.dimensions.map(\.field.id) + [Self.metric]).map(JSONValue.text))),
                (
                    "size",
                    .array((data.dimensions.map(\.categories.count) + [data.measures.count]).map(JSONValue.count))
                ),
                ("role", roles), ("dimension", dimensions), ("value", values),
            ] + statuses + [
                (
                    "link",
                    [
                        "describedby": [
                            [
                                "type": "application/json",
                                "href": .text(DataPath.set(data.name, of: data.indicator.id.text, .metadata).text),
                            ]
                        ]
                    ]
                ), ("extension", beside),
            ]
        ).document
    }

    private static let metric = "measure"

    private var cells: Int { data.dimensions.reduce(1) { $0 * $1.categories.count } }

    private var roles: JSONValue {
        func those(_ role: DataSet.Dimension.Role) -> [String] {
            data.dimensions.filter { $0.role == role }.map(\.field.id)
        }
        let roles = [("time", those(.time)), ("geo", those(.geo)), ("metric", [Self.metric])]
        return .object(roles.filter { !$0.1.isEmpty }.map { ($0.0, .array($0.1.map(JSONValue.text))) })
    }

    private var dimensions: JSONValue {
        .object(
            data.dimensions.map { dimension in
                let facts: [(key: String, value: JSONValue)] = dimension.facts.enumerated().map { place, fact in
                    (
                        fact.id,
                        .object(dimension.categories.map { (key: $0.code, value: $0.facts[place].json) })
                    )
                }
                return (
                    dimension.field.id,
                    .object(
                        [
                            (key: "label", value: .text(dimension.field.meaning)),
                            (key: "category", value: category(dimension.categories.map { ($0.code, $0.label) })),
                        ] + (facts.isEmpty ? [] : [(key: "extension", value: .object(facts))]))
                )
            } + [(Self.metric, metric)])
    }

    private var metric: JSONValue {
        let units = data.measures.map { field in
            (key: field.id, value: ["base": JSONValue(field.unit), "decimals": .count(field.decimals)] as JSONValue)
        }
        return ["label": "What is measured", "category": category(data.measures.map { ($0.id, $0.meaning) }, units)]
    }

    /// The codes in their order, and what each is called.
    private func category(
        _ names: [(code: String, label: String)], _ units: [(key: String, value: JSONValue)] = []
    ) -> JSONValue {
        .object(
            [
                (key: "index", value: .array(names.map { .text($0.code) })),
                (key: "label", value: .object(names.map { (key: $0.code, value: .text($0.label)) })),
            ] + (units.isEmpty ? [] : [(key: "unit", value: .object(units))]))
    }

    private var values: JSONValue {
        var values = [JSONValue](repeating: .null, count: cells * data.measures.count)
        for (place, row) in zip(places, data.rows) {
            for (measure, figure) in row.figures.enumerated() {
                values[place * data.measures.count + measure] = JSONValue(figure.number)
            }
        }
        return .array(values)
    }

    /// By cell, why it has no number: also where the combination was never asked for.
    private var statuses: [(key: String, value: JSONValue)] {
        var reasons = [String?](repeating: Undefined.noFigures.rawValue, count: cells * data.measures.count)
        for (place, row) in zip(places, data.rows) {
            for (measure, figure) in row.figures.enumerated() {
                reasons[place * data.measures.count + measure] = figure.reason
            }
        }
        let marks = reasons.enumerated().compactMap { place, reason in
            reason.map { (key: "\(place)", value: JSONValue.text($0)) }
        }
        return marks.isEmpty ? [] : [("status", .object(marks))]
    }

    private var beside: JSONValue {
        let facts: [(key: String, value: JSONValue)] = [
            ("indicator", .text(data.indicator.id.text)), ("direction", .text(data.indicator.direction.rawValue)),
            ("nature", .text(data.indicator.nature.rawValue)), ("licence", Licence(namedIn: data.attribution).json),
            ("method", .array(data.method.map(JSONValue.text))), ("confidence", .number(0.95)),
            ("reasons", Reasons.sentences(in: data)), ("rules", data.rules),
        ]
        return .object(facts + [(key: "supports", value: supports), (key: "notes", value: notes)])
    }

    private var supports: JSONValue { columns(data.supports) { $0.supports } }

    private var notes: JSONValue { columns(data.notes) { $0.notes } }

    private func columns(_ fields: [Field], _ cellsOf: (DataSet.Row) -> [Cell]) -> JSONValue {
        .object(
            fields.enumerated().map { column, field in
                var values = [JSONValue](repeating: .null, count: cells)
                for (place, row) in zip(places, data.rows) { values[place] = cellsOf(row)[column].json }
                return (key: field.id, value: .array(values))
            })
    }
}
