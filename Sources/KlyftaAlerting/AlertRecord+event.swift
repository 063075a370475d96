import KlyftaDivide
import KlyftaModel

extension AlertRecord {
    /// The record of an event; its place in the order comes when it is committed.
    package init(_ event: AlertEvent, at time: CommitTime, in language: Language) {
        let letter = Letter(on: event, at: time, in: language)
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
            flapping: event.isFlapping ? true : nil, message: letter.sentence,
            letter: letter)
    }
}

extension AlertRecord.Was {
    fileprivate init(_ told: KnownEpisode.Telling) {
        self.init(
            event: told.id, period: told.period.description, measured: told.measured, severity: told.severity,
            vintage: told.vintage)
    }
}
