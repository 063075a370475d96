import KlyftaDivide
import KlyftaModel

/// "How does mine compare with its class?"
extension Site {
    var municipalities: Section {
        let title = pick("Kommuner", "Kommuner", "Municipalities")
        let countries = Dictionary(grouping: edition.municipalities, by: \.country).sorted { $0.key < $1.key }
        return (
            title,
            Markup(
                [.element("h1", [:], Markup(title))]
                    + countries.flatMap { country, all in
                        [
                            heading(form.country(country)),
                            // Each name with its code: two Norwegian municipalities are called Herøy.
                            .element(
                                "ul", ["class": "names"],
                                all.map {
                                    .element(
                                        "li", [:], link(.municipality($0.description), name($0)),
                                        .element("small", [:], Markup(" \($0.code)")))
                                }),
                        ]
                    })
        )
    }

    func municipality(_ own: Municipality) -> Section? {
        let subjects = edition.subjects.filter { subject in
            guard let panel = subject.panel else { return false }
            return panel.members.contains { $0.municipality == own }
                || panel.leftOut.contains { $0.municipality == own }
        }
        guard !subjects.isEmpty else { return nil }
        let title = name(own)
        let head = [
            pick("Indikator", "Indikator", "Indicator"), pick("Period", "Periode", "Period"), title,
            pick("Klassens medel", "Klassens snitt", "Mean of its class"),
            pick("Plats i klassen", "Plass i klassen", "Place in its class"),
        ]
        let caption = pick(
            "\(title) och dess storleksklass", "\(title) og størrelsesklassen", "\(title) and its size class")
        return (
            title,
            Markup([
                .element("h1", [:], Markup(title)),
                paragraph(
                    pick(
                        "Kommunen \(own) bredvid kommuner i samma storleksklass.",
                        "Kommunen \(own) ved siden av kommuner i samme størrelsesklasse.",
                        "The municipality \(own) beside municipalities of its size class."), "lead"),
                table(caption, head, numeric: [2, 3, 4], subjects.compactMap { row(own, in: $0) }),
                neighbours(of: own, in: subjects),
                paragraph(Set(subjects.map(\.indicator.attribution.raw)).sorted().joined(separator: "; "), "credit"),
                paragraph(
                    pick("Klassens medel: ", "Klassens snitt: ", "Mean of the class: ")
                        + Set(subjects.map(\.indicator.attribution.derived)).sorted().joined(separator: "; "), "credit"),
            ])
        )
    }

    private func row(_ own: Municipality, in subject: Subject) -> [Markup]? {
        // A class is that of its own country, also where the indicator is of several.
        guard let panel = subject.panel?.within(own.country) else { return nil }
        let (unit, title) = (
            subject.indicator.unit, link(.indicator(subject.indicator.id.text), subject.indicator.title[form.language])
        )
        guard let member = panel.members.first(where: { $0.municipality == own }) else {
            let reason = panel.leftOut.first { $0.municipality == own }?.reason
            return [
                title, Markup(panel.period.description), .element("span", ["class": "none"], Markup(words(reason))),
                "–", "–",
            ]
        }
        let sizeClass = SizeScale.standard.sizeClass(of: member.size)
        let peers = panel.members(of: sizeClass)
        let isLowBest = subject.indicator.direction == .lowerIsBetter
        let ahead = peers.count { isLowBest ? $0.value < member.value : $0.value > member.value }
        let profile = SizeProfile(of: panel, on: .standard)
        let mean = profile.rows.first { $0.sizeClass == sizeClass }?.mean ?? .undefined(.noValues)
        return [
            title, Markup(panel.period.description), Markup(form.value(member.value, unit)), measured(mean, unit),
            Markup(
                subject.indicator.direction == .neutral || subject.indicator.nature == .ordinal
                    ? "–" : "\(form.count(ahead + 1)) \(pick("av", "av", "of")) \(form.count(peers.count))"),
        ]
    }

    /// Why a municipality has no figure.
    private func words(_ reason: Panel.Reason?) -> String {
        switch reason {
        case .noValue(.suppressed): pick("hemlighållet av källan", "skjermet av kilden", "withheld by the office")
        case .noValue(.notApplicable): pick("ej tillämpligt", "ikke relevant", "not applicable")
        case .noPopulation, .notInBasePeriod: pick("ingen folkmängd", "intet folketall", "no population")
        case .noValue(.missing), nil: pick("siffra saknas", "tall mangler", "no figure")
        }
    }

    /// The three next smaller and the three next larger of the same country, on the first indicator that it has a figure of.
    private func neighbours(of own: Municipality, in subjects: [Subject]) -> Markup {
        let first = subjects.first { subject in subject.panel?.members.contains { $0.municipality == own } ?? false }
        guard let subject = first, let panel = subject.panel else { return .nothing }
        let order = panel.members.filter { $0.municipality.country == own.country }.sorted {
            ($0.size, $0.municipality) < ($1.size, $1.municipality)
        }
        guard let place = order.firstIndex(where: { $0.municipality == own }) else { return .nothing }
        let near = order[max(0, place - 3)...min(order.count - 1, place + 3)]
        let title = pick("Grannar i storlek", "Naboer i størrelse", "Neighbours in size")
        return Markup([
            heading(title),
            table(
                "\(subject.indicator.title[form.language]), \(panel.period)",
                [
                    pick("Kommun", "Kommune", "Municipality"), pick("Invånare", "Innbyggere", "Inhabitants"),
                    pick("Värde", "Verdi", "Value"),
                ],
                numeric: [1, 2],
                near.map { member in
                    [
                        member.municipality == own
                            ? .element("strong", [:], Markup(name(own)))
                            : link(.municipality(member.municipality.description), name(member.municipality)),
                        Markup(form.count(member.size)), Markup(form.value(member.value, subject.indicator.unit)),
                    ]
                }),
        ])
    }
}
