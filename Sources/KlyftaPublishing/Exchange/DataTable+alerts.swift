import KlyftaAlerting
import KlyftaModel

extension DataTable {
    /// What people were told, the newest first: one row an event.
    package init(of told: [Edition.Told]) {
        let parts = Self.alertColumns
        self.init(
            columns: parts.map(\.field),
            rows: told.map { event in parts.map { $0.cell(event.record) } })
    }

    private typealias AlertColumn = (field: Field, cell: @Sendable (AlertRecord) -> Cell)

    private static var alertColumns: [AlertColumn] { eventColumns + numberColumns + wordColumns }

    private static let eventColumns: [AlertColumn] = [
        (Field("id", "The event's own name"), { .text($0.id) }),
        (Field("seq", "Its place in the order of all events"), { .count(Int($0.seq)) }),
        (Field("told", "When it was written down, in UTC"), { .text($0.ts) }),
        (Field("kind", "fired, amended, resolved, retracted or restated"), { .text($0.kind) }),
        (Field("reason", "Why it is told"), { .text($0.reason) }),
        (Field("alert", "The alert's name, the same for all its events"), { .text($0.alert) }),
        (Field("episode", "Which stretch from firing to its end it belongs to"), { .count($0.episode) }),
        (Field("rule", "The rule"), { .text($0.rule) }),
        (Field("severity", "info, warning or critical"), { Cell($0.severity) }),
        (Field("period", "The period it speaks of"), { Cell($0.period) }),
        (Field("indicator", "What is measured"), { Cell($0.numbers?.indicator) }),
        (Field("unit", "What the indicator is counted in"), { Cell($0.numbers?.unit) }),
        (Field("direction", "Which end is the good one"), { Cell($0.numbers?.direction) }),
        (Field("weight", "What counts once in a value"), { Cell($0.numbers?.weight) }),
        (Field("membership", "Which population forms the groups"), { Cell($0.numbers?.membership) }),
        (Field("low_class", "The group of smaller municipalities"), { Cell($0.numbers?.lowClass) }),
        (Field("high_class", "The group of larger municipalities"), { Cell($0.numbers?.highClass) }),
        (Field("measure", "The measure of all municipalities, if one is watched"), { Cell($0.numbers?.measure) }),
    ]

    private static let numberColumns: [AlertColumn] = [
        (Field("low", "The value of the smaller ones", unit: "unit"), { Cell($0.numbers?.now.low) }),
        (Field("high", "The value of the larger ones", unit: "unit"), { Cell($0.numbers?.now.high) }),
        (
            Field("difference", "The gap: above 0 the smaller ones are worse off", unit: "unit"),
            { Cell($0.numbers?.now.gap) }
        ),
        (Field("n_low", "How many the value of low rests on", unit: "count"), { Cell($0.numbers?.now.nLow) }),
        (Field("of_low", "How many there are in all", unit: "count"), { Cell($0.numbers?.now.ofLow) }),
        (Field("n_high", "How many the value of high rests on", unit: "count"), { Cell($0.numbers?.now.nHigh) }),
        (Field("of_high", "How many there are in all", unit: "count"), { Cell($0.numbers?.now.ofHigh) }),
        (Field("then_period", "The period it is compared with"), { Cell($0.numbers?.then?.period) }),
        (Field("then_difference", "The gap in that period", unit: "unit"), { Cell($0.numbers?.then?.gap) }),
        (Field("condition", "level, widened or reversed"), { Cell($0.numbers?.condition) }),
        (Field("measured", "What was held against the threshold", unit: "unit"), { Cell($0.numbers?.measured) }),
        (Field("threshold", "The threshold", unit: "unit"), { Cell($0.numbers?.threshold) }),
        (
            Field("for_periods", "In how many periods running it had to hold", unit: "count"),
            { Cell($0.numbers?.forPeriods) }
        ),
    ]

    private static let wordColumns: [AlertColumn] = [
        (
            Field("provisional", "yes if the figures may still be revised"),
            { $0.provisional == true ? .text("yes") : .nothing }
        ),
        (Field("message", "What happened, in a sentence"), { .text($0.message) }),
        (Field("attribution", "Whom to name beside the figures"), { Cell($0.attribution) }),
    ]
}
