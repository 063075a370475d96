import KlyftaModel

/// One row of a correspondence between two classifications, or two versions of one.
package struct KLASSCorrespondence: Hashable, Sendable {
    /// The code in the one.
    package var source: KLASSChange.Side
    /// The code in the other.
    package var target: KLASSChange.Side
    /// The first day it holds, if the answer tells it.
    package var from: CalendarDay?
    /// The first day on which it no longer holds; `nil` while it holds.
    package var to: CalendarDay?

    /// Reads the answer to `corresponds` or `correspondsAt`, or a whole table (`correspondencetables/{id}`).
    /// - Throws: ``SourceFault`` for status 404 (KLASS has no correspondence for part of the range) or another than
    ///   200, and for an answer that is none.
    package static func list(
        _ bytes: [UInt8], status: Int = 200, from source: String
    ) throws(SourceFault) -> [KLASSCorrespondence] {
        try KLASSAnswer.check(status, from: source, missing: "a correspondence for part of the range")
        return try KLASSAnswer.list("correspondenceItems", or: "correspondenceMaps", bytes, from: source, read)
    }

    private static func read(_ reader: inout JSONReader) throws(SourceFault) -> KLASSCorrespondence {
        var (sourceCode, targetCode): (String?, String?)
        var (sourceName, targetName) = ("", "")
        var (from, to): (CalendarDay?, CalendarDay?)
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "sourceCode": sourceCode = try reader.optionalString()
            case "sourceName": sourceName = try reader.optionalString() ?? ""
            case "targetCode": targetCode = try reader.optionalString()
            case "targetName": targetName = try reader.optionalString() ?? ""
            case "validFrom": from = try reader.day()
            case "validTo": to = try reader.day()
            default: try reader.skip()
            }
        }
        guard let sourceCode, let targetCode else {
            throw reader.fault("a correspondence lacks 'sourceCode' or 'targetCode'", "Ask SSB.")
        }
        return KLASSCorrespondence(
            source: .init(code: sourceCode, name: sourceName), target: .init(code: targetCode, name: targetName),
            from: from, to: to)
    }
}
