import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Tests of change, each made once.
extension Store {
    /// What every test came to, in the order in which they were made. A state that no round of this version has written
    /// to yet has none.
    /// - Throws: ``StoreFault``.
    package func tests() throws(StoreFault) -> [TestOutcome] {
        try storeFaults(at: directory) {
            try base.read { db in
                guard try db.tableExists("test") else { return [] }
                return try Row.fetchAll(
                    db,
                    sql: """
                        SELECT key, rule, rule_revision, baseline, period, p, adjusted, family, family_size,
                            false_discovery, method, state, revises
                        FROM test JOIN round ON round.seq = test.round WHERE committed_at <= ? ORDER BY test.seq
                        """, arguments: [latest]
                ).map(outcome)
            }
        }
    }

    /// The numbers of every test as they were when it was made, by its name, in order.
    /// - Throws: ``StoreFault``.
    package func testNumbers() throws(StoreFault) -> [AlertRecord.Test] {
        try storeFaults(at: directory) {
            try base.read { db in
                guard try db.tableExists("test") else { return [] }
                let sql = """
                    SELECT numbers FROM test JOIN round ON round.seq = test.round
                    WHERE committed_at <= ? ORDER BY test.seq
                    """
                return try String.fetchAll(db, sql: sql, arguments: [latest]).map {
                    try JSONDecoder().decode(AlertRecord.Test.self, from: Data($0.utf8))
                }
            }
        }
    }

    private func outcome(_ row: Row) throws -> TestOutcome {
        guard let method = MultipleTesting(rawValue: row[10]), let state = WaveComparison.State(rawValue: row[11])
        else {
            throw StoreFault(
                .unusable, at: path, "a test has a method or a state that this klyfta does not know",
                remedy: "Run the version that wrote it. Nothing was changed.")
        }
        return TestOutcome(
            key: row[0], ruleID: row[1], ruleRevision: row[2], baseline: try Period(row[3] as String),
            period: try Period(row[4] as String), p: row[5], adjusted: row[6], family: row[7], familySize: row[8],
            falseDiscovery: row[9], method: method, state: state, revises: row[12])
    }

    static func insert(_ test: TestedChange, in round: Int64, _ encoder: JSONEncoder, _ db: Database) throws {
        let outcome = test.outcome
        try db.execute(
            sql: """
                INSERT INTO test
                    (key, round, rule, rule_revision, baseline, period, p, adjusted, family, family_size,
                    false_discovery, method, state, revises, numbers)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                outcome.key, round, outcome.ruleID, outcome.ruleRevision, outcome.baseline.description,
                outcome.period.description, outcome.p, outcome.adjusted, outcome.family, outcome.familySize,
                outcome.falseDiscovery, outcome.method.rawValue, outcome.state.rawValue, outcome.revises,
                String(decoding: try encoder.encode(AlertRecord.Test(test)), as: UTF8.self),
            ])
    }
}
