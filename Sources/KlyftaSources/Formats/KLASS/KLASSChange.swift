import KlyftaModel

/// One row of the answer to `changes`: an old code became a new one, ended, or a new one began.
package struct KLASSChange: Hashable, Sendable {
    /// The first day of the new division.
    package var day: CalendarDay
    /// The code before, and its name then; `nil` if the new code began without one.
    package var old: Side?
    /// The code after, and its name; `nil` if the old code ended without a successor.
    package var new: Side?

    /// A code and its name.
    package struct Side: Hashable, Sendable {
        /// The code: text, with its leading zeros.
        package var code: String
        /// The name.
        package var name: String
    }

    /// Reads the answer to `changes`.
    ///
    /// An empty list is an answer: nothing changed in the range. It is told apart from status 404, by which KLASS says
    /// that a table of changes between two versions is missing and the whole range is unknown.
    /// - Throws: ``SourceFault`` for status 404 or another than 200, and for an answer that is none.
    package static func list(
        _ bytes: [UInt8], status: Int = 200, from source: String
    ) throws(SourceFault) -> [KLASSChange] {
        try KLASSAnswer.check(status, from: source, missing: "a table of changes between two versions of the range")
        return try KLASSAnswer.list("codeChanges", bytes, from: source, read)
    }

    private static func read(_ reader: inout JSONReader) throws(SourceFault) -> KLASSChange {
        var (oldCode, oldName, newCode, newName): (String?, String?, String?, String?)
        var day: CalendarDay?
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "oldCode": oldCode = try reader.optionalString()
            case "oldName": oldName = try reader.optionalString()
            case "newCode": newCode = try reader.optionalString()
            case "newName": newName = try reader.optionalString()
            case "changeOccurred": day = try reader.day()
            default: try reader.skip()
            }
        }
        guard let day, oldCode != nil || newCode != nil else {
            throw reader.fault("a change has no day, or neither an old nor a new code", "Ask SSB.")
        }
        return KLASSChange(
            day: day, old: oldCode.map { Side(code: $0, name: oldName ?? "") },
            new: newCode.map { Side(code: $0, name: newName ?? "") })
    }
}

extension [KLASSChange] {
    /// The changes of Norway's municipalities that have both sides. A code that only began or only ended is not among
    /// them: it says nothing of where people went.
    /// - Throws: ``SourceFault`` for a code that is no municipality's.
    package func boundaryChanges(from source: String) throws(SourceFault) -> [BoundaryChange] {
        var changes: [BoundaryChange] = []
        for change in self {
            guard let old = change.old, let new = change.new else { continue }
            changes.append(
                BoundaryChange(
                    on: change.day, from: try KLASSAnswer.municipality(old.code, from: source), named: old.name,
                    to: try KLASSAnswer.municipality(new.code, from: source), named: new.name))
        }
        return changes
    }
}
