import KlyftaDivide
import KlyftaModel

/// Measures of some periods, printed.
struct MeasureAnswers {
    let panels: [MeasuredPanel]
    let measures: [Measure]
    let language: Language

    func rendered(as format: Table.Format) -> String {
        let table = format == .table ? readable : complete
        return table.rendered(as: format) + (format == .table ? "\n" + footer : "")
    }

    /// For people: what is the same in every row is said below.
    private var readable: Table {
        var table = Table([
            "period", "measure", "value", "lower", "upper", "unit", "gap", "direction", "n", "of", "reason",
        ])
        table.rows = each { panel, measure, answer in
            let decimals = measure.unit == .fraction || measure.unit == .none ? 4 : 2
            let gapDecimals = [.orientedRatio, .signedRatio].contains(measure.orientation) ? 4 : decimals
            return [
                .text(panel.panel.period.description), .text(measure.description),
                .number(answer.value, decimals: decimals), .number(answer.estimate?.lower, decimals: decimals),
                .number(answer.estimate?.upper, decimals: decimals), .text(unit(measure, panel)),
                .number(panel.gap(measure).value, decimals: gapDecimals), .text(measure.orientation.rawValue),
                .count(panel.n), .count(panel.of), .text(answer.reason?.sentence[language] ?? ""),
            ]
        }
        return table
    }

    /// For programs: every row stands alone, and a reason is a word that never changes.
    private var complete: Table {
        var table = Table([
            "indicator", "period", "measure", "value", "standard_error", "lower", "upper", "unit", "gap", "direction",
            "n", "of", "weight", "classes", "membership", "inference", "reason",
        ])
        table.rows = each { panel, measure, answer in
            [
                .text(panel.panel.indicator.id.text), .text(panel.panel.period.description),
                .text(measure.description), .number(answer.value), .number(answer.estimate?.naturalStandardError),
                .number(answer.estimate?.lower), .number(answer.estimate?.upper), .text(unit(measure, panel)),
                .number(panel.gap(measure).value), .text(measure.orientation.rawValue), .count(panel.n),
                .count(panel.of), .text(weight(measure, panel).rawValue), .text(classes(panel)),
                .text(panel.panel.membership.description), .text(panel.inference.rawValue),
                .text(answer.reason?.rawValue ?? ""),
            ]
        }
        return table
    }

    private func each(_ row: (MeasuredPanel, Measure, Answer) -> [Table.Cell]) -> [[Table.Cell]] {
        panels.flatMap { panel in measures.map { row(panel, $0, panel.answer($0)) } }
    }

    private func unit(_ measure: Measure, _ panel: MeasuredPanel) -> String {
        guard measure.unit == .indicator else { return measure.unit.rawValue }
        let unit = panel.panel.indicator.unit
        return measure.orientation == .level && unit == .percent ? unit.rawValue : unit.ofDifference
    }

    /// What counts once: in the class means of a group measure, or in the micro measure itself.
    private func weight(_ measure: Measure, _ panel: MeasuredPanel) -> Weight {
        if case .micro(_, let weight) = measure { weight } else { panel.weight }
    }

    private func classes(_ panel: MeasuredPanel) -> String {
        panel.rows.map(\.sizeClass.description).joined(separator: " ")
    }

    private var footer: String {
        guard let first = panels.first, let last = panels.last else { return "" }
        let indicator = first.panel.indicator
        let breaks = indicator.breaks.filter { first.panel.period < $0.period && $0.period <= last.panel.period }
        let notes = breaks.map { seriesBreak in
            "\n"
                + pick("Inte jämförbart över", "Ikke sammenlignbart over", "Not comparable across")
                + " \(seriesBreak.period): \(seriesBreak.reason)"
        }
        return """

            \(indicator.title[language]) (\(indicator.id)); \(indicator.direction.rawValue); \(indicator.nature.rawValue).
            \(pick("Klasser", "Klasser", "Classes")): \(classes(first)); membership \(first.panel.membership); \
            weight \(first.weight.rawValue); inference \(first.inference.rawValue).
            \(reading(indicator)) \(indicator.attribution.derived)\(notes.joined())
            """
    }

    private func reading(_ indicator: Indicator) -> String {
        let who =
            indicator.direction == .neutral
            ? pick(
                "gap: ingen ände är bättre, så ingen ligger efter.", "gap: ingen ende er bedre, så ingen ligger etter.",
                "gap: neither end is better, so nobody trails.")
            : pick(
                "gap: över 0 har de mindre kommunerna det sämre; en kvot som sin logaritm, en magnitude utan riktning.",
                "gap: over 0 er de mindre kommunene dårligere stilt; et forhold som sin logaritme, en magnitude uten retning.",
                "gap: above 0 the smaller municipalities are worse off; a ratio as its logarithm, a magnitude without direction."
            )
        return who + " "
            + pick("lower och upper: 95 %.", "lower og upper: 95 %.", "lower and upper: 95 %.")
    }

    private func pick(_ sv: String, _ nb: String, _ en: String) -> String {
        LocalizedText(sv: sv, nb: nb, en: en)[language]
    }
}
