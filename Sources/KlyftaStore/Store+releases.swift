import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// The figures, vintage by vintage.
extension Store {
    /// What became of a release that was offered.
    package enum Taken: Hashable, Sendable {
        /// These figures stand already.
        case unchanged(Vintage)
        /// They stand from now on. They may have stood before, if a revision was reverted.
        case adopted(Vintage)

        /// The vintage that stands now.
        package var vintage: Vintage {
            switch self {
            case .unchanged(let vintage), .adopted(let vintage): vintage
            }
        }
    }

    /// Takes a release completely, in one transaction, or not at all.
    /// - Parameter origin: the answers it was read from; `nil` if there were none.
    /// - Throws: ``StoreFault``.
    package func take(
        _ release: Release, from origin: Origin? = nil, at time: CommitTime
    ) throws(StoreFault) -> Taken {
        try storeFaults(at: directory) {
            let hashed = try HashedRelease(CanonicalRelease(release))
            let vintage = hashed.vintage
            return try base.write { db in
                let isStanding = try Self.standing(release.source, .max, db)?.vintage == vintage
                // Figures that shipped, or came as lines, may come again as answers: then they have an origin from now on.
                let id = try Self.insert(hashed, time, db)
                if let origin {
                    let isKnown =
                        try Bool.fetchOne(
                            db, sql: "SELECT count(*) > 0 FROM release_origin WHERE release = ?", arguments: [id])
                        ?? false
                    try Self.insert(origin, of: release.source, release: id, isNew: !isKnown, time, db)
                    try share(origin.payloads, db)
                }
                if isStanding { return .unchanged(vintage) }
                try db.execute(
                    sql: "INSERT INTO adoption (source, release, committed_at) VALUES (?, ?, ?)",
                    arguments: [release.source.text, id, time.milliseconds])
                return .adopted(vintage)
            }
        }
    }

    /// The figures of the releases of some sources that stand, in columns; a source without one adds none.
    /// - Throws: ``StoreFault``.
    package func figures(of sources: [SourceID]) throws(StoreFault) -> Figures {
        var parts: [FigurePart] = []
        for source in sources { parts += try [part(of: source)].compactMap(\.self) }
        return Figures(parts)
    }

    /// The figures of the release of a source that stands, in columns; `nil` if none was ever taken. No value is looked
    /// at one by one, so this is the way for everything that computes.
    /// - Throws: ``StoreFault``.
    package func part(of source: SourceID) throws(StoreFault) -> FigurePart? {
        try storeFaults(at: directory) {
            try base.read { db in
                try Self.standing(source, latest, db).map { FigurePart(try read($0.release, of: source, db)) }
            }
        }
    }

    /// The release of a source that stands, its observations one by one; `nil` if none was ever taken.
    /// - Throws: ``StoreFault``.
    package func release(of source: SourceID) throws(StoreFault) -> Release? {
        try storeFaults(at: directory) {
            try base.read { db in
                try Self.standing(source, latest, db).map { try read($0.release, of: source, db).release }
            }
        }
    }

    /// A vintage of a source, whether or not it stands now; `nil` if it was never taken.
    /// - Throws: ``StoreFault``.
    package func release(of source: SourceID, _ vintage: Vintage) throws(StoreFault) -> Release? {
        try storeFaults(at: directory) {
            try base.read { db in try stored(source, vintage, db)?.release }
        }
    }

    /// A vintage as it is stored; `nil` if it was never taken.
    func stored(_ source: SourceID, _ vintage: Vintage, _ db: Database) throws -> StoredRelease? {
        try Int64.fetchOne(
            db, sql: "SELECT id FROM release WHERE source = ? AND vintage = ? AND committed_at <= ?",
            arguments: [source.text, vintage.digest, latest]
        ).map { try read($0, of: source, db) }
    }

    private func read(_ release: Int64, of source: SourceID, _ db: Database) throws -> StoredRelease {
        var reader = LineReader(db, at: path)
        return try reader.release(release, of: source)
    }

    /// The vintage a release is, whether or not it was ever taken.
    /// - Throws: ``StoreFault``.
    package func vintage(of release: Release) throws(StoreFault) -> Vintage {
        try storeFaults(at: directory) { try Vintage(of: release) }
    }

    /// The vintage of each source that stands.
    /// - Throws: ``StoreFault``.
    package func vintages() throws(StoreFault) -> [SourceID: Vintage] {
        try storeFaults(at: directory) {
            try base.read { db in
                var vintages: [SourceID: Vintage] = [:]
                for source in try String.fetchAll(db, sql: "SELECT DISTINCT source FROM adoption") {
                    let id = try SourceID(source)
                    vintages[id] = try Self.standing(id, latest, db)?.vintage
                }
                return vintages
            }
        }
    }

    /// By source, the name of the vintage that stands.
    /// - Throws: ``StoreFault``.
    package func vintageNames() throws(StoreFault) -> [String: String] {
        Dictionary(uniqueKeysWithValues: try vintages().map { ($0.key.text, $0.value.digest) })
    }

    /// The last release of a source that was adopted by a moment.
    static func standing(
        _ source: SourceID, _ latest: Int64, _ db: Database
    ) throws -> (release: Int64, vintage: Vintage)? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT release.id, vintage FROM adoption JOIN release ON release.id = adoption.release
                WHERE adoption.source = ? AND adoption.committed_at <= ? ORDER BY seq DESC LIMIT 1
                """, arguments: [source.text, latest])
        return try row.map { (release: $0[0], vintage: try Vintage($0[1])) }
    }

    /// Writes a release and returns its row. A line that another vintage has too is stored once.
    private static func insert(_ hashed: HashedRelease, _ time: CommitTime, _ db: Database) throws -> Int64 {
        let (source, vintage) = (hashed.release.source.text, hashed.vintage.digest)
        if let known = try Int64.fetchOne(
            db, sql: "SELECT id FROM release WHERE source = ? AND vintage = ?", arguments: [source, vintage])
        {
            return known
        }
        let release = try db.insert(
            sql: "INSERT INTO release (source, vintage, committed_at) VALUES (?, ?, ?) RETURNING id",
            arguments: [source, vintage, time.milliseconds])
        try LineWriter(db).write(hashed, as: release)
        return release
    }
}
