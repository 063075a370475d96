import KlyftaModel

/// Reads JSON-stat 2.0, and 1.x as SSB and SCB still send it (<https://json-stat.org/format/>).
package enum JSONStat {
    /// How many cells a cube may have: a sparse answer of 60 bytes could otherwise ask for all memory there is.
    /// The largest office allows 800 000 in one answer.
    package static let cellLimit = 10_000_000

    /// A table with its cells.
    /// - Parameter source: what the text is called in messages: an address, a file.
    /// - Throws: ``SourceFault`` unless the text is one whole data set with as many cells as its dimensions ask for.
    package static func cube(
        _ bytes: [UInt8], from source: String, cellLimit: Int = cellLimit
    ) throws(SourceFault) -> StatCube {
        var none = KnownDimensions()
        return try cube(bytes, from: source, cellLimit: cellLimit, knowing: &none)
    }

    /// The same, where tables with the same dimensions were read before.
    package static func cube(
        _ bytes: [UInt8], from source: String, cellLimit: Int = cellLimit, knowing known: inout KnownDimensions
    ) throws(SourceFault) -> StatCube {
        var draft = try draft(bytes, from: source, cellLimit: cellLimit, known)
        known = draft.known
        return try draft.cube()
    }

    /// A table's axes, from its metadata or from data: cells are not needed and not kept.
    /// - Throws: ``SourceFault`` unless the text is one data set.
    package static func layout(_ bytes: [UInt8], from source: String) throws(SourceFault) -> StatCube.Layout {
        try draft(bytes, from: source, cellLimit: cellLimit, KnownDimensions()).layout()
    }

    private static func draft(
        _ bytes: [UInt8], from source: String, cellLimit: Int, _ known: KnownDimensions
    ) throws(SourceFault) -> StatDraft {
        var reader = try JSONReader(bytes, from: source)
        var draft = StatDraft(source: source, cellLimit: cellLimit, known: known)
        var wrapped: StatDraft?
        guard try reader.kind() == .object else { throw reader.unexpected("an object") }
        try reader.object { (reader, key) throws(SourceFault) in
            if key == "dataset", try reader.kind() == .object {
                var inner = StatDraft(source: source, cellLimit: cellLimit, known: known)
                try reader.object { (reader, key) throws(SourceFault) in try inner.take(key, &reader) }
                wrapped = inner
            } else {
                try draft.take(key, &reader)
            }
        }
        try reader.end()
        return wrapped ?? draft
    }
}
