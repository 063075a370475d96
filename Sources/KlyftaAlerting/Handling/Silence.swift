import KlyftaModel

/// A span of time in which people are not told of some alerts: what happens meanwhile is told when it is over.
package struct Silence: Hashable, Sendable {
    /// Its number.
    package let id: Int64
    /// Which alerts.
    package let match: LabelMatch
    /// From when, and until when.
    package let starts: CommitTime
    package let ends: CommitTime
    /// Who wanted it, and why.
    package let author: String
    package let comment: String

    package init(
        id: Int64, match: LabelMatch, starts: CommitTime, ends: CommitTime, author: String, comment: String
    ) {
        self.id = id
        self.match = match
        self.starts = starts
        self.ends = ends
        self.author = author
        self.comment = comment
    }

    /// Whether an event is kept back.
    package func covers(_ record: AlertRecord) -> Bool { match.covers(record) }
}
