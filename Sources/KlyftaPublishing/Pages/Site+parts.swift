import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// The parts that several pages are made of.
extension Site {
    func heading(_ text: String, _ id: String? = nil) -> Markup { .element("h2", ["id": id], Markup(text)) }

    func paragraph(_ text: String, _ style: String? = nil) -> Markup { .element("p", ["class": style], Markup(text)) }

    /// A table that scrolls in its own box where it is wider than the page; numbers stand to the right.
    /// - Parameter numeric: the columns that are numbers.
    func table(_ caption: String, _ head: [String], numeric: Set<Int> = [], _ rows: [[Markup]]) -> Markup {
        func style(_ column: Int) -> String? { numeric.contains(column) ? "n" : nil }
        return .element(
            "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption],
            .element(
                "table", [:],
                .element("caption", [:], Markup(caption)),
                .element(
                    "thead", [:],
                    .element(
                        "tr", [:],
                        head.enumerated().map {
                            .element("th", ["scope": "col", "class": style($0)], Markup($1))
                        })),
                .element(
                    "tbody", [:],
                    rows.map { row in
                        .element(
                            "tr", [:],
                            row.enumerated().map {
                                $0 == 0
                                    ? .element("th", ["scope": "row"], $1) : .element("td", ["class": style($0)], $1)
                            })
                    })))
    }

    /// A chart under the sentence that says what it shows, with whom to name; its table stands beside it.
    func figure(_ title: String, _ drawing: Markup?, _ credit: String, table: Markup) -> Markup {
        guard let drawing else { return table }
        return .element(
            "figure", [:],
            .element("p", ["class": "finding"], Markup(title)),
            .element("div", ["class": "scroll plot", "tabindex": "0", "role": "region", "aria-label": title], drawing),
            .element("figcaption", [:], Markup(credit)),
            .element(
                "details", [:],
                .element(
                    "summary", [:], Markup(pick("Tabell till diagrammet", "Tabell til figuren", "Table of the chart"))),
                table))
    }

    /// A state in words and with a shape, so that colour is never needed.
    func state(_ word: String) -> Markup {
        let (shape, text) =
            switch word {
            case "firing": ("▲", pick("larmar", "varsler", "firing"))
            case "recovering": ("△", pick("larmar, på väg tillbaka", "varsler, på vei tilbake", "firing, recovering"))
            case "pending": ("◔", pick("väntar", "venter", "pending"))
            case "resolved": ("▽", pick("över", "over", "resolved"))
            case "retracted": ("✕", pick("återtaget", "trukket tilbake", "retracted"))
            case "inactive": ("○", pick("lugnt", "rolig", "quiet"))
            case "fresh": ("●", pick("färska siffror", "ferske tall", "fresh"))
            case "late": ("◔", pick("försenad", "forsinket", "late"))
            case "stale": ("◑", pick("gamla siffror", "gamle tall", "stale"))
            case "partial": ("◑", pick("ofullständig", "ufullstendig", "partial"))
            case "failing": ("✕", pick("svarar inte", "svarer ikke", "failing"))
            case "changed-shape": ("✕", pick("har ändrat form", "har endret form", "changed its shape"))
            case "withdrawn": ("✕", pick("tillbakadragen", "trukket tilbake", "withdrawn"))
            case "suspect": ("?", pick("osannolika siffror", "usannsynlige tall", "suspect"))
            default: ("·", word)
            }
        return .element(
            "span", ["class": ["firing", "recovering", "failing", "suspect"].contains(word) ? "state hot" : "state"],
            .element("span", ["aria-hidden": "true"], Markup("\(shape) ")), Markup(text))
    }

    /// A number in the reader's form, or the reason in words why there is none.
    func measured(_ value: Measured, _ unit: Indicator.Unit) -> Markup {
        switch value {
        case .defined(let number): Markup(form.value(number, unit))
        case .undefined(let reason): .element("span", ["class": "none"], Markup(reason.sentence[form.language]))
        }
    }

    func difference(_ value: Measured, _ unit: Indicator.Unit) -> Markup {
        switch value {
        case .defined(let number): Markup(form.difference(number, unit))
        case .undefined(let reason): .element("span", ["class": "none"], Markup(reason.sentence[form.language]))
        }
    }

    /// What is seen of a moment that is written as programs write it.
    func moment(_ text: String?) -> String {
        guard let text, let day = try? CalendarDay(String(text.prefix(10))) else {
            return pick("okänt", "ukjent", "unknown")
        }
        return "\(form.day(day)) \(text.dropFirst(11).prefix(5))\u{A0}UTC"
    }

    func period(_ text: String?) -> String { text ?? pick("ingen", "ingen", "none") }

    func name(_ municipality: Municipality) -> String { edition.names[municipality] ?? municipality.description }

    /// What a group is called: a municipality by its name, others in the reader's words where they are known.
    func group(_ label: String) -> String { (try? Municipality(label)).map(name) ?? form.group(label) }

    /// The last gap of a line and how it moved, in a sentence.
    func finding(_ line: Subject.Line) -> String {
        guard let last = line.defined.last, let now = last.difference.value else {
            return pick(
                "Det finns ingen siffra för klyftan.", "Det finnes ikke tall for gapet.",
                "There is no figure for the gap.")
        }
        let unit = line.unit
        let subject = last.reading.map { $0.measure.name[form.language] } ?? groups(of: last)
        let state = pick(
            "\(subject): \(form.difference(now, unit)) år \(last.period)",
            "\(subject): \(form.difference(now, unit)) i \(last.period)",
            "\(subject): \(form.difference(now, unit)) in \(last.period)")
        guard let before = line.defined.dropLast().last, let change = try? GapChange(from: before, to: last) else {
            return "\(state)."
        }
        let amount = form.difference(change.amount, unit, signed: true)
        return pick(
            "\(state), \(amount) sedan \(before.period).", "\(state), \(amount) siden \(before.period).",
            "\(state), \(amount) since \(before.period).")
    }

    /// The two groups of a gap and what counts once in them, as the subject of a sentence.
    private func groups(of gap: Gap) -> String {
        let groups = "\(group(gap.low.label)) \(pick("och", "og", "and")) \(group(gap.high.label))"
        return pick("Klyftan mellan \(groups)", "Gapet mellom \(groups)", "The gap between \(groups)") + counting(gap)
    }

    /// What counts once in the groups of a gap, and of which period they are: what tells two gaps of one indicator apart.
    func counting(_ gap: Gap) -> String {
        let weight =
            switch (gap.membership, gap.weight) {
            case (.published, _): ""
            case (_, .municipality): pick(", per kommun", ", per kommune", ", per municipality")
            case (_, .inhabitant): pick(", per invånare", ", per innbygger", ", per inhabitant")
            }
        let base =
            if case .fixed(let period) = gap.membership {
                pick(", klasser från \(period)", ", klasser fra \(period)", ", classes of \(period)")
            } else { "" }
        return weight + base
    }

    /// A name that is broken nowhere.
    func name(ofRule rule: String) -> Markup { .element("span", ["class": "name"], Markup(rule)) }
}
