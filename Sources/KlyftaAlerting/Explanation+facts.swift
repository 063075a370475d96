import KlyftaDivide
import KlyftaModel

extension Explanation {
    /// Everything one needs to judge the alert, in the order in which one asks.
    package var facts: [Letter.Fact] {
        [indicator, rule, words.fact(("period", "periode", "period"), alert.period.description)] + sides + [unit]
            + basis
            + [attribution]
    }

    var indicator: Letter.Fact {
        words.fact(
            ("indikator", "indikator", "indicator"),
            "\(alert.indicator.id), \(alert.indicator.title[words.language])")
    }

    var rule: Letter.Fact { words.fact(("regel", "regel", "rule"), "\(alert.rule.id): \(condition)") }

    /// The gap then, where there is a then, and now.
    var sides: [Letter.Fact] {
        let gap = alert.finding.gap
        return (alert.finding.change.map { [side($0.then, $0.then.period)] } ?? []) + [side(gap, gap.period)]
    }

    var unit: Letter.Fact {
        words.fact(
            ("enhet", "enhet", "unit"),
            "\(words.unit(alert.indicator.unit)); \(words.direction(alert.indicator.direction))")
    }

    /// What an analyst asks: who counts how much, in which class, out of what, and what the test made of it.
    var basis: [Letter.Fact] {
        let gap = alert.finding.gap
        return [
            words.fact(("vikt", "vekt", "weight"), words.weight(gap.weight)),
            words.fact(("klasser", "klasser", "classes"), words.membership(gap.membership)),
            words.fact(("underlag", "grunnlag", "basis"), nature(gap.indicator.nature)),
        ] + (alert.finding.tested.map { TestWords($0, words).facts } ?? [])
    }

    /// Whom to name: the source of what we computed, never that of a raw value.
    var attribution: Letter.Fact {
        words.fact(("källa", "kilde", "attribution"), alert.indicator.attribution.derived)
    }

    /// One period: both sides with their counts, and the oriented difference between them.
    private func side(_ gap: Gap, _ period: Period) -> Letter.Fact {
        func text(_ side: Gap.Side) -> String {
            let value = side.value.value.map(words.number) ?? "-"
            let n =
                side.n.map { n in side.of.map { "n \(n)/\($0)" } ?? "n \(n)" }
                ?? words.pick("n okänt", "n ukjent", "n unknown")
            return "\(side.label): \(value) (\(n))"
        }
        let spell = GapWords(gap, words)
        let difference = gap.difference.value.map { spell.amount($0) } ?? "-"
        let label =
            spell.subject.map { "\($0) \(period)" }
            ?? words.pick("klyfta \(period)", "gap \(period)", "gap \(period)")
        return Letter.Fact(label: label, text: "\(difference); \(text(gap.low)), \(text(gap.high))")
    }

    var condition: String {
        let spell = GapWords(alert.finding.gap, words)
        let text =
            switch alert.rule.condition {
            case .level(let above): words.pick("över", "over", "above") + " " + spell.amount(above)
            case .low(let below): words.pick("under", "under", "below") + " " + spell.amount(below)
            case .widened(let by, let since):
                words.pick("ökning med minst", "økning med minst", "widened by at least") + " "
                    + spell.amount(by, isChange: true)
                    + self.since(since)
            case .reversed(let by, let since):
                words.pick("bytt tecken med minst", "skiftet fortegn med minst", "changed sides by at least") + " "
                    + spell.amount(by, isChange: true) + self.since(since)
            case .provenWidening(let test, let since, _):
                words.pick("bevisad ökning med mer än", "påvist økning med mer enn", "proven to widen by more than")
                    + " " + limit(of: test) + self.since(since)
            }
        let periods = alert.rule.patience
        guard periods > 1 else { return text }
        return text
            + words.pick(
                ", \(periods) perioder i rad", ", \(periods) perioder på rad", ", for \(periods) periods running")
    }

    private func since(_ baseline: GapRule.Baseline) -> String {
        let text =
            switch baseline {
            case .previous: words.pick("föregående period", "forrige periode", "the previous period")
            case .period(let period): period.description
            case .pinned(let gap, let period):
                "\(period) "
                    + words.pick("(fastställd till ", "(fastsatt til ", "(pinned to ")
                    + "\(GapWords(alert.finding.gap, words).number(gap)))"
            }
        return words.pick(" sedan ", " siden ", " since ") + text
    }

    private func limit(of test: WideningTest) -> String {
        switch test.threshold {
        case .share(let share): "\(words.number(share * 100)) %"
        case .amount(let amount): MeasureWords(test.measure, alert.indicator, words).change(amount)
        }
    }

    private func nature(_ nature: Indicator.Nature) -> String {
        switch nature {
        case .register:
            words.pick("register eller totalundersökning", "register eller fulltelling", "register or complete count")
        case .survey:
            words.pick(
                "enkät eller självselekterade svar", "spørreundersøkelse eller selvselekterte svar",
                "survey or self-selected answers")
        case .ordinal: words.pick("ordnade kategorier", "ordnede kategorier", "ordered categories")
        }
    }
}
