import KlyftaModel
import KlyftaSources

/// The whole history of the figures, for programs that analyse it.
extension Store {
    /// The observations of one indicator in one period, in one vintage.
    package struct KnownSheet: Sendable {
        /// Whose figures they are.
        package let source: SourceID
        /// Which edition.
        package let vintage: Vintage
        /// When it was taken.
        package let taken: CommitTime
        /// The observations.
        package let sheet: ObservationSheet
        /// Its municipalities, row by row.
        package let municipalities: [Municipality]
    }

    /// Gives every observation of every vintage of every source, a sheet at a time, the sources by name and their vintages in
    /// the order in which they were taken.
    /// - Parameter body: says whether it wants to go on.
    /// - Throws: ``StoreFault``.
    package func forEachSheet(_ body: (KnownSheet) -> Bool) throws(StoreFault) {
        try storeFaults(at: directory) {
            try base.read { db in
                let releases = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT id, source, vintage, committed_at FROM release WHERE committed_at <= ?
                        ORDER BY source, committed_at, id
                        """, arguments: [latest])
                var isWanted = true
                for row in releases where isWanted {
                    let (source, vintage) = (try SourceID(row[1]), try Vintage(row[2]))
                    var reader = LineReader(db, at: path)
                    try reader.forEachSheet(of: row[0], source) { sheet, municipalities in
                        isWanted = body(
                            KnownSheet(
                                source: source, vintage: vintage, taken: CommitTime(milliseconds: row[3]), sheet: sheet,
                                municipalities: municipalities))
                        return isWanted
                    }
                }
            }
        }
    }
}
