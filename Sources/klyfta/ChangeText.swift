import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Why a gap moved: as sentences, a table and a chart for people, and every municipality's part for programs.
struct ChangeText {
    private let decomposition: GapDecomposition
    private let explanation: ChangeExplanation
    private let names: [Municipality: String]
    private let notes: SizeNotes?
    private let language: Language

    init(of decomposition: GapDecomposition, asked question: GapQuestion, in figures: Figures, _ language: Language) {
        self.decomposition = decomposition
        names = figures.names
        self.language = language
        notes = SizeNotes(
            of: question, periods: [decomposition.first.period, decomposition.later.period], in: figures)
        explanation = ChangeExplanation(
            of: decomposition, names: names, borders: notes?.borders ?? [], in: language)
    }

    func rendered(as format: Table.Format) -> String {
        format == .table ? story : long.rendered(as: format)
    }

    /// The sentences, the table and the chart.
    var story: String {
        let rows = explanation.rows
        var table = Table(heads)
        table.rows = rows.map { [.text($0.name), .written($0.text), .text($0.who)] }
        let chart = BarChart(rows.map { BarChart.Bar(name: $0.name, amount: $0.amount, text: $0.text) })
        return [
            explanation.sentence, table.rendered(as: .table), chart.lines.joined(separator: "\n"),
            [population, decomposition.later.indicator.attribution.derived].joined(separator: "\n"),
        ].joined(separator: "\n\n")
    }

    /// Of which days the populations are that weigh.
    private var population: String {
        let days = [decomposition.first, decomposition.later].map { notes?.day($0.period) ?? "" }
        let word = LocalizedText(sv: "Folkmängd", nb: "Folketall", en: "Population")[language]
        return "\(word): \(days.joined(separator: ", "))."
    }

    private var heads: [String] {
        switch language {
        case .swedish: ["orsak", "bidrag", "störst del"]
        case .norwegian: ["årsak", "bidrag", "størst del"]
        case .english: ["cause", "amount", "largest parts"]
        }
    }

    /// A row for each cause and municipality; a cause that moved nothing has one without a municipality.
    private var long: Table {
        let (first, later) = (decomposition.first, decomposition.later)
        var table = Table([
            "indicator", "from", "to", "low_class", "high_class", "weight", "membership", "population_from",
            "population_to", "gap_from", "gap_to", "cause", "amount", "municipality", "name", "influence",
        ])
        let days = [first.period, later.period].map { Table.Cell.text(notes?.day($0) ?? "") }
        let head: [Table.Cell] = [
            .text(later.indicator.id.text), .text(first.period.description), .text(later.period.description),
            .text(later.low.label), .text(later.high.label), .text(later.weight.rawValue),
            .text(later.membership.description), days[0], days[1], .measured(first.difference),
            .measured(later.difference),
        ]
        for part in decomposition.parts {
            let cause = head + [.text(part.cause.rawValue), .number(part.amount)]
            if part.influences.isEmpty { table.rows.append(cause + [.text(""), .text(""), .number(nil)]) }
            for influence in part.influences {
                table.rows.append(
                    cause + [
                        .text(influence.municipality.description), .text(names[influence.municipality] ?? ""),
                        .number(influence.amount),
                    ])
            }
        }
        return table
    }
}
