import KlyftaModel

/// Somebody has seen an alert and deals with it. It ends: an alert that is acknowledged for ever is forgotten.
package struct Acknowledgement: Hashable, Sendable {
    /// Until when it holds. It also ends with the episode, and when the alert is amended: that was not seen.
    package enum End: Hashable, Sendable {
        /// Until a moment.
        case moment(CommitTime)
        /// Until the source brings other figures.
        case nextRelease
        /// Until the episode is over.
        case resolved

        /// `2026-11-30T00:00:00.000Z`, `next-release` or `resolved`.
        package var text: String {
            switch self {
            case .moment(let time): time.description
            case .nextRelease: "next-release"
            case .resolved: "resolved"
            }
        }
    }

    package let id: Int64
    package let alert: String
    package let episode: Int
    /// ``End/text``.
    package let until: String
    /// Who has seen it, and what is done.
    package let author: String
    package let comment: String

    package init(id: Int64, alert: String, episode: Int, until: String, author: String, comment: String) {
        self.id = id
        self.alert = alert
        self.episode = episode
        self.until = until
        self.author = author
        self.comment = comment
    }
}

/// What people did about an alert, as a row of `current.json` shows it.
package struct Handling: Codable, Hashable, Sendable {
    /// `acknowledged` or `silenced`.
    package var kind: String
    package var by: String
    package var until: String
    package var comment: String

    package init(_ acknowledgement: Acknowledgement) {
        self.init(
            kind: "acknowledged", by: acknowledgement.author, until: acknowledgement.until,
            comment: acknowledgement.comment)
    }

    package init(_ silence: Silence) {
        self.init(
            kind: "silenced", by: silence.author, until: silence.ends.description, comment: silence.comment)
    }

    private init(kind: String, by: String, until: String, comment: String) {
        self.kind = kind
        self.by = by
        self.until = until
        self.comment = comment
    }
}
