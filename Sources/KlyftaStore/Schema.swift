import GRDB

/// The tables and how they came about. README.md beside this file explains them.
enum Schema {
    /// Steps from one schema to the next; a step that has landed is never changed.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 releases, rounds, events, outbox") { db in
            try db.execute(
                sql: """
                    CREATE TABLE line (digest TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
                    CREATE TABLE release (
                        id INTEGER PRIMARY KEY, source TEXT NOT NULL, vintage TEXT NOT NULL,
                        committed_at INTEGER NOT NULL, UNIQUE (source, vintage));
                    CREATE TABLE release_line (
                        release INTEGER NOT NULL REFERENCES release (id), position INTEGER NOT NULL,
                        line TEXT NOT NULL REFERENCES line (digest),
                        PRIMARY KEY (release, position)) WITHOUT ROWID;
                    CREATE TABLE adoption (
                        seq INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL,
                        release INTEGER NOT NULL REFERENCES release (id), committed_at INTEGER NOT NULL);
                    CREATE INDEX adoption_by_source ON adoption (source, seq);
                    CREATE TABLE round (
                        seq INTEGER PRIMARY KEY AUTOINCREMENT, committed_at INTEGER NOT NULL,
                        standings TEXT NOT NULL);
                    CREATE TABLE event (
                        seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
                        round INTEGER NOT NULL REFERENCES round (seq), alert TEXT NOT NULL, rule TEXT NOT NULL,
                        rule_revision TEXT NOT NULL, episode INTEGER NOT NULL, kind TEXT NOT NULL, period TEXT, announced INTEGER NOT NULL,
                        record TEXT NOT NULL);
                    CREATE INDEX event_by_alert ON event (alert, episode);
                    CREATE TABLE outbox (
                        event INTEGER NOT NULL REFERENCES event (seq), sink TEXT NOT NULL,
                        PRIMARY KEY (event, sink)) WITHOUT ROWID;
                    CREATE TABLE delivery (
                        event INTEGER NOT NULL, sink TEXT NOT NULL, committed_at INTEGER NOT NULL,
                        PRIMARY KEY (event, sink),
                        FOREIGN KEY (event, sink) REFERENCES outbox (event, sink)) WITHOUT ROWID;
                    CREATE TABLE job (
                        name TEXT PRIMARY KEY, last_run INTEGER, last_success INTEGER, fault TEXT) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("2 tests of change") { db in
            try db.execute(
                sql: """
                    CREATE TABLE test (
                        seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
                        round INTEGER NOT NULL REFERENCES round (seq), rule TEXT NOT NULL, rule_revision TEXT NOT NULL,
                        baseline TEXT NOT NULL, period TEXT NOT NULL, p REAL NOT NULL, adjusted REAL, family TEXT,
                        family_size INTEGER NOT NULL, false_discovery REAL NOT NULL, method TEXT NOT NULL,
                        state TEXT NOT NULL, revises TEXT REFERENCES test (key), numbers TEXT NOT NULL);
                    """)
        }
        migrator.registerMigration("3 payloads") { db in
            try db.execute(sql: payloads)
        }
        migrator.registerMigration("4 how sources fare") { db in
            try db.execute(sql: "CREATE TABLE source (name TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID")
        }
        migrator.registerMigration("5 how sources fared") { db in
            try db.execute(
                sql: """
                    CREATE TABLE source_history (
                        seq INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, committed_at INTEGER NOT NULL,
                        record TEXT NOT NULL);
                    CREATE INDEX source_history_by_source ON source_history (source, seq);
                    INSERT INTO source_history (source, committed_at, record)
                        SELECT name, json_extract(record, '$.asked'), record FROM source
                        WHERE json_extract(record, '$.asked') IS NOT NULL ORDER BY name;
                    """)
        }
        migrator.registerMigration("6 which events change which") { db in
            try db.execute(
                sql: """
                    CREATE TABLE event_reference (
                        event INTEGER NOT NULL REFERENCES event (seq), changes INTEGER NOT NULL REFERENCES event (seq),
                        PRIMARY KEY (event, changes)) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("7 figures in columns", migrate: layOutSheets)
        migrator.registerMigration("8 deliveries and handling") { db in
            try db.execute(sql: deliveries)
        }
        migrator.registerMigration("9 letters") { db in
            try db.execute(
                sql: """
                    CREATE TABLE letter (
                        event INTEGER NOT NULL REFERENCES event (seq), language TEXT NOT NULL, letter TEXT NOT NULL,
                        PRIMARY KEY (event, language)) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("10 what stands from before") { db in
            try db.execute(
                sql: """
                    ALTER TABLE release_origin ADD COLUMN module TEXT;
                    ALTER TABLE release_origin ADD COLUMN base TEXT;
                    """)
        }
        migrator.registerMigration("11 what was forgotten") { db in
            try db.execute(
                sql: "CREATE TABLE forgotten (what TEXT PRIMARY KEY, before INTEGER NOT NULL) WITHOUT ROWID")
        }
        migrator.registerMigration("12 what was told, once") { db in
            try db.execute(sql: tellings)
        }
        migrator.registerMigration("13 who led when") { db in
            try db.execute(sql: leaders)
        }
        return migrator
    }

    /// What was told in another language than that of the configuration stood in `rendering`, as a record, and what could be
    /// read of it in `letter`. The sentence of a record is what was sent, so it stands in the letter now.
    private static let tellings = """
        CREATE TABLE telling (
            event INTEGER NOT NULL REFERENCES event (seq), language TEXT NOT NULL, letter TEXT NOT NULL,
            PRIMARY KEY (event, language)) WITHOUT ROWID;
        INSERT INTO telling (event, language, letter)
            SELECT letter.event, letter.language, json_patch(letter.letter, json_object(
                'sentence', coalesce(json_extract(rendering.record, '$.message'), json_extract(letter.letter, '$.sentence')),
                'title', json_extract(rendering.record, '$.numbers.title')))
            FROM letter LEFT JOIN rendering USING (event, language);
        INSERT INTO telling (event, language, letter)
            SELECT event, language, json_object(
                'subject', json_extract(record, '$.kind') || ': ' || json_extract(record, '$.rule'),
                'sentence', json_extract(record, '$.message'), 'facts', json_array(),
                'title', json_extract(record, '$.numbers.title'))
            FROM rendering WHERE NOT EXISTS (
                SELECT 1 FROM letter WHERE letter.event = rendering.event AND letter.language = rendering.language);
        DROP TABLE rendering;
        DROP TABLE letter;
        """

    /// A directory has one daemon. What several in PostgreSQL wrote down of who led comes here with a state that is moved, and
    /// goes on from there if it is moved back.
    private static let leaders = """
        CREATE TABLE leadership (epoch INTEGER NOT NULL, taken_at TEXT);
        INSERT INTO leadership (epoch) VALUES (0);
        CREATE TABLE term (
            epoch INTEGER PRIMARY KEY, host TEXT NOT NULL, process INTEGER, session INTEGER, began_at TEXT NOT NULL)
            WITHOUT ROWID;
        ALTER TABLE round ADD COLUMN epoch INTEGER;
        """

    private static let deliveries = """
        CREATE TABLE rendering (
            event INTEGER NOT NULL REFERENCES event (seq), language TEXT NOT NULL, record TEXT NOT NULL,
            PRIMARY KEY (event, language)) WITHOUT ROWID;
        CREATE TABLE attempt (
            event INTEGER NOT NULL, sink TEXT NOT NULL, attempts INTEGER NOT NULL, first_at INTEGER NOT NULL,
            next_at INTEGER NOT NULL, fault TEXT NOT NULL, ended TEXT, PRIMARY KEY (event, sink),
            FOREIGN KEY (event, sink) REFERENCES outbox (event, sink)) WITHOUT ROWID;
        CREATE TABLE sink (
            name TEXT PRIMARY KEY, failures INTEGER NOT NULL, next_at INTEGER NOT NULL, fault TEXT,
            disabled INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE act (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, committed_at INTEGER NOT NULL, author TEXT NOT NULL,
            verb TEXT NOT NULL, object TEXT NOT NULL, comment TEXT NOT NULL);
        CREATE TABLE silence (
            id INTEGER PRIMARY KEY REFERENCES act (seq), match TEXT NOT NULL, starts_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL, expired INTEGER REFERENCES act (seq));
        CREATE TABLE acknowledgement (
            id INTEGER PRIMARY KEY REFERENCES act (seq), alert TEXT NOT NULL, episode INTEGER NOT NULL,
            until TEXT NOT NULL, ends_at INTEGER, withdrawn INTEGER REFERENCES act (seq));
        """

    private static let payloads = """
        CREATE TABLE payload (
            id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, address TEXT NOT NULL, body TEXT,
            digest TEXT NOT NULL, bytes INTEGER NOT NULL, retrieved_at INTEGER NOT NULL, edition TEXT,
            headers TEXT NOT NULL, committed_at INTEGER NOT NULL);
        CREATE INDEX payload_by_question ON payload (source, address, body, id);
        CREATE TABLE release_origin (
            release INTEGER PRIMARY KEY REFERENCES release (id), options TEXT NOT NULL, klyfta TEXT NOT NULL);
        CREATE TABLE release_payload (
            release INTEGER NOT NULL REFERENCES release_origin (release), position INTEGER NOT NULL,
            name TEXT NOT NULL, payload INTEGER NOT NULL REFERENCES payload (id),
            PRIMARY KEY (release, position)) WITHOUT ROWID;
        CREATE INDEX release_payload_by_payload ON release_payload (payload);
        CREATE TABLE line_payload (
            release INTEGER NOT NULL, line INTEGER NOT NULL, payload INTEGER NOT NULL,
            PRIMARY KEY (release, line, payload),
            FOREIGN KEY (release, line) REFERENCES release_line (release, position),
            FOREIGN KEY (release, payload) REFERENCES release_payload (release, position)) WITHOUT ROWID;
        CREATE TABLE host_budget (host TEXT PRIMARY KEY, budget TEXT NOT NULL) WITHOUT ROWID;
        """
}
