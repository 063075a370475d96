import KlyftaModel

/// Which population decides the size class of a municipality.
package enum Membership: Hashable, Sendable, CustomStringConvertible {
    /// Its population in the period of the figure: classes as they are, whose members come and go.
    case current
    /// Its population in this base period: the same municipalities throughout, so that growth across a limit
    /// makes no change by itself.
    case fixed(Period)
    /// None: the office formed the groups and published a figure for each.
    case published

    /// Reads `current` or `fixed:2009`.
    /// - Throws: `InvalidText` if the text is neither.
    package init(_ text: String) throws(InvalidText) {
        let base = text.hasPrefix("fixed:") ? try? Period(String(text.dropFirst(6))) : nil
        if text == "current" {
            self = .current
        } else if let base {
            self = .fixed(base)
        } else {
            throw InvalidText(
                text, isNo: "class membership", remedy: "Write current, or fixed: and a base period, as fixed:2009.")
        }
    }

    /// The text that ``init(_:)`` reads, or `published`.
    package var description: String {
        switch self {
        case .current: "current"
        case .fixed(let base): "fixed:\(base)"
        case .published: "published"
        }
    }
}
