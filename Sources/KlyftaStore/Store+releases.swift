import GRDB
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
        let lines = ReleaseWriter.lines(of: release)
        return try storeFaults(at: directory) {
            let vintage = try Vintage(ContentDigest.hex(ofLines: lines))
            return try database.write { db in
                let standing = try Self.standing(release.source, .max, db)
                let isStanding = standing?.vintage == vintage
                // Figures that shipped, or came as lines, may come again as answers: then they have an origin from now on.
                let id = try Self.insert(lines, of: release.source, vintage, time, db)
                if let origin {
                    let isKnown =
                        try Bool.fetchOne(
                            db, sql: "SELECT count(*) > 0 FROM release_origin WHERE release = ?", arguments: [id])
                        ?? false
                    try Self.insert(origin, of: release.source, release: id, isNew: !isKnown, time, db)
                }
                if isStanding { return .unchanged(vintage) }
                try db.execute(
                    sql: "INSERT INTO adoption (source, release, committed_at) VALUES (?, ?, ?)",
                    arguments: [release.source.text, id, time.milliseconds])
                return .adopted(vintage)
            }
        }
    }

    /// The release of a source that stands; `nil` if none was ever taken.
    /// - Throws: ``StoreFault``.
    package func release(of source: SourceID) throws(StoreFault) -> Release? {
        try storeFaults(at: directory) {
            let lines = try database.read { db in
                try Self.standing(source, latest, db).map { try Self.lines(of: $0.release, db) }
            }
            return try lines.map { try ReleaseReader.release(of: source, from: $0) }
        }
    }

    /// A vintage of a source, whether or not it stands now; `nil` if it was never taken.
    /// - Throws: ``StoreFault``.
    package func release(of source: SourceID, _ vintage: Vintage) throws(StoreFault) -> Release? {
        try storeFaults(at: directory) {
            let lines = try database.read { db in
                try Int64.fetchOne(
                    db, sql: "SELECT id FROM release WHERE source = ? AND vintage = ? AND committed_at <= ?",
                    arguments: [source.text, vintage.digest, latest]
                ).map { try Self.lines(of: $0, db) }
            }
            return try lines.map { try ReleaseReader.release(of: source, from: $0) }
        }
    }

    private static func lines(of release: Int64, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT text FROM release_line JOIN line ON line.digest = release_line.line
                WHERE release = ? ORDER BY position
                """, arguments: [release])
    }

    /// The vintage a release is, whether or not it was ever taken.
    /// - Throws: ``StoreFault``.
    package func vintage(of release: Release) throws(StoreFault) -> Vintage {
        try storeFaults(at: directory) { try Vintage(ContentDigest.hex(ofLines: ReleaseWriter.lines(of: release))) }
    }

    /// The vintage of each source that stands.
    /// - Throws: ``StoreFault``.
    package func vintages() throws(StoreFault) -> [SourceID: Vintage] {
        try storeFaults(at: directory) {
            try database.read { db in
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
    private static func standing(
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
    private static func insert(
        _ lines: [String], of source: SourceID, _ vintage: Vintage, _ time: CommitTime, _ db: Database
    ) throws -> Int64 {
        if let known = try Int64.fetchOne(
            db, sql: "SELECT id FROM release WHERE source = ? AND vintage = ?",
            arguments: [source.text, vintage.digest])
        {
            return known
        }
        try db.execute(
            sql: "INSERT INTO release (source, vintage, committed_at) VALUES (?, ?, ?)",
            arguments: [source.text, vintage.digest, time.milliseconds])
        let release = db.lastInsertedRowID
        let line = try db.makeStatement(sql: "INSERT OR IGNORE INTO line (digest, text) VALUES (?, ?)")
        let place = try db.makeStatement(sql: "INSERT INTO release_line (release, position, line) VALUES (?, ?, ?)")
        for (position, text) in lines.enumerated() {
            let digest = ContentDigest.hex(of: text)
            try line.execute(arguments: [digest, text])
            try place.execute(arguments: [release, position, digest])
        }
        return release
    }
}
