import KlyftaModel

/// Observations with their vintages as the rows of a table, under the names of the view `observation` of a state in PostgreSQL:
/// what is analysed from either is the same.
package enum ObservationTable {
    /// Its columns.
    package static let columns = [
        Field("source", "Whose figures they are"),
        Field("vintage", "Which edition of the figures"),
        Field("indicator", "What is measured"),
        Field("period", "What the figure speaks of"),
        Field("municipality", "Country and code"),
        Field("value", "The value; empty where there is none, which is not zero", unit: "that of the indicator"),
        Field("absence", "Why there is no value: missing, suppressed or not-applicable"),
        Field("country", "The country of the municipality"),
        Field("code", "The municipality's code in its country, a text"),
        Field("taken_at", "When the vintage was taken, in UTC"),
    ]

    /// The rows of a sheet: those of which something was said.
    /// - Parameter municipalities: those of the sheet, row by row.
    package static func rows(
        of sheet: ObservationSheet, _ municipalities: [Municipality], source: String, vintage: Vintage,
        taken: CommitTime
    ) -> [[Cell]] {
        let start: [Cell] = [
            .text(source), .text(vintage.digest), .text(sheet.indicator.text), .text(sheet.period.description),
        ]
        let end = Cell.text(taken.description)
        return municipalities.enumerated().compactMap { row, municipality in
            sheet.outcome(row).map { outcome in
                start + [.text(municipality.description)] + cells(outcome)
                    + [.text("\(municipality.country)"), .text(municipality.code), end]
            }
        }
    }

    private static func cells(_ outcome: Outcome) -> [Cell] {
        switch outcome {
        case .value(let value): [.number(value), .nothing]
        case .absent(let reason): [.nothing, .text(reason.rawValue)]
        }
    }
}
