import KlyftaModel

/// The mark an office puts where there is no number. Never zero, whatever the mark.
package struct MissingMark: Hashable, Sendable {
    /// The mark as written; empty if the cell was empty without one.
    package let text: String

    /// A mark as it stands in `status` or in the cell itself.
    package init(_ text: String) {
        self.text = text
    }

    /// What the mark says, after SSB's guide to its tables (`.` not possible, `..` missing, `:` confidential).
    ///
    /// `-` is "zero" in older tables' key of signs. Without a number beside it nobody can tell zero from nothing, so it
    /// is taken for missing.
    package var absence: Absence {
        switch text {
        case ".": .notApplicable
        case ":": .suppressed
        default: .missing
        }
    }

    /// Whether a text in place of a number is one of the marks; else it is a fault.
    package static func isMark(_ text: String) -> Bool {
        ["", ".", "..", "...", ":", "-", "\u{2013}"].contains(text)
    }
}
