import KlyftaModel

/// A message by which people try out whether a sink reaches them. Nothing of it is stored as an alert.
package enum Drill {
    /// What stands in front of everything that is said in a drill.
    package static let mark = "[TEST]"

    /// The event that is sent.
    /// - Parameter author: who tries it.
    package static func record(at time: CommitTime, in language: Language, by author: String) -> AlertRecord {
        let words = Wording(language: language)
        let labels = ["alertname": "KlyftaDrill"]
        let message = words.pick(
            "Detta är ett prov, utlöst av \(author). Inget har hänt.",
            "Dette er en prøve, utløst av \(author). Ingenting har skjedd.",
            "This is a test, started by \(author). Nothing happened.")
        let letter = Letter(
            subject: "\(mark) " + words.pick("Prov av mottagarna", "Prøve av mottakerne", "Trying out the sinks"),
            sentence: "\(mark) \(message)")
        return AlertRecord(
            id: "drill-\(time.milliseconds)", ts: time.description, kind: AlertEvent.Kind.fired.rawValue,
            reason: "drill", alert: Fingerprint(of: labels).description, episode: 1, rule: "klyfta-drill",
            identity: labels, severity: GapRule.Severity.info.rawValue, message: letter.sentence, letter: letter)
    }
}
