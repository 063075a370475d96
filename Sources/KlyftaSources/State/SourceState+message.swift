import KlyftaModel

extension SourceState {
    /// The state in plain words, with what it rests on.
    public func message(of record: SourceRecord, in language: Language) -> String {
        let newest = record.newestPeriod ?? "-"
        let day = { (moment: Int64?) in moment.map { CommitTime(milliseconds: $0).description.prefix(10) } ?? "-" }
        let words = record.refusal?.words
        let due = day(record.expected.first)
        if let names = record.refusal?.indicators, let words, let sentence = sentence(of: names) {
            return "\(sentence[language]) \(words)"
        }
        let sentence: LocalizedText =
            switch self {
            case .fresh:
                .init(
                    sv: "Aktuell; senaste period \(newest).", nb: "Oppdatert; siste periode \(newest).",
                    en: "Up to date; newest period \(newest).")
            case .late:
                .init(
                    sv: "Nya siffror väntades \(due) och har inte kommit; senaste period \(newest).",
                    nb: "Nye tall var ventet \(due) og har ikke kommet; siste periode \(newest).",
                    en: "New figures were expected on \(due) and have not come; newest period \(newest).")
            case .stale:
                .init(
                    sv: "Siffrorna är gamla: senast hämtade \(day(record.succeeded)), senaste period \(newest).",
                    nb: "Tallene er gamle: sist hentet \(day(record.succeeded)), siste periode \(newest).",
                    en: "The figures are old: last taken on \(day(record.succeeded)), newest period \(newest).")
            case .partial:
                .init(
                    sv: "Ofullständigt svar; de förra siffrorna gäller.",
                    nb: "Ufullstendig svar; de forrige tallene gjelder.",
                    en: "An incomplete answer was refused; the last figures stand.")
            case .failing:
                .init(
                    sv: "Källan svarar inte som den ska; de förra siffrorna gäller.",
                    nb: "Kilden svarer ikke som den skal; de forrige tallene gjelder.",
                    en: "The source does not deliver; the last figures stand.")
            case .changedShape:
                .init(
                    sv: "Källan har ändrat form; de förra siffrorna gäller.",
                    nb: "Kilden har endret form; de forrige tallene gjelder.",
                    en: "The source has changed its form; the last figures stand.")
            case .withdrawn:
                .init(
                    sv: "Källan har dragit tillbaka siffror.", nb: "Kilden har trukket tilbake tall.",
                    en: "The office took back figures.")
            case .suspect:
                .init(
                    sv: "Orimliga siffror togs inte emot; de förra gäller.",
                    nb: "Urimelige tall ble avvist; de forrige gjelder.",
                    en: "Implausible figures were refused; the last ones stand.")
            }
        let detail = words ?? (self == .withdrawn ? record.withdrawn.joined(separator: "; ") : nil)
        return detail.map { "\(sentence[language]) \($0)" } ?? sentence[language]
    }

    /// What is wrong with some indicators while the others go on; `nil` for a state that is the whole source's.
    private func sentence(of names: [String]) -> LocalizedText? {
        let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
        func of(_ problem: LocalizedText) -> LocalizedText {
            LocalizedText(
                sv: "\(shown): \(problem.sv); de förra siffrorna gäller. Övriga är aktuella.",
                nb: "\(shown): \(problem.nb); de forrige tallene gjelder. Resten er oppdatert.",
                en: "\(shown): \(problem.en); the last figures stand. The rest is up to date.")
        }
        return switch self {
        case .fresh, .late, .stale: nil
        case .partial:
            of(.init(sv: "ofullständigt svar", nb: "ufullstendig svar", en: "an incomplete answer was refused"))
        case .failing: of(.init(sv: "kan inte läsas", nb: "kan ikke leses", en: "cannot be read"))
        case .changedShape: of(.init(sv: "har ändrat form", nb: "har endret form", en: "changed its form"))
        case .withdrawn: of(.init(sv: "finns inte längre", nb: "finnes ikke lenger", en: "is not there any more"))
        case .suspect:
            of(
                .init(
                    sv: "orimliga siffror togs inte emot", nb: "urimelige tall ble avvist",
                    en: "implausible figures were refused"))
        }
    }
}
