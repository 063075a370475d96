import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// What one must know to use a file of data: what its columns are, how it is computed, on what terms, and whom to name.
struct Metadata {
    private let edition: Edition

    init(_ edition: Edition) { self.edition = edition }

    /// Of some data sets of one name, whose rows are in one file.
    func text(of sets: [DataSet], files: [DataPath]) -> String {
        document(
            title: sets.count == 1 ? JSONValue(sets[0].title) : JSONValue(Self.allGaps), files, DataTable(sets).columns,
            [
                ("method", .array((sets.first?.method ?? []).map(JSONValue.text))),
                ("indicators", .array(sets.map(indicator))),
            ])
    }

    /// Of the list of alerts.
    func textOfAlerts(files: [DataPath]) -> String {
        document(
            title: JSONValue(LocalizedText(sv: "Larm", nb: "Varsler", en: "Alerts")), files,
            DataTable(of: []).columns,
            [
                (
                    "method",
                    [
                        .text(
                            "One row an event that people were told of, at most \(Edition.toldAtMost), the newest first. "
                                + "Columns counted in 'unit' are in that of the row; a difference of per cent is in percentage "
                                + "points, and where a measure is watched, difference is its number.")
                    ]
                )
            ])
    }

    static let allGaps = LocalizedText(
        sv: "Alla klyftor mellan mindre och större kommuner", nb: "Alle gap mellom mindre og større kommuner",
        en: "All gaps between smaller and larger municipalities")

    private func document(
        title: JSONValue, _ files: [DataPath], _ columns: [Field], _ more: [(key: String, value: JSONValue)]
    ) -> String {
        let form: JSONValue = [
            "encoding": "UTF-8", "csv": "RFC 4180: comma and decimal point",
            "excel": "the same with a byte order mark, semicolon and decimal comma",
            "text": "a text that a spreadsheet would take for a formula begins with an apostrophe",
        ]
        return JSONValue.object(
            [
                (key: "title", value: title), (key: "updated", value: .text(edition.committed.description)),
                (key: "generator", value: .text("Klyfta \(edition.version)")),
                (key: "files", value: .array(files.map { .text($0.text) })), (key: "form", value: form),
                (key: "columns", value: .array(columns.map(Self.column))),
            ] + more
        ).document
    }

    private static func column(_ field: Field) -> JSONValue {
        ["name": .text(field.id), "meaning": .text(field.meaning), "unit": JSONValue(field.unit)]
    }

    private func indicator(_ set: DataSet) -> JSONValue {
        let indicator = set.indicator
        return [
            "id": .text(indicator.id.text), "title": JSONValue(indicator.title), "unit": .text(indicator.unit.rawValue),
            "unit_of_difference": .text(indicator.unit.ofDifference), "direction": .text(indicator.direction.rawValue),
            "nature": .text(indicator.nature.rawValue),
            "breaks": .array(
                indicator.breaks.map { ["period": .text($0.period.description), "reason": .text($0.reason)] }),
            "attribution": .text(set.attribution), "licence": Licence(namedIn: set.attribution).json,
            "dimensions": .array(set.dimensions.map(dimension)), "reasons": Reasons.sentences(in: set),
            "rules": set.rules,
        ]
    }

    private func dimension(_ dimension: DataSet.Dimension) -> JSONValue {
        // Municipalities and periods are what they are; who is compared with whom needs words.
        guard dimension.role == .other else {
            return ["id": .text(dimension.field.id), "categories": .count(dimension.categories.count)]
        }
        return [
            "id": .text(dimension.field.id),
            "categories": .array(
                dimension.categories.map { category in
                    .object(
                        [(key: "code", value: .text(category.code)), (key: "label", value: .text(category.label))]
                            + zip(dimension.facts, category.facts).map { (key: $0.id, value: $1.json) })
                }),
        ]
    }
}
