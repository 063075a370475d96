import KlyftaAlerting
import KlyftaModel

/// An alert as Alertmanager's API v2 takes it.
package struct AlertmanagerAlert: Encodable, Hashable, Sendable {
    /// What names it. Values, periods and vintages never stand here: a changed label is another alert.
    let labels: [String: String]
    let annotations: [String: String]
    let startsAt: String
    let endsAt: String

    /// How long Alertmanager keeps a firing alert that nobody confirms: longer than an upgrade of Klyfta takes, or it
    /// would tell people that all is well.
    package static let lifetime: Int64 = 3_600_000

    /// - Parameters:
    ///   - now: it began at this moment at the latest, whatever the clock said then: a start in the future would be told
    ///     at once.
    ///   - more: which of the event's labels stand beside those that name the alert. With any, Alertmanager's own id of
    ///     it is not ours.
    package init(_ alert: OpenAlert, at now: CommitTime, adding more: [String] = []) {
        let record = alert.latest
        var labels = alert.opening.identityLabels
        for (name, value) in alert.opening.routingLabels where more.contains(name) { labels[name] = value }
        self.labels = labels
        let start = min(CommitTime(text: alert.opening.ts) ?? now, now)
        startsAt = start.description
        endsAt =
            (alert.ended.map { max($0, start) } ?? CommitTime(milliseconds: now.milliseconds + Self.lifetime))
            .description
        annotations = Self.annotations(record, opening: alert.opening)
    }

    private static func annotations(_ record: AlertRecord, opening: AlertRecord) -> [String: String] {
        var notes = [
            "summary": PlainText.line(record.message), "alert": record.alert, "episode": "\(record.episode)",
            "event": record.id, "explain": "klyfta explain \(record.alert)",
        ]
        notes["severity"] = record.severity ?? opening.severity
        notes["period"] = record.period ?? opening.period
        notes["attribution"] = (record.attribution ?? opening.attribution).map { PlainText.line($0) }
        // What Alertmanager's templates send to people beside the summary.
        notes["description"] = record.letter?.text
        if let numbers = record.numbers {
            // A number would be refused: annotations are texts.
            notes["value"] = "\(numbers.measured)"
            notes["threshold"] = "\(numbers.threshold)"
            notes["title"] = PlainText.line(numbers.title)
            notes["unit"] = numbers.unit
        }
        if record.kind == "retracted" { notes["resolution"] = "retracted-by-revision" }
        return notes
    }
}

extension AlertRecord {
    /// The labels that name the alert: those that ``alert`` is the fingerprint of. Records of older versions do not
    /// carry them, and are told from their numbers.
    package var identityLabels: [String: String] {
        if let identity { return identity }
        var labels = ["alertname": "Gap", "rule": rule]
        guard let numbers else { return labels }
        labels["indicator"] = numbers.indicator
        labels["low_class"] = numbers.lowClass
        labels["high_class"] = numbers.highClass
        labels["membership"] = numbers.membership
        labels["weight"] = numbers.membership == "published" ? "published" : numbers.weight
        return labels
    }
}

extension CommitTime {
    /// Reads what ``description`` writes: `2026-11-21T19:30:00.123Z`.
    package init?(text: String) {
        let parts = text.split(whereSeparator: { "-T:.Z".contains($0) }).map { Int($0) ?? -1 }
        guard text.utf8.count == 24, text.hasSuffix("Z"), parts.count == 7, !parts.contains(-1),
            let day = try? CalendarDay(parts[0], parts[1], parts[2])
        else { return nil }
        let seconds = parts[3] * 3_600 + parts[4] * 60 + parts[5]
        self.init(milliseconds: Int64(day.daysSince1970) * 86_400_000 + Int64(seconds) * 1_000 + Int64(parts[6]))
    }
}
