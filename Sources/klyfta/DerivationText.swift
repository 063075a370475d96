import KlyftaDivide
import KlyftaModel

/// The arithmetic of one answer, as lines of text.
struct DerivationText {
    private let measure: Measure
    private let panel: MeasuredPanel
    private let derivation: Derivation?
    private let reason: Undefined?
    private let language: Language

    init(of measure: Measure, in panel: MeasuredPanel, _ language: Language) {
        (self.measure, self.panel, self.language) = (measure, panel, language)
        do throws(Undefined) {
            derivation = try panel.derivation(of: measure)
            reason = nil
        } catch {
            (derivation, reason) = (nil, error)
        }
    }

    var text: String {
        let indicator = panel.panel.indicator
        let head = [
            "\(measure.name[language]) (\(measure)): \(measure.meaning[language])",
            "\(indicator.id), \(indicator.title[language]), \(panel.panel.period)",
            "\(indicator.unit.rawValue); \(indicator.direction.rawValue); weight \(panel.weight.rawValue); "
                + "membership \(panel.panel.membership); inference \(panel.inference.rawValue)",
        ]
        let body = derivation.map(lines) ?? [undefined]
        return (head + [""] + body + [indicator.attribution.derived]).joined(separator: "\n")
    }

    private var undefined: String {
        pick("Inget tal", "Ikke noe tall", "No number") + ": \(reason?.sentence[language] ?? "")"
            + (reason.map { " (\($0.rawValue))" } ?? "")
    }

    private func lines(of derivation: Derivation) -> [String] {
        let numbered = derivation.steps.enumerated().map { place, step in
            lines(of: step, in: derivation.classes, "\(place + 1)  ").joined(separator: "\n") + "\n"
        }
        let error = derivation.uncertainty.map { step in
            lines(of: step, in: derivation.classes, "±  ").joined(separator: "\n") + "\n"
        }
        let unknown = pick("Medelfelet är okänt.", "Standardfeilen er ukjent.", "The standard error is not known.")
        return numbered + (error.isEmpty ? ["±  \(unknown)\n"] : error) + [gap, symbols]
    }

    private func lines(of step: Derivation.Step, in classes: [String], _ mark: String) -> [String] {
        let indent = "   "
        let equation = [step.numbers, step.result?.shown ?? ""].filter { !$0.isEmpty }.joined(separator: " = ")
        return [mark + step.title[language], indent + local(step.formula)]
            + table(of: step.columns, classes).map { indent + $0 }
            + (equation.isEmpty ? [] : [indent + (step.result == nil ? "" : "= ") + local(equation)])
    }

    /// Classes below one another, a column a symbol.
    private func table(of columns: [Derivation.Column], _ classes: [String]) -> [String] {
        guard !columns.isEmpty else { return [] }
        let heads = [""] + columns.map(\.symbol)
        let rows = classes.indices.map { place in
            [classes[place]] + columns.map { column in column.values[place].map { local($0.shown) } ?? "-" }
        }
        let widths = heads.indices.map { column in ([heads] + rows).map { $0[column].count }.max() ?? 0 }
        return ([heads] + rows).map { row in
            row.enumerated().map { column, text in
                let padding = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + padding : padding + text
            }.joined(separator: "  ")
        }
    }

    /// What the number is as a gap, and whose it is.
    private var gap: String {
        let answer = panel.gap(measure)
        let word = pick("Klyfta", "Gap", "Gap")
        guard let value = answer.value else { return "\(word): \(answer.reason?.sentence[language] ?? "")" }
        let direction = panel.panel.indicator.direction
        let who: String =
            if !measure.orientation.saysWhoTrails {
                pick("ett avstånd utan riktning", "en avstand uten retning", "a distance without direction")
            } else if direction == .neutral {
                pick("ingen ände är bättre", "ingen ende er bedre", "neither end is better")
            } else {
                pick(
                    "över 0 har de mindre kommunerna det sämre", "over 0 er de mindre kommunene dårligere stilt",
                    "above 0 the smaller municipalities are worse off")
            }
        return local("\(word): \(value.shown) (\(measure.orientation.rawValue); \(who))")
    }

    private var symbols: String {
        pick(
            "n av N kommuner svarade, P invånare, y ett värde, ȳ ett klassmedelvärde, s dess medelfel, p en andel av vikten.",
            "n av N kommuner svarte, P innbyggere, y en verdi, ȳ et klassegjennomsnitt, s standardfeilen, p en andel av vekten.",
            "n of N municipalities answered, P inhabitants, y a value, ȳ a class mean, s its standard error, p a share of the weight."
        )
    }

    /// With the decimal sign of the language.
    private func local(_ text: String) -> String {
        language == .english ? text : text.replacing(/(\d)\.(?=\d)/) { "\($0.output.1)," }
    }

    private func pick(_ sv: String, _ nb: String, _ en: String) -> String {
        LocalizedText(sv: sv, nb: nb, en: en)[language]
    }
}
