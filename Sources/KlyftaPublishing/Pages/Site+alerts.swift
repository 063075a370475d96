import KlyftaAlerting
import KlyftaModel

/// What people were told, and one of it whole.
extension Site {
    var alertSheets: Int { Sheet<Edition.Told>.count(of: edition.told.count, each: Self.rowsAPage) }

    func alerts(_ number: Int) -> Section? {
        guard let sheet = Sheet(number, of: edition.told, each: Self.rowsAPage) else { return nil }
        let title = pick("Larm", "Varsler", "Alerts")
        let rows = sheet.items.map { told in
            let letter = told.letter(for: form.language)
            return [
                link(.alert(told.record.id), moment(told.record.ts)), kind(told.record.kind),
                name(ofRule: told.record.rule), Markup(period(told.record.period)),
                foreign(letter.letter.sentence, letter.language),
            ]
        }
        return (
            title,
            Markup([
                .element("h1", [:], Markup(title)),
                rows.isEmpty
                    ? paragraph(pick("Inget har sagts än.", "Ingenting er sagt ennå.", "Nothing has been told yet."))
                    : table(
                        pick(
                            "De senaste, det nyaste överst", "De siste, det nyeste øverst",
                            "The last, the newest on top"),
                        [
                            pick("Sagt", "Sagt", "Told"), pick("Vad", "Hva", "What"), pick("Regel", "Regel", "Rule"),
                            pick("Period", "Periode", "Period"), pick("Med ord", "Med ord", "In words"),
                        ], rows), turner(number, of: sheet.count) { .alerts(sheet: $0) },
                downloads([
                    (title, [.alerts(.csv), .alerts(.excel), .alerts(.metadata), .feed(form.language)])
                ]),
            ])
        )
    }

    func alert(_ told: Edition.Told) -> Section {
        let (letter, language) = told.letter(for: form.language)
        return (
            letter.subject,
            Markup([
                .element(
                    "article", ["lang": language == form.language ? nil : language.rawValue],
                    .element("h1", [:], Markup(letter.subject)), paragraph(letter.sentence, "lead"),
                    .element(
                        "dl", [:],
                        letter.facts.flatMap {
                            [Markup.element("dt", [:], Markup($0.label)), .element("dd", [:], Markup($0.text))]
                        })),
                paragraph("klyfta explain \(told.record.id)", "basis"),
                (try? IndicatorID(told.record.numbers?.indicator ?? "")).map {
                    .element(
                        "p", [:],
                        link(.indicator($0.text), pick("Till indikatorn", "Til indikatoren", "To the indicator")))
                } ?? .nothing,
            ])
        )
    }

    private func kind(_ kind: String) -> Markup {
        let text =
            switch kind {
            case "fired": pick("▲ larm", "▲ varsel", "▲ fired")
            case "amended": pick("△ ändrat", "△ endret", "△ amended")
            case "resolved": pick("▽ över", "▽ over", "▽ resolved")
            case "retracted": pick("✕ återtaget", "✕ trukket tilbake", "✕ retracted")
            case "restated": pick("◇ rättat", "◇ rettet", "◇ restated")
            default: kind
            }
        return .element("span", ["class": "state"], Markup(text))
    }

    private func foreign(_ text: String, _ language: Language) -> Markup {
        language == form.language ? Markup(text) : .element("span", ["lang": language.rawValue], Markup(text))
    }
}
