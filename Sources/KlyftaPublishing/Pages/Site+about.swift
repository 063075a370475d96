import KlyftaModel

/// How it is computed, and whose the figures are.
extension Site {
    var method: Section {
        let title = pick("Metod", "Metode", "Method")
        let rules = [
            pick(
                "Klyftan är skillnaden mellan två grupper av kommuner, vänd så att över noll alltid betyder att de mindre kommunerna har det sämre.",
                "Gapet er forskjellen mellom to grupper av kommuner, snudd slik at over null alltid betyr at de mindre kommunene har det dårligere.",
                "The gap is the difference of two groups of municipalities, turned so that above zero always means that the smaller ones are worse off."
            ),
            pick(
                "I diagrammen räknas varje kommun en gång. Storleksklassen går efter periodens folkmängd.",
                "I figurene teller hver kommune én gang. Størrelsesklassen går etter folketallet i perioden.",
                "In the charts each municipality counts once. Its size class goes by the population of the period."),
            pick(
                "Intervallet är ett 95-procentsintervall för bortfallet i en enkät. Ett register räknar alla och har inget.",
                "Intervallet er et 95-prosentintervall for frafallet i en undersøkelse. Et register teller alle og har ikke noe.",
                "The interval is a 95 % interval for those who did not answer a survey. A register counts all and has none."
            ),
            pick(
                "Perioder på var sin sida om en ny definition jämförs aldrig.",
                "Perioder på hver sin side av en ny definisjon sammenlignes aldri.",
                "Periods on both sides of a new definition are never compared."),
            pick(
                "En siffra som saknas är inte noll, och upplöser inget larm.",
                "Et tall som mangler er ikke null, og løser ikke opp noe varsel.",
                "A figure that is missing is not zero, and resolves no alert."),
            pick(
                "En ändring delas i verklig förändring, byte av storleksklass, vilka som svarade, ändrad indelning, vikter och revidering.",
                "En endring deles i virkelig endring, bytte av størrelsesklasse, hvem som svarte, endret inndeling, vekter og revisjon.",
                "A change is parted into real change, class moves, who answered, mergers and borders, weights, and revision."
            ),
        ]
        return (
            title,
            Markup([
                .element("h1", [:], Markup(title)), .element("ul", [:], rules.map { .element("li", [:], Markup($0)) }),
            ])
        )
    }

    var about: Section {
        let title = pick("Om Klyfta", "Om Klyfta", "About Klyfta")
        let credits = Set(edition.subjects.map(\.indicator.attribution)).sorted {
            ($0.raw, $0.derived) < ($1.raw, $1.derived)
        }
        return (
            title,
            Markup([
                .element("h1", [:], Markup(title)),
                paragraph(
                    pick(
                        "Klyfta \(edition.version) är fri programvara under Apache-licensen 2.0. Inga personuppgifter behandlas.",
                        "Klyfta \(edition.version) er fri programvare under Apache-lisensen 2.0. Ingen personopplysninger behandles.",
                        "Klyfta \(edition.version) is free software under the Apache License 2.0. No personal data are handled."
                    )),
                heading(pick("Källor och licenser", "Kilder og lisenser", "Sources and licences")),
                table(
                    pick("Vem som nämns", "Hvem som nevnes", "Whom to name"),
                    [
                        pick(
                            "För siffror som de publicerades", "For tall slik de ble publisert",
                            "For figures as published"),
                        pick(
                            "För det som räknats av dem", "For det som er beregnet av dem",
                            "For what was computed of them"),
                    ],
                    credits.map { [Markup($0.raw), Markup($0.derived)] }),
                heading(pick("Tillgänglighetsredogörelse", "Tilgjengelighetserklæring", "Accessibility statement")),
                paragraph(
                    pick(
                        "Fyll i: [organisationen] står bakom den här webbplatsen. Sidorna är byggda efter WCAG 2.2 AA. Kända brister: [fyll i]. "
                            + "Meddela brister till: [kontakt]. Tillsyn: Myndigheten för digital förvaltning. Granskad: [datum].",
                        "Fyll ut: [virksomheten] står bak dette nettstedet. Sidene er bygd etter WCAG 2.2 AA. Kjente brudd: [fyll ut]. "
                            + "Meld fra om brudd til: [kontakt]. Tilsyn: Uu-tilsynet. Vurdert: [dato].",
                        "To fill in: [the organisation] is behind this site. The pages are built to WCAG 2.2 AA. Known faults: [fill in]. "
                            + "Report faults to: [contact]. Supervisor: [fill in]. Reviewed: [date].")),
            ])
        )
    }
}
