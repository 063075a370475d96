/// Something that a person did: who, when, what, and why.
package struct Act: Codable, Hashable, Sendable {
    package let seq: Int64
    /// ISO 8601 in UTC.
    package let time: String
    package let author: String
    /// `silence`, `expire`, `acknowledge`, `unacknowledge`, `retry`, `drop` or `drill`.
    package let verb: String
    /// What it was done to.
    package let object: String
    package let comment: String
}

/// Who does something, and why.
package struct Doer: Hashable, Sendable {
    package var author: String
    package var comment: String

    package init(_ author: String, because comment: String) {
        self.author = author
        self.comment = comment
    }
}
