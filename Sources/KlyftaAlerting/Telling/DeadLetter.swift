import KlyftaModel

/// The news that events could not be delivered to a sink and were given up: told through the other sinks.
package struct DeadLetter: Hashable, Sendable {
    /// The word for it in a record.
    package static let kind = "undeliverable"
    /// What stands where others name their rule.
    package static let rule = "klyfta-delivery"

    /// The sink that did not take them.
    package let sink: String
    /// How many.
    package let count: Int
    /// The first of them, in the order of all events.
    package let firstSeq: Int64

    package init(sink: String, count: Int, firstSeq: Int64) {
        self.sink = sink
        self.count = count
        self.firstSeq = firstSeq
    }

    /// What names it, as labels name an alert.
    package var labels: [String: String] { ["alertname": "KlyftaDeliveryDead", "sink": sink] }

    /// Its name as an alert: one for each sink.
    package var alert: String { Fingerprint(of: labels).description }

    /// Its name as an event.
    package var id: String { "\(alert)-\(firstSeq)-\(Self.kind)" }

    /// The event as it is sent.
    package func record(at time: CommitTime, in language: Language) -> AlertRecord {
        let words = Wording(language: language)
        let message = words.pick(
            "\(count) händelser kunde under en vecka inte levereras till mottagaren \(sink) och gavs upp, från och med nr \(firstSeq). Se klyfta outbox list.",
            "\(count) hendelser kunne i løpet av en uke ikke leveres til mottakeren \(sink) og ble gitt opp, fra og med nr. \(firstSeq). Se klyfta outbox list.",
            "\(count) events could not be delivered to the sink \(sink) for a week and were given up, from no. \(firstSeq) on. See klyfta outbox list."
        )
        let letter = Letter(
            subject: "\(EventName.undeliverable.title(words)): \(sink)", sentence: message,
            facts: [
                words.fact(
                    ("nästa steg", "neste steg", "next step"),
                    words.pick(
                        "rätta mottagaren, sedan 'klyfta outbox retry --sink \(sink)'",
                        "rett mottakeren, deretter 'klyfta outbox retry --sink \(sink)'",
                        "mend the sink, then 'klyfta outbox retry --sink \(sink)'"))
            ])
        return AlertRecord(
            id: id, ts: time.description, kind: Self.kind, reason: "delivery", alert: alert, episode: 1,
            rule: Self.rule, identity: labels, severity: GapRule.Severity.warning.rawValue, message: letter.sentence,
            letter: letter)
    }
}
