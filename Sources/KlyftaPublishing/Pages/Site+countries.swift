import KlyftaDivide
import KlyftaModel

/// Sweden and Norway beside one another, where somebody said that they can be.
extension Site {
    func countries(_ subject: Subject, _ id: String) -> Markup {
        guard !subject.profiles.isEmpty else { return .nothing }
        let head = heading(pick("Sverige och Norge", "Sverige og Norge", "Sweden and Norway"))
        guard subject.countries.count > 1 else {
            return Markup([
                head,
                paragraph(
                    pick(
                        "Ingen indikator från ett annat land är angiven som jämförbar med den här.",
                        "Ingen indikator fra et annet land er oppgitt som sammenlignbar med denne.",
                        "No indicator of another country is declared comparable with this one.")),
            ])
        }
        let title = spreads(subject.countries)
        let credits = Set(subject.countries.map(\.indicator.attribution.derived)).sorted().joined(separator: "; ")
        return Markup([
            head, paragraph(ground(subject), "basis"),
            figure(
                title, CountryMultiples(subject.countries, form).drawn("\(id)-cm", title: title), credits,
                table: table(of: subject.countries, title)),
        ])
    }

    /// By what it is known that they can be compared.
    private func ground(_ subject: Subject) -> String {
        if let concept = subject.indicator.concept,
            subject.countries.contains(where: { $0.indicator.id != subject.indicator.id })
        {
            let names = subject.countries.map { "\(form.country($0.country)): \($0.indicator.id)" }.joined(
                separator: ", ")
            return pick(
                "Angivna som jämförbara under namnet \(concept). \(names).",
                "Oppgitt som sammenlignbare under navnet \(concept). \(names).",
                "Declared comparable under the name \(concept). \(names).")
        }
        return pick(
            "Samma indikator i alla länder.", "Samme indikator i alle land.", "The same indicator in all countries.")
    }

    /// The last difference of the classes in each country, in words.
    private func spreads(_ countries: [Subject.CountryProfiles]) -> String {
        countries.map { country in
            guard let last = country.profiles.last, let low = last.rows.first?.mean.value,
                let high = last.rows.last?.mean.value
            else { return "\(form.country(country.country)): \(pick("ingen siffra", "ingen tall", "no figure"))" }
            let difference = country.indicator.direction == .lowerIsBetter ? low - high : high - low
            return
                "\(form.country(country.country)) \(last.period): \(form.difference(difference, country.indicator.unit))"
        }.joined(separator: "; ")
    }

    private func table(of countries: [Subject.CountryProfiles], _ title: String) -> Markup {
        let classes = countries.first?.profiles.last?.rows.map { form.sizeClass($0.sizeClass.description) } ?? []
        return table(
            title, [pick("Land", "Land", "Country"), pick("Period", "Periode", "Period")] + classes,
            numeric: Set(2..<2 + classes.count),
            countries.flatMap { country in
                country.profiles.reversed().map { profile in
                    [Markup(form.country(country.country)), Markup(profile.period.description)]
                        + profile.rows.map { row in
                            Markup([
                                measured(row.mean, country.indicator.unit),
                                .element("small", [:], Markup(" n\u{A0}\(form.count(row.n))")),
                            ])
                        }
                }
            })
    }
}
