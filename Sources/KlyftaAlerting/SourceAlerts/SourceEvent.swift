import KlyftaModel

/// Something that happened to an alert about a source and is told once.
package struct SourceEvent: Hashable, Sendable, Identifiable {
    package let source: String
    package let trouble: SourceTrouble
    /// Which stretch from firing to its end it belongs to, counted from 1.
    package let episode: Int
    /// ``AlertEvent/Kind/fired`` or ``AlertEvent/Kind/resolved``: a source is never withdrawn from having been late.
    package let kind: AlertEvent.Kind
    /// What was seen; `nil` where the source is not watched any more.
    package let look: SourceLook?
    /// Since when the alert is open, for one that ends.
    package let began: CommitTime?

    /// The source is in trouble.
    init(_ trouble: SourceTrouble, of source: String, episode: Int, seen look: SourceLook) {
        self.source = source
        self.trouble = trouble
        self.episode = episode
        kind = .fired
        self.look = look
        began = nil
    }

    /// An episode ends: the source is well again, or nobody watches it any more.
    init(ending open: SourceEpisode, with look: SourceLook?) {
        source = open.source
        trouble = open.trouble
        episode = open.number
        kind = .resolved
        self.look = look
        began = open.began
    }

    /// The alert it happened to.
    package var alertID: String { trouble.alertID(of: source) }

    /// The same event always has the same id, however often a crash makes us say it.
    package var id: String { id(of: kind) }

    /// The events that this one changes, by their ids.
    package var references: [String] { kind == .fired ? [] : [id(of: .fired)] }

    /// Why it is told.
    package var reason: String { look == nil ? "source-removed" : "source-state" }

    private func id(of kind: AlertEvent.Kind) -> String { "\(alertID)-\(episode)-\(kind.rawValue)" }
}

extension AlertRecord {
    /// The record of an event of a source; its place in the order comes when it is committed.
    package init(_ event: SourceEvent, at time: CommitTime, in language: Language) {
        let letter = Letter(on: event, at: time, in: language)
        self.init(
            id: event.id, ts: time.description, kind: event.kind.rawValue, reason: event.reason, alert: event.alertID,
            episode: event.episode, rule: SourceTrouble.rule, identity: event.trouble.labels(of: event.source),
            severity: event.trouble.severity.rawValue, references: event.references.isEmpty ? nil : event.references,
            vintage: event.look?.vintage, message: letter.sentence, letter: letter)
    }
}

extension Letter {
    /// The letter on an event of a source.
    /// - Parameter time: when it was committed.
    package init(on event: SourceEvent, at time: CommitTime, in language: Language) {
        let words = SourceEventWords(event, Wording(language: language))
        self.init(subject: words.subject, sentence: words.sentence, facts: words.facts(at: time))
    }
}
