import KlyftaModel

/// A message by which people try out whether a sink reaches them. Nothing of it is stored as an alert.
package enum Drill {
    /// The event that is sent.
    /// - Parameter author: who tries it.
    package static func record(at time: CommitTime, in language: Language, by author: String) -> AlertRecord {
        let words = Wording(language: language)
        let labels = ["alertname": "KlyftaDrill"]
        let message = words.pick(
            "Detta är ett prov, utlöst av \(author). Inget har hänt.",
            "Dette er en prøve, utløst av \(author). Ingenting har skjedd.",
            "This is a test, started by \(author). Nothing happened.")
        return AlertRecord(
            id: "drill-\(time.milliseconds)", ts: time.description, kind: AlertEvent.Kind.fired.rawValue,
            reason: "drill", alert: Fingerprint(of: labels).description, episode: 1, rule: "klyfta-drill",
            identity: labels,
            severity: GapRule.Severity.info.rawValue, message: "\(Headline.drillMark) \(message)")
    }
}
