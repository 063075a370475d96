import KlyftaDivide
import KlyftaModel

/// One indicator, with its charts and the tables beside them.
extension Site {
    /// How many pages an indicator has: its gaps and the figures of its office may be many.
    func sheets(of subject: Subject) -> Int {
        max(
            Sheet<Subject.Line>.count(of: subject.lines.count, each: Self.linesAPage),
            Sheet<PublishedFigure>.count(of: subject.published.count, each: Self.figuresAPage))
    }

    func indicator(_ subject: Subject, _ number: Int) -> Section? {
        guard number <= sheets(of: subject) else { return nil }
        let lines = Sheet(number, of: Array(subject.lines.enumerated()), each: Self.linesAPage)?.items ?? []
        let figures = Sheet(number, of: subject.published, each: Self.figuresAPage)?.items ?? []
        let indicator = subject.indicator
        let title = indicator.title[form.language]
        let id = indicator.id.text
        return (
            title,
            Markup(
                [
                    .element("h1", [:], Markup(title)),
                    paragraph(
                        subject.lines.first.map(finding)
                            ?? pick(
                                "Det finns inga två grupper att jämföra.", "Det finnes ikke to grupper å sammenligne.",
                                "There are no two groups to compare."), "lead"), basis(indicator),
                ] + (number == 1 ? [classes(subject, id), moves(subject, id)] : [])
                    + lines.map { line($1, "\(id)-\($0)") }
                    + [
                        number == 1 ? countries(subject, id) : .nothing, publishedTable(figures, of: indicator),
                        downloads(of: subject),
                        turner(number, of: sheets(of: subject)) { .indicator(id, sheet: $0) },
                    ])
        )
    }

    /// What one must know to read the figures rightly.
    private func basis(_ indicator: Indicator) -> Markup {
        let direction =
            switch indicator.direction {
            case .higherIsBetter: pick("högre är bättre", "høyere er bedre", "higher is better")
            case .lowerIsBetter: pick("lägre är bättre", "lavere er bedre", "lower is better")
            case .neutral:
                pick(
                    "varken högre eller lägre är bättre", "verken høyere eller lavere er bedre", "neither end is better"
                )
            }
        let nature =
            switch indicator.nature {
            case .register: pick("register: alla räknade", "register: alle talt", "register: all counted")
            case .survey: pick("enkät: de som svarade", "undersøkelse: de som svarte", "survey: those who answered")
            case .ordinal:
                pick(
                    "ordnade svar, som inte kan medelvärdesbildas", "ordnede svar, som ikke kan midles",
                    "ordered answers, never averaged")
            }
        let breaks = indicator.breaks.map { "\($0.period): \($0.reason)" }
        return Markup([
            paragraph("\(indicator.id.text) · \(direction) · \(nature)", "basis"),
            breaks.isEmpty
                ? .nothing
                : .element(
                    "p", ["class": "basis"], Markup(pick("Ny definition: ", "Ny definisjon: ", "New definition: ")),
                    .element("span", ["lang": "en"], Markup(breaks.joined(separator: "; ")))),
        ])
    }

    private func classes(_ subject: Subject, _ id: String) -> Markup {
        guard let last = subject.profiles.last else { return .nothing }
        let unit = subject.indicator.unit
        let title = pick(
            "Storleksklasserna \(last.period): \(spread(last))", "Størrelsesklassene \(last.period): \(spread(last))",
            "The size classes in \(last.period): \(spread(last))")
        let head = [pick("Period", "Periode", "Period")] + last.rows.map { form.sizeClass($0.sizeClass.description) }
        let rows = subject.profiles.reversed().map { profile in
            [Markup(profile.period.description)]
                + profile.rows.map { row in
                    Markup([measured(row.mean, unit), .element("small", [:], Markup(" n\u{A0}\(form.count(row.n))"))])
                }
        }
        return figure(
            title, Equiplot(subject.profiles, form).drawn("\(id)-eq", title: title),
            subject.indicator.attribution.derived,
            table: table(
                pick(
                    "Medelvärde per kommun, efter antal invånare", "Gjennomsnitt per kommune, etter innbyggertall",
                    "Mean per municipality, by inhabitants"), head, numeric: Set(1..<head.count), rows))
    }

    /// From the smallest class to the largest, in numbers.
    private func spread(_ profile: SizeProfile) -> String {
        let unit = profile.indicator.unit
        func part(_ row: SizeProfile.Row?) -> String {
            guard let row else { return "" }
            let value = row.mean.value.map { form.value($0, unit) } ?? pick("ingen siffra", "ingen tall", "no figure")
            return "\(value) (\(form.sizeClass(row.sizeClass.description)))"
        }
        return "\(part(profile.rows.first)) – \(part(profile.rows.last))"
    }

    private func moves(_ subject: Subject, _ id: String) -> Markup {
        guard let bell = Dumbbell(subject.profiles, form) else { return .nothing }
        let (first, last) = bell.periods
        let title = pick(
            "Hur varje klass rörde sig från \(first) till \(last)",
            "Hvordan hver klasse beveget seg fra \(first) til \(last)",
            "How each class moved from \(first) to \(last)")
        guard let then = subject.profiles.first(where: { $0.period == first }), let now = subject.profiles.last,
            let drawing = bell.drawn("\(id)-db", title: title)
        else { return .nothing }
        let unit = subject.indicator.unit
        return figure(
            title, drawing, subject.indicator.attribution.derived,
            table: table(
                title,
                [
                    pick("Invånare", "Innbyggere", "Inhabitants"), "\(first)", "\(last)",
                    pick("Ändring", "Endring", "Change"),
                ],
                numeric: [1, 2, 3],
                zip(then.rows, now.rows).map { old, new in
                    let change = old.mean.combined(with: new.mean) { .finite($1 - $0) }
                    return [
                        Markup(form.sizeClass(new.sizeClass.description)), measured(old.mean, unit),
                        measured(new.mean, unit), difference(change, unit),
                    ]
                }))
    }

    private func line(_ line: Subject.Line, _ id: String) -> Markup {
        let unit = line.unit
        let credit = line.series.indicator.attribution.derived
        let title = finding(line)
        let gaps = table(
            pick("Klyftan period för period", "Gapet periode for periode", "The gap period by period"),
            [
                pick("Period", "Periode", "Period"), group(line.series.question.low),
                group(line.series.question.high), pick("Klyfta", "Gap", "Gap"),
                pick("95-procentsintervall", "95-prosentintervall", "95 % interval"),
            ], numeric: [1, 2, 3, 4],
            line.series.gaps.reversed().map { gap in
                [
                    Markup(gap.period.description), side(gap.low, gap.indicator.unit),
                    side(gap.high, gap.indicator.unit),
                    difference(gap.difference, unit), Markup(interval(of: line, in: gap.period, unit)),
                ]
            })
        return Markup([
            figure(title, GapLine(line, form).drawn("\(id)-gl", title: title), credit, table: gaps), causes(line, id),
        ])
    }

    private func side(_ side: Gap.Side, _ unit: Indicator.Unit) -> Markup {
        let n = side.n.map { " n\u{A0}\(form.count($0))" } ?? ""
        return Markup([measured(side.value, unit), .element("small", [:], Markup(n))])
    }

    private func causes(_ line: Subject.Line, _ id: String) -> Markup {
        guard let change = line.change, let main = change.moving.first else { return .nothing }
        let unit = line.unit
        let amount = form.difference(change.change, unit, signed: true)
        let title = pick(
            "Av ändringen \(amount) sedan \(change.earlier.period) är det mesta: \(main.cause.name.sv)",
            "Av endringen \(amount) siden \(change.earlier.period) er det meste: \(main.cause.name.nb)",
            "Most of the change of \(amount) since \(change.earlier.period): \(main.cause.name.en)")
        return figure(
            title, CauseBars(change, form).drawn("\(id)-cb", title: title), line.series.indicator.attribution.derived,
            table: table(
                title,
                [
                    pick("Orsak", "Årsak", "Cause"), pick("Del", "Del", "Part"),
                    pick("Störst del", "Størst del", "Largest part"),
                ],
                numeric: [1],
                change.moving.map { part in
                    [
                        Markup(part.cause.name[form.language]),
                        Markup(form.difference(part.amount, unit, signed: true)),
                        Markup(
                            part.influences.prefix(3).map {
                                "\(name($0.municipality)) \(form.difference($0.amount, unit, signed: true))"
                            }.joined(separator: "; ")),
                    ]
                }))
    }

    private func publishedTable(_ figures: ArraySlice<PublishedFigure>, of indicator: Indicator) -> Markup {
        guard !figures.isEmpty else { return .nothing }
        let title = pick("Siffror som de publicerades", "Tall slik de ble publisert", "Figures as they were published")
        return Markup([
            heading(title),
            table(
                title,
                [
                    pick("Period", "Periode", "Period"), pick("Grupp", "Gruppe", "Group"),
                    pick("Värde", "Verdi", "Value"), "n",
                ],
                numeric: [2, 3],
                figures.map { figure in
                    [
                        Markup(figure.period.description), Markup(group(figure.group.label)),
                        figure.value.map { Markup(form.value($0, indicator.unit)) } ?? Markup(figure.words),
                        Markup(figure.n.map(form.count) ?? pick("ej angivet", "ikke oppgitt", "not said")),
                    ]
                }),
            paragraph(indicator.attribution.raw, "credit"),
        ])
    }
}
