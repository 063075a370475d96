import Foundation
import GRDB
import KlyftaModel
import KlyftaSources

/// The step from lines of text to columns. Nothing is lost and no vintage becomes another one: a line of observations
/// leaves its text only if the columns spell it again byte for byte.
extension Schema {
    static func layOutSheets(_ db: GRDB.Database) throws {
        try db.execute(sql: "ALTER TABLE line RENAME TO line_text")
        try db.execute(sql: sheets)
        let writer = LineWriter(Database(session: SQLiteSession(db: db)))
        let number = try db.makeStatement(sql: "INSERT INTO line_number (digest, id) VALUES (?, ?)")
        let lines = try GRDB.Row.fetchCursor(
            db,
            sql: """
                SELECT digest, text FROM line_text LEFT JOIN
                    (SELECT line, min(release << 32 | position) AS first FROM release_line GROUP BY line)
                    ON line = digest ORDER BY first
                """)
        while let row = try lines.next() {
            let (name, text): (String, String) = (row[0], row[1])
            try number.execute(arguments: [name, try writer.id(of: text, named: name)])
        }
        try db.execute(sql: places)
    }

    private static let sheets = """
        CREATE TABLE line (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, text TEXT);
        CREATE TABLE roster (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, municipalities TEXT NOT NULL);
        CREATE TABLE sheet (
            line INTEGER PRIMARY KEY REFERENCES line (id), indicator TEXT NOT NULL, period TEXT NOT NULL,
            roster INTEGER NOT NULL REFERENCES roster (id), cells BLOB NOT NULL);
        CREATE INDEX sheet_by_indicator ON sheet (indicator, period);
        CREATE TEMP TABLE line_number (digest TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID;
        """

    private static let places = """
        CREATE TABLE new_release_line (
            release INTEGER NOT NULL REFERENCES release (id), position INTEGER NOT NULL,
            line INTEGER NOT NULL REFERENCES line (id), PRIMARY KEY (release, position)) WITHOUT ROWID;
        INSERT INTO new_release_line
            SELECT release, position, id FROM release_line JOIN line_number ON line_number.digest = line
            ORDER BY release, position;
        DROP TABLE release_line;
        ALTER TABLE new_release_line RENAME TO release_line;
        DROP TABLE line_text;
        DROP TABLE line_number;
        """
}

extension LineWriter {
    /// The row of a line that is stored as text so far.
    fileprivate func id(of text: String, named name: String) throws -> Int64? {
        let digest = ContentDigest.bytes(ofHex: name)
        let sheets = ObservationSheets(canonicalLine: text)
        return try rows(of: [(sheets == nil ? .text(text) : .sheet(0), digest)], sheets ?? ObservationSheets())[digest]
    }
}
