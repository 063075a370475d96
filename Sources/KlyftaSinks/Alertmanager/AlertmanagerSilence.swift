import KlyftaAlerting
import KlyftaModel

/// A silence as Alertmanager's API v2 has it.
///
/// What is silenced here must not page there. Leaving the alert out would not do: Alertmanager ends what nobody confirms, and
/// tells people that all is well. So it is told the silence, one for each alert, under a comment that names the alert.
struct AlertmanagerSilence: Codable, Hashable, Sendable {
    /// A label and what it has to be.
    struct Matcher: Codable, Hashable, Sendable {
        let name: String
        let value: String
        var isRegex = false
    }

    /// Alertmanager's own name for it; `nil` of one that is new.
    var id: String?
    let matchers: [Matcher]
    let startsAt: String
    var endsAt: String
    let createdBy: String
    let comment: String

    /// How it stands there; only in answers.
    struct Status: Codable, Hashable, Sendable {
        let state: String
    }
    var status: Status?

    private static let author = "klyfta"

    /// The silence of an alert that is silenced here.
    private init(of alert: OpenAlert, from now: CommitTime, until end: CommitTime) {
        matchers = alert.opening.identityLabels.sorted { $0.key < $1.key }.map {
            Matcher(name: $0.key, value: $0.value)
        }
        (startsAt, endsAt) = (now.description, end.description)
        (createdBy, comment) = (Self.author, Self.comment(on: alert))
    }

    private static func comment(on alert: OpenAlert) -> String {
        "silenced in Klyfta, see 'klyfta silence list': alert \(alert.opening.alert)"
    }

    /// What has to be posted so that Alertmanager is silent on what is silenced here, and on nothing else of ours. Silences of
    /// other people and of alerts that are not among these are left alone.
    /// - Parameter present: what Alertmanager has.
    static func changes(
        for alerts: [OpenAlert], present: [AlertmanagerSilence], at now: CommitTime
    ) -> [AlertmanagerSilence] {
        let ours = present.filter { $0.createdBy == author && $0.status?.state != "expired" }
        return alerts.flatMap { alert -> [AlertmanagerSilence] in
            let known = ours.filter { $0.comment == comment(on: alert) }
            guard let end = alert.silencedUntil else { return known.compactMap { $0.ending(now + 5_000, after: now) } }
            guard let first = known.first else {
                return [AlertmanagerSilence(of: alert, from: now, until: end)]
            }
            return first.endsAt == end.description ? [] : [first.ending(end)]
        }
    }

    private func ending(_ end: CommitTime) -> AlertmanagerSilence {
        var silence = self
        (silence.endsAt, silence.status) = (end.description, nil)
        return silence
    }

    /// The same with an earlier end; `nil` if it is about to end anyway.
    private func ending(_ end: CommitTime, after now: CommitTime) -> AlertmanagerSilence? {
        CommitTime(text: endsAt).map { $0 > end } ?? true ? ending(end) : nil
    }
}

extension CommitTime {
    fileprivate static func + (time: CommitTime, milliseconds: Int64) -> CommitTime {
        CommitTime(milliseconds: time.milliseconds + milliseconds)
    }
}
