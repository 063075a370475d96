import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Where all stands: the first page, and all gaps.
extension Site {
    var situation: Section {
        let alerts = edition.state.alerts
        let sources = edition.state.sources ?? []
        let (firing, blind) = (alerts.count(where: \.isFiring), alerts.count(where: \.isBlind))
        let ill = sources.count { ["failing", "changed-shape", "withdrawn", "suspect"].contains($0.state) }
        let sentence = pick(
            "\(firing) av \(alerts.count) regler larmar, \(blind) har inget utslag; senast räknat \(form.moment(edition.committed)); "
                + "\(ill) av \(sources.count) källor har fel.",
            "\(firing) av \(alerts.count) regler varsler, \(blind) har ingen avgjørelse; sist beregnet \(form.moment(edition.committed)); "
                + "\(ill) av \(sources.count) kilder har feil.",
            "\(firing) of \(alerts.count) rules are firing, \(blind) have no verdict; last computed \(form.moment(edition.committed)); "
                + "\(ill) of \(sources.count) sources have a fault.")
        let title = pick("Läget", "Status", "Situation")
        return (
            title,
            Markup([
                .element("h1", [:], Markup(title)), paragraph(sentence, "lead"),
                heading(pick("Vad som larmar", "Det som varsler", "What is firing")),
                firing == 0
                    ? paragraph(pick("Inget larmar.", "Ingenting varsler.", "Nothing is firing."))
                    : standings(
                        ranked.filter(\.isFiring).prefix(Self.rowsAPage), what: pick("larmar", "varsler", "firing")),
                heading(pick("Källor", "Kilder", "Sources")), sourceTable(sources),
                calendar,
                .element(
                    "p", [:],
                    link(
                        .rules(),
                        pick(
                            "Alla \(form.count(alerts.count)) regler och deras läge",
                            "Alle \(form.count(alerts.count)) regler og deres status",
                            "All \(form.count(alerts.count)) rules and where they stand"))),
            ])
        )
    }

    private var calendar: Markup {
        guard !isReport else { return .nothing }
        let text = pick("Kalender över vad som väntas", "Kalender over hva som ventes", "Calendar of what is expected")
        return .element("p", [:], .element("a", ["href": DataPath.calendar(form.language).text], Markup(text)))
    }

    /// All rules, those that fire first.
    private var ranked: [Standing] {
        edition.state.alerts.filter(\.isFiring) + edition.state.alerts.filter { !$0.isFiring }
    }

    var ruleSheets: Int { Sheet<Standing>.count(of: edition.state.alerts.count, each: Self.rowsAPage) }

    func rules(_ number: Int) -> Section? {
        guard let sheet = Sheet(number, of: ranked, each: Self.rowsAPage) else { return nil }
        let title = pick("Alla regler", "Alle regler", "All rules")
        return (
            title,
            Markup([
                .element("h1", [:], Markup(title)), standings(sheet.items),
                turner(number, of: sheet.count) { .rules(sheet: $0) },
            ])
        )
    }

    private func standings(_ rows: ArraySlice<Standing>, what: String? = nil) -> Markup {
        table(
            pick("Regler och deras läge", "Regler og deres status", "Rules and where they stand")
                + (what.map { ": \($0)" } ?? ""),
            [
                pick("Regel", "Regel", "Rule"), pick("Läge", "Status", "State"), pick("Period", "Periode", "Period"),
                pick("Indikator", "Indikator", "Indicator"), pick("Uppmätt", "Målt", "Measured"),
                pick("Gräns", "Grense", "Threshold"),
            ], numeric: [4, 5],
            rows.map { row in
                [
                    name(ofRule: row.rule), state(row.state), Markup(period(row.period)),
                    link(.indicator(row.indicator), title(row.indicator)),
                    Markup(
                        row.numbers.map { amount($0.measured, of: $0) }
                            ?? pick("inget utslag", "ingen avgjørelse", "no verdict")),
                    Markup(row.numbers.map { amount($0.threshold, of: $0) } ?? "–"),
                ]
            })
    }

    /// What a rule compares, in the unit of a gap; without one where a measure has another than its indicator.
    private func amount(_ value: Double, of numbers: AlertRecord.Numbers) -> String {
        let isGap = numbers.measure == nil && (numbers.test?.measure ?? "d") == "d"
        guard isGap, let unit = Indicator.Unit(rawValue: numbers.unit) else { return form.number(value, 2) }
        return form.difference(value, unit, decimals: 2)
    }

    private func title(_ id: String) -> String { edition.subject(id)?.indicator.title[form.language] ?? id }

    private func sourceTable(_ rows: [SourceStanding]) -> Markup {
        table(
            pick(
                "Källor och hur det står till med dem", "Kilder og hvordan det står til med dem",
                "Sources and how they fare"),
            [
                pick("Källa", "Kilde", "Source"), pick("Läge", "Status", "State"),
                pick("Senast hämtad", "Sist hentet", "Last taken"),
                pick("Nyaste period", "Nyeste periode", "Newest period"),
                pick("Nästa väntas", "Neste ventes", "Next expected"), pick("Siffror", "Tall", "Figures"),
                pick("Utgåva", "Utgave", "Vintage"),
            ], numeric: [5],
            rows.map { row in
                [
                    Markup(row.source), state(row.state), Markup(moment(row.succeeded)),
                    Markup(period(row.newestPeriod)), Markup(moment(row.nextExpected)), Markup(form.count(row.rows)),
                    Markup(row.vintage.map { String($0.prefix(12)) } ?? pick("ingen", "ingen", "none")),
                ]
            })
    }

    /// A row for each comparison, and behind them the indicators that have none.
    private var comparisons: [(subject: Subject, line: Subject.Line?)] {
        edition.subjects.flatMap { subject in subject.lines.map { (subject, $0) } }
            + edition.subjects.filter(\.lines.isEmpty).map { ($0, nil) }
    }

    var gapSheets: Int { Sheet<Subject>.count(of: comparisons.count, each: Self.rowsAPage) }

    func gaps(_ number: Int) -> Section? {
        guard let sheet = Sheet(number, of: comparisons, each: Self.rowsAPage) else { return nil }
        let title = pick("Klyftor", "Gap", "Gaps")
        let lines = sheet.items.compactMap { subject, line in line.map { (subject, $0) } }
        let silent = sheet.items.filter { $0.line == nil }.map(\.subject)
        return (
            title,
            Markup(
                [
                    .element("h1", [:], Markup(title)),
                    paragraph(
                        pick(
                            "Över noll har de mindre kommunerna det sämre. En rad per jämförelse.",
                            "Over null har de mindre kommunene det dårligere. Én rad per sammenligning.",
                            "Above zero the smaller municipalities are worse off. One row a comparison."), "lead"),
                    lines.isEmpty
                        ? .nothing
                        : table(
                            title,
                            [
                                pick("Indikator", "Indikator", "Indicator"), pick("Läge", "Status", "State"),
                                pick("Grupper", "Grupper", "Groups"), pick("Period", "Periode", "Period"),
                                pick("Klyfta", "Gap", "Gap"),
                                pick("95-procentsintervall", "95-prosentintervall", "95 % interval"),
                                pick("Ändring", "Endring", "Change"), pick("Gräns", "Grense", "Threshold"),
                            ], numeric: [4, 5, 6, 7], lines.map(gapRow)),
                ]
                    + (silent.isEmpty
                        ? []
                        : [
                            heading(pick("Utan jämförelse", "Uten sammenligning", "Without a comparison")),
                            .element(
                                "ul", [:],
                                silent.map {
                                    .element(
                                        "li", [:],
                                        link(.indicator($0.indicator.id.text), $0.indicator.title[form.language]))
                                }),
                        ])
                    + [
                        downloads([(title, DataPath.Form.allCases.map(DataPath.gaps))]),
                        turner(number, of: sheet.count) { .gaps(sheet: $0) },
                    ])
        )
    }

    private func gapRow(_ subject: Subject, _ line: Subject.Line) -> [Markup] {
        let unit = line.unit
        let last = line.series.gaps.last
        let before = line.defined.dropLast().last
        let change = before.flatMap { then in last.flatMap { try? GapChange(from: then, to: $0) } }
        let word = line.standings.first { $0.isFiring }?.state ?? line.standings.first?.state
        return [
            link(.indicator(subject.indicator.id.text), subject.indicator.title[form.language]),
            word.map(state) ?? Markup(pick("ingen regel", "ingen regel", "no rule")),
            Markup(last.map { "\(group($0.low.label)) / \(group($0.high.label))\(counting($0))" } ?? ""),
            Markup(last?.period.description ?? ""), last.map { difference($0.difference, unit) } ?? .nothing,
            Markup(last.map { interval(of: line, in: $0.period, unit) } ?? ""),
            Markup(
                change.map { form.difference($0.amount, unit, signed: true) }
                    ?? pick("inte jämförbar", "ikke sammenlignbar", "not comparable")),
            Markup(
                line.limits.isEmpty ? "–" : line.limits.map { form.difference($0.level, unit) }.joined(separator: "; ")),
        ]
    }

    /// The bounds of a gap, or why there are none.
    func interval(of line: Subject.Line, in period: Period, _ unit: Indicator.Unit) -> String {
        if line.isComplete(in: period) {
            return pick(
                "alla svarade: inget urvalsfel", "alle svarte: ingen utvalgsfeil", "all answered: no sampling error")
        }
        if let bounds = line.intervals[period] {
            return "\(form.difference(bounds.lowerBound, unit)) – \(form.difference(bounds.upperBound, unit))"
        }
        return line.series.indicator.nature == .register
            ? pick("alla räknade", "alle talt", "all counted")
            : pick("kan inte sägas", "kan ikke sies", "cannot be told")
    }
}
