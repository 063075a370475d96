import KlyftaModel

/// What is said of an event of a source: what is missing, since when, what it means for alerts, and what to do.
struct SourceEventWords {
    private let event: SourceEvent
    private let words: Wording

    init(_ event: SourceEvent, _ words: Wording) {
        self.event = event
        self.words = words
    }

    /// What happened, to which source.
    var subject: String {
        let word = event.kind == .fired ? words.pick("Larm", "Varsel", "Alert") : ended
        return "\(word): \(event.trouble.alertName), \(words.pick("källa", "kilde", "source")) \(event.source)"
    }

    private var ended: String { words.pick("Avslutat larm", "Avsluttet varsel", "Resolved") }

    /// What happened, in one or two sentences.
    var sentence: String {
        guard let look = event.look else {
            return words.pick(
                "Källan \(event.source) följs inte längre; larmet om den är avslutat.",
                "Kilden \(event.source) følges ikke lenger; varselet om den er avsluttet.",
                "The source \(event.source) is not watched any more; the alert about it is resolved.")
        }
        let message = look.message[words.language]
        guard event.kind != .fired else { return "\(event.source): \(message)" }
        return words.pick(
            "Källan \(event.source) levererar igen. \(message)", "Kilden \(event.source) leverer igjen. \(message)",
            "The source \(event.source) delivers again. \(message)")
    }

    /// The facts in the order in which one asks.
    func facts(at time: CommitTime) -> [Letter.Fact] {
        let began = (event.began ?? event.look?.moment ?? time).description.prefix(10)
        let state = event.look.map { [words.fact(("läge", "tilstand", "state"), $0.message[words.language])] } ?? []
        let newest = event.look?.newestPeriod.map {
            [words.fact(("senaste period", "siste periode", "newest period"), $0)]
        }
        let taken = event.look?.succeeded.map { moment in
            [words.fact(("senast hämtad", "sist hentet", "last taken"), String(moment.description.prefix(16)) + "Z")]
        }
        return [words.fact(("källa", "kilde", "source"), event.source)] + state + (newest ?? []) + (taken ?? [])
            + [
                words.fact(("sedan", "siden", "since"), since(began, time)),
                words.fact(("betyder", "betyr", "meaning"), meaning),
                words.fact(("nästa steg", "neste steg", "next step"), next),
                words.fact(("belägg", "belegg", "proof"), proof),
            ]
    }

    private func since(_ began: Substring, _ time: CommitTime) -> String {
        guard event.kind != .fired else { return String(began) }
        let end = time.description.prefix(10)
        return words.pick("\(began), över \(end)", "\(began), over \(end)", "\(began), over on \(end)")
    }

    /// What it means for the alerts on its figures.
    private var meaning: String {
        event.kind == .fired
            ? words.pick(
                "öppna larm på dess siffror står kvar; inget avslutas av att siffror saknas",
                "åpne varsler på dens tall blir stående; ingenting avsluttes av at tall mangler",
                "open alerts on its figures stand; nothing is resolved by figures that are missing")
            : words.pick(
                "reglerna prövas på dess siffror som vanligt", "reglene prøves på dens tall som vanlig",
                "rules look at its figures as usual")
    }

    private var next: String {
        guard event.kind == .fired else { return words.pick("inget", "ingenting", "none") }
        let fetch = "'klyfta fetch \(event.source)'"
        return switch event.trouble {
        case .late:
            words.pick(
                "se om myndigheten har flyttat sin dag; rätta 'expect:' under sources.\(event.source) i så fall",
                "se om etaten har flyttet datoen sin; rett 'expect:' under sources.\(event.source) i så fall",
                "see whether the office moved its date; correct 'expect:' under sources.\(event.source) if so")
        case .stale:
            words.pick(
                "pröva \(fetch); fråga myndigheten om serien fortsätter",
                "prøv \(fetch); spør etaten om serien fortsetter",
                "try \(fetch); ask the office whether the series goes on")
        case .failing:
            words.pick(
                "läs felet ovan; pröva \(fetch); 'journalctl -u klyfta' säger mer",
                "les feilen over; prøv \(fetch); 'journalctl -u klyfta' sier mer",
                "read the fault above; try \(fetch); 'journalctl -u klyfta' says more")
        case .partial:
            words.pick(
                "vänta på hela leveransen och pröva \(fetch); felet ovan säger hur den tas emot ändå",
                "vent på hele leveransen og prøv \(fetch); feilen over sier hvordan den tas imot likevel",
                "wait for the whole and try \(fetch); the fault above says how to take it all the same")
        case .changedShape:
            words.pick(
                "håll myndighetens beskrivning mot inställningarna under sources.\(event.source)",
                "hold etatens beskrivelse mot innstillingene under sources.\(event.source)",
                "hold the office's description against the options under sources.\(event.source)")
        case .withdrawn:
            words.pick(
                "säg det till dem som har använt siffrorna; 'klyfta revisions INDIKATOR' visar vilka",
                "si det til dem som har brukt tallene; 'klyfta revisions INDIKATOR' viser hvilke",
                "tell those who used the figures; 'klyfta revisions INDICATOR' shows which")
        case .suspect:
            words.pick(
                "fråga myndigheten om siffran är rätt; felet ovan säger hur den tas emot ändå",
                "spør etaten om tallet er riktig; feilen over sier hvordan det tas imot likevel",
                "ask the office whether the figure is right; the fault above says how to take it all the same")
        }
    }

    private var proof: String {
        let vintage = event.look?.vintage.map { ", \(words.pick("utgåva", "utgave", "vintage")) \($0.prefix(12))" }
        return "'klyfta sources', 'klyfta explain \(event.id)'" + (vintage ?? "")
    }
}
