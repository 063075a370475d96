import Foundation
import KlyftaModel

/// Moves a whole state from one database to another: every table, every answer of an office, and the numbers that were given.
/// All of it arrives or nothing; where it comes from is only read.
package final class StateMove {
    private let from: any MovingSide
    private let to: any ArrivingSide
    private let names: (from: String, to: String)

    /// What was moved.
    package struct Tally: Hashable, Sendable {
        /// Tables, their rows, and answers.
        package internal(set) var tables = 0, rows = 0, answers = 0
        /// Answers that rows speak of, and whose content was lost or damaged before: it could not be moved.
        package internal(set) var lost: [String] = []
    }

    /// Takes both sides for itself.
    /// - Throws: ``StoreFault`` if a daemon works on one of them, there is nothing to move, or something where it is to go.
    package init(from: MovingPlace, to: MovingPlace) throws(StoreFault) {
        names = (from.name, to.name)
        guard !Self.isSame(from, to) else {
            throw StoreFault(.system, at: to.name, "the state is there already", remedy: "Name another place.")
        }
        self.from = try storeFaults(at: from.name) { try from.departure() }
        self.to = try storeFaults(at: to.name) { try to.arrival() }
    }

    /// The state that was moved, to look at before it counts; and where it came from.
    package var arrived: Store { to.store }
    package var departed: Store { from.store }

    /// Copies everything, and compares it row by row.
    /// - Parameter step: called with the name of each table before it is copied.
    /// - Throws: ``StoreFault``; nothing arrived then.
    package func copy(step: (String) -> Void = { _ in }) throws(StoreFault) -> Tally {
        try storeFaults(at: names.to) {
            var tally = Tally()
            let digests = try from.base.read { old in
                try to.base.write { new in
                    try StateTable.all.map { table in
                        step(table.name)
                        return try copy(table, old, new)
                    }
                }
            }
            step("answers")
            try copyAnswers(&tally)
            step("comparison")
            for (table, digest) in zip(StateTable.all, digests) { try compare(table, digest) }
            tally.tables = digests.count
            tally.rows = digests.map(\.count).reduce(0, +)
            return tally
        }
    }

    /// Makes what arrived the state that is there, for good.
    /// - Throws: ``StoreFault``; nothing arrived then.
    package func finish() throws(StoreFault) { try storeFaults(at: names.to) { try to.finish() } }

    private static func isSame(_ one: MovingPlace, _ other: MovingPlace) -> Bool {
        guard case (.directory(let one), .directory(let other)) = (one, other) else { return one == other }
        return URL(filePath: one).resolvingSymlinksInPath() == URL(filePath: other).resolvingSymlinksInPath()
    }

    private func copy(_ table: StateTable, _ old: Database, _ new: Database) throws -> RowDigest {
        // A new state may have a row of its own, as leadership has.
        try new.execute(sql: "DELETE FROM \"\(table.name)\"")
        let insertion = table.insertion(new)
        let rosters = Rosters(new)
        var digest = RowDigest()
        do {
            try table.forEachRow(old) { row in
                digest.take(row)
                try insertion.execute(arguments: try table.arguments(row, new, rosters.count))
            }
        } catch is DamagedSheet {
            throw StoreFault(
                .unusable, at: names.from, "the figures of a sheet are damaged",
                remedy: "Nothing was moved. Go back to a copy of the state from before.")
        }
        try Numbering(table)?.carry(from: old, to: new)
        return digest
    }

    private func compare(_ table: StateTable, _ digest: RowDigest) throws {
        var arrived = RowDigest()
        try to.base.read { db in try table.forEachRow(db) { arrived.take($0) } }
        let old = try from.base.read { try Numbering(table)?.last($0) }
        let new = try to.base.read { try Numbering(table)?.last($0) }
        guard arrived == digest, old == new else {
            throw StoreFault(
                .unusable, at: names.to, "the rows of '\(table.name)' did not arrive as they were",
                remedy: "Nothing was moved. Please report it.")
        }
    }

    private func copyAnswers(_ tally: inout Tally) throws {
        let digests = try from.base.read { db in
            try String.fetchAll(db, sql: "SELECT DISTINCT digest FROM payload ORDER BY digest")
        }
        for digest in digests {
            guard let packed = try from.packed(digest), PayloadArchive.isWhole(packed, digest) else {
                tally.lost.append(digest)
                continue
            }
            try to.lay(packed, as: digest)
            tally.answers += 1
            guard try to.packed(digest).map({ PayloadArchive.isWhole($0, digest) }) == true else {
                throw StoreFault(
                    .unusable, at: names.to, "the answer \(digest) did not arrive as it was",
                    remedy: "Nothing was moved. Please report it.")
            }
        }
    }
}

/// How many municipalities the rosters have, each asked for once.
private final class Rosters {
    private let db: Database
    private var known: [Int64: Int] = [:]

    init(_ db: Database) {
        self.db = db
    }

    func count(_ id: Int64) throws -> Int {
        if let count = known[id] { return count }
        let text = try String.fetchOne(db, sql: "SELECT municipalities FROM roster WHERE id = ?", arguments: [id])
        let count = (text ?? "").split(separator: " ").count
        known[id] = count
        return count
    }
}
