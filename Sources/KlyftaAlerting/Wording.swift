import KlyftaDivide
import KlyftaModel

/// The words of one language that alerts are made of. One catalogue, so that a missing translation is a compile error.
struct Wording {
    let language: Language

    /// A number with two decimals and the language's decimal sign.
    func number(_ value: Double) -> String { local(value.fixed(2)) }

    /// A number with four decimals, for what is small by nature.
    func precise(_ value: Double) -> String { local(value.fixed(4)) }

    /// A probability with four decimals; none is so small that it is 0.
    func probability(_ value: Double) -> String { value < 0.00005 ? "< \(precise(0.0001))" : precise(value) }

    /// A share as per cent, with no more decimals than it has: 95 %, 98.75 %.
    func percent(_ share: Double) -> String {
        var text = (share * 100).fixed(2)
        while text.hasSuffix("0") { text.removeLast() }
        return "\(local(text.hasSuffix(".") ? String(text.dropLast()) : text)) %"
    }

    /// A change with its sign.
    func change(_ value: Double) -> String { local(value.signed(2)) }

    /// An amount with its unit, where a difference of per cent is in percentage points.
    func amount(_ value: Double, _ unit: Indicator.Unit) -> String {
        let name = difference(in: unit)
        return name.isEmpty ? number(value) : "\(number(value)) \(name)"
    }

    /// What a difference in a unit is counted in.
    func difference(in unit: Indicator.Unit) -> String {
        switch unit {
        case .percent: pick("procentenheter", "prosentpoeng", "percentage points")
        case .count: ""
        case .megabitsPerSecond: "Mbit/s"
        case .points: pick("poäng", "poeng", "points")
        case .any: pick("av alla som har någon", "av alle som har noen", "of all that have any")
        }
    }

    /// What a value is counted in.
    func unit(_ unit: Indicator.Unit) -> String {
        switch unit {
        case .percent: pick("procent", "prosent", "percent")
        case .count: pick("antal", "antall", "count")
        case .megabitsPerSecond: "Mbit/s"
        case .points: pick("poäng", "poeng", "points")
        case .any:
            pick("1 om det finns någon, 0 om inte", "1 om det finnes noen, 0 om ikke", "1 if there is any, 0 if not")
        }
    }

    /// How urgent it is.
    func severity(_ severity: GapRule.Severity) -> String {
        switch severity {
        case .critical: pick("kritiskt", "kritisk", "critical")
        case .warning: pick("varning", "advarsel", "warning")
        case .info: pick("information", "informasjon", "information")
        }
    }

    /// Which end is the good one.
    func direction(_ direction: Indicator.Direction) -> String {
        switch direction {
        case .higherIsBetter: pick("högre är bättre", "høyere er bedre", "higher is better")
        case .lowerIsBetter: pick("lägre är bättre", "lavere er bedre", "lower is better")
        case .neutral:
            pick("varken högre eller lägre är bättre", "verken høyere eller lavere er bedre", "neither end is better")
        }
    }

    /// What counts once.
    func weight(_ weight: Weight) -> String {
        switch weight {
        case .municipality:
            pick("varje kommun räknas lika", "hver kommune teller likt", "each municipality counts once")
        case .inhabitant:
            pick("varje invånare räknas lika", "hver innbygger teller likt", "each inhabitant counts once")
        }
    }

    /// Which population formed the classes.
    func membership(_ membership: Membership) -> String {
        switch membership {
        case .current:
            pick(
                "efter periodens folkmängd", "etter periodens folketall",
                "by the population of the period")
        case .fixed(let base):
            pick(
                "efter folkmängden \(base)", "etter folketallet i \(base)",
                "by the population of \(base)")
        case .published: pick("källans egna grupper", "kildens egne grupper", "the source's own groups")
        }
    }

    /// The two groups of a gap.
    func groups(of gap: Gap) -> String {
        let and = pick("och", "og", "and")
        guard gap.membership != .published else { return "\(gap.low.label) \(and) \(gap.high.label)" }
        return "\(gap.low.label) \(and) \(gap.high.label) \(pick("invånare", "innbyggere", "inhabitants"))"
    }

    /// One of three texts.
    func pick(_ sv: String, _ nb: String, _ en: String) -> String {
        LocalizedText(sv: sv, nb: nb, en: en)[language]
    }

    /// A fact under one of three labels.
    func fact(_ label: (sv: String, nb: String, en: String), _ text: String) -> Letter.Fact {
        Letter.Fact(label: pick(label.sv, label.nb, label.en), text: text)
    }

    private func local(_ number: String) -> String {
        language == .english ? number : String(number.map { $0 == "." ? "," : $0 })
    }
}
