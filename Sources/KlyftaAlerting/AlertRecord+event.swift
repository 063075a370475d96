import KlyftaDivide
import KlyftaModel

extension AlertRecord {
    /// The record of an event; its place in the order comes when it is committed.
    package init(_ event: AlertEvent, at time: CommitTime, in language: Language) {
        let words = Wording(language: language)
        self.init(
            id: event.id, ts: time.description, kind: event.kind.rawValue, reason: event.reason.rawValue,
            alert: event.alertID, episode: event.episode, rule: event.ruleID,
            ruleRevision: event.ruleRevision.isEmpty ? nil : event.ruleRevision, identity: event.alert?.rule.labels,
            labels: event.alert.flatMap { $0.rule.terms.labels.isEmpty ? nil : $0.rule.terms.labels },
            severity: event.alert?.rule.severity.rawValue, period: event.period?.description,
            numbers: event.alert.map { Numbers($0, language) },
            attribution: event.alert?.indicator.attribution.derived,
            references: event.references.isEmpty ? nil : event.references, was: event.was.map(Was.init),
            vintage: event.vintage, provisional: event.alert?.isProvisional == true ? true : nil,
            flapping: event.isFlapping ? true : nil, message: Self.message(event, words))
    }

    private static func today(_ event: AlertEvent, _ words: Wording) -> String {
        guard let latest = event.latest, let gap = latest.difference.value else { return "" }
        let spell = GapWords(latest, words)
        let amount = spell.amount(gap)
        if spell.subject != nil {
            return words.pick(
                " År \(latest.period) är värdet \(amount).", " I \(latest.period) er verdien \(amount).",
                " In \(latest.period) it is \(amount).")
        }
        return words.pick(
            " År \(latest.period) är klyftan \(amount).", " I \(latest.period) er gapet \(amount).",
            " In \(latest.period) the gap is \(amount).")
    }

    private static func message(_ event: AlertEvent, _ words: Wording) -> String {
        guard let alert = event.alert else {
            return words.pick(
                "Regeln \(event.ruleID) har tagits bort eller ändrats; larmet är avslutat.",
                "Regelen \(event.ruleID) er fjernet eller endret; varselet er avsluttet.",
                "The rule \(event.ruleID) was removed or changed; the alert is resolved.")
        }
        let opening =
            switch event.reason {
            case .newPeriod, .history: ""
            case .ruleChanged: words.pick("Regeln har ändrats. ", "Regelen er endret. ", "The rule was changed. ")
            case .ruleRemoved: words.pick("Regeln har tagits bort. ", "Regelen er fjernet. ", "The rule was removed. ")
            case .revision:
                words.pick(
                    "Källans siffror har reviderats. ", "Kildens tall er revidert. ", "The source revised its figures. "
                )
            }
        let remarks = RevisionWords(event, alert, words).remarks
        return opening + Explanation(of: alert, event.kind, in: words.language).sentence + today(event, words) + remarks
    }
}

extension AlertRecord.Was {
    fileprivate init(_ told: KnownEpisode.Telling) {
        self.init(
            event: told.id, period: told.period.description, measured: told.measured, severity: told.severity,
            vintage: told.vintage)
    }
}
