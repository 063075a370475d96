import Foundation
import PostgresKit

/// The tables in PostgreSQL and how they came about. They are those of SQLite, in the types that PostgreSQL has for them;
/// README.md in the folder above explains them.
enum PostgresSchema {
    /// Steps from one schema to the next; a step that has landed is never changed.
    private static let steps: [(name: String, sql: String)] = [
        ("1 as SQLite has it", tables + views), ("2 who leads where", leaders),
        ("3 what analysts ask", AnalystViews.sql + SchemaComments.sql + AnalystComments.sql),
    ]

    /// Brings the schema up to date, a step a transaction. The leader does, so nobody else does meanwhile.
    /// - Throws: ``StoreFault`` if it is of a newer klyfta; a ``PostgresError``.
    static func migrate(_ session: PostgresSession, _ place: PostgresPlace) throws {
        try begin(session, place)
        let known = try taken(session)
        try refuseNewer(known, place)
        for step in steps where !known.contains(step.name) {
            do {
                try session.run("BEGIN")
                try take(step, session)
                try session.run("COMMIT")
            } catch {
                if session.isOpen, session.isInTransaction { try? session.run("ROLLBACK") }
                throw error
            }
        }
    }

    /// Lays out a schema in which nothing is, in the transaction that is open.
    static func layOut(_ session: PostgresSession, _ place: PostgresPlace) throws {
        try begin(session, place)
        for step in steps { try take(step, session) }
    }

    private static func take(_ step: (name: String, sql: String), _ session: PostgresSession) throws {
        try session.run(step.sql)
        _ = try session.ask("INSERT INTO schema_step (name) VALUES ($1)", [.text(step.name)])
    }

    private static func begin(_ session: PostgresSession, _ place: PostgresPlace) throws {
        let isThere = try session.ask("SELECT 1 FROM pg_namespace WHERE nspname = $1", [.text(place.schema)]).count == 1
        if !isThere { try session.run("CREATE SCHEMA \(place.schema)") }
        try session.run(
            "CREATE TABLE IF NOT EXISTS schema_step (name text COLLATE \"C\" PRIMARY KEY, taken_at timestamptz NOT NULL DEFAULT now())"
        )
    }

    /// - Throws: ``StoreFault`` if nothing is there, or it is older or newer than this klyfta; a ``PostgresError``.
    static func check(_ session: PostgresSession, _ place: PostgresPlace) throws {
        let isThere = try session.ask("SELECT to_regclass('schema_step') IS NOT NULL").row(0) == [.bool(true)]
        let known = isThere ? try taken(session) : []
        try refuseNewer(known, place)
        guard known.count == steps.count else {
            throw StoreFault(
                known.isEmpty ? .absent : .system, at: place.name,
                known.isEmpty ? "no klyfta has stored anything here yet" : "the state is of an older klyfta",
                remedy: "Run 'klyfta once' or start the daemon, which brings it up to date; or name another schema.")
        }
    }

    private static func taken(_ session: PostgresSession) throws -> Set<String> {
        let answer = try session.ask("SELECT name FROM schema_step")
        return Set((0..<answer.count).compactMap { if case .text(let name) = answer.row($0)[0] { name } else { nil } })
    }

    private static func refuseNewer(_ known: Set<String>, _ place: PostgresPlace) throws {
        guard !known.isSubset(of: steps.map(\.name)) else { return }
        throw StoreFault(
            .unusable, at: place.name, "the state was written by a newer klyfta",
            remedy: "Run that version, or give this one another schema. Nothing was changed.")
    }

    /// Text is compared byte by byte, as everywhere in Klyfta. JSON is kept as it was written.
    private static let tables = """
        CREATE DOMAIN word AS text COLLATE "C";
        CREATE TABLE leadership (epoch bigint NOT NULL, taken_at timestamptz);
        INSERT INTO leadership (epoch) VALUES (0);
        CREATE TABLE term (
            epoch bigint PRIMARY KEY, host word NOT NULL DEFAULT coalesce(inet_client_addr()::text, 'local'),
            began_at timestamptz NOT NULL DEFAULT now());
        COMMENT ON TABLE term IS 'Who led when: each klyfta that came to write has a number of its own.';
        CREATE TABLE line (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, digest bytea NOT NULL UNIQUE, text word);
        CREATE TABLE roster (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, digest bytea NOT NULL UNIQUE, municipalities word NOT NULL);
        CREATE TABLE sheet (
            line bigint PRIMARY KEY REFERENCES line (id), indicator word NOT NULL, period word NOT NULL,
            roster bigint NOT NULL REFERENCES roster (id), figures double precision[] NOT NULL, states bytea);
        CREATE INDEX sheet_by_indicator ON sheet (indicator, period);
        CREATE TABLE release (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source word NOT NULL, vintage word NOT NULL,
            committed_at bigint NOT NULL, UNIQUE (source, vintage));
        CREATE TABLE release_line (
            release bigint NOT NULL REFERENCES release (id), position bigint NOT NULL,
            line bigint NOT NULL REFERENCES line (id), PRIMARY KEY (release, position));
        CREATE TABLE adoption (
            seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source word NOT NULL,
            release bigint NOT NULL REFERENCES release (id), committed_at bigint NOT NULL);
        CREATE INDEX adoption_by_source ON adoption (source, seq);
        CREATE TABLE round (
            seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, committed_at bigint NOT NULL, standings word NOT NULL,
            epoch bigint DEFAULT nullif(current_setting('klyfta.epoch', true), '')::bigint);
        COMMENT ON COLUMN round.epoch IS 'The number of the leader that made it; see term.';
        CREATE TABLE event (
            seq bigint PRIMARY KEY, id word NOT NULL UNIQUE, round bigint NOT NULL REFERENCES round (seq),
            alert word NOT NULL, rule word NOT NULL, rule_revision word NOT NULL, episode bigint NOT NULL,
            kind word NOT NULL, period word, announced boolean NOT NULL, record json NOT NULL);
        CREATE INDEX event_by_alert ON event (alert, episode);
        CREATE TABLE event_reference (
            event bigint NOT NULL REFERENCES event (seq), changes bigint NOT NULL REFERENCES event (seq),
            PRIMARY KEY (event, changes));
        CREATE TABLE telling (
            event bigint NOT NULL REFERENCES event (seq), language word NOT NULL, letter word NOT NULL,
            PRIMARY KEY (event, language));
        CREATE TABLE test (
            seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key word NOT NULL UNIQUE,
            round bigint NOT NULL REFERENCES round (seq), rule word NOT NULL, rule_revision word NOT NULL,
            baseline word NOT NULL, period word NOT NULL, p double precision NOT NULL, adjusted double precision,
            family word, family_size bigint NOT NULL, false_discovery double precision NOT NULL, method word NOT NULL,
            state word NOT NULL, revises word REFERENCES test (key), numbers word NOT NULL);
        CREATE TABLE outbox (event bigint NOT NULL REFERENCES event (seq), sink word NOT NULL, PRIMARY KEY (event, sink));
        CREATE TABLE delivery (
            event bigint NOT NULL, sink word NOT NULL, committed_at bigint NOT NULL, PRIMARY KEY (event, sink),
            FOREIGN KEY (event, sink) REFERENCES outbox (event, sink));
        CREATE TABLE attempt (
            event bigint NOT NULL, sink word NOT NULL, attempts bigint NOT NULL, first_at bigint NOT NULL,
            next_at bigint NOT NULL, fault word NOT NULL, ended word, PRIMARY KEY (event, sink),
            FOREIGN KEY (event, sink) REFERENCES outbox (event, sink));
        CREATE TABLE sink (
            name word PRIMARY KEY, failures bigint NOT NULL, next_at bigint NOT NULL, fault word, disabled boolean NOT NULL);
        CREATE TABLE act (
            seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, committed_at bigint NOT NULL, author word NOT NULL,
            verb word NOT NULL, object word NOT NULL, comment word NOT NULL);
        CREATE TABLE silence (
            id bigint PRIMARY KEY REFERENCES act (seq), match word NOT NULL, starts_at bigint NOT NULL,
            ends_at bigint NOT NULL, expired bigint REFERENCES act (seq));
        CREATE TABLE acknowledgement (
            id bigint PRIMARY KEY REFERENCES act (seq), alert word NOT NULL, episode bigint NOT NULL, until word NOT NULL,
            ends_at bigint, withdrawn bigint REFERENCES act (seq));
        CREATE TABLE job (name word PRIMARY KEY, last_run bigint, last_success bigint, fault word);
        CREATE TABLE source (name word PRIMARY KEY, record word NOT NULL);
        CREATE TABLE source_history (
            seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source word NOT NULL, committed_at bigint NOT NULL,
            record word NOT NULL);
        CREATE INDEX source_history_by_source ON source_history (source, seq);
        CREATE TABLE forgotten (what word PRIMARY KEY, before bigint NOT NULL);
        CREATE TABLE payload (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source word NOT NULL, address word NOT NULL, body word,
            digest word NOT NULL, bytes bigint NOT NULL, retrieved_at bigint NOT NULL, edition word, headers word NOT NULL,
            committed_at bigint NOT NULL);
        CREATE INDEX payload_by_question ON payload (source, address, body, id);
        CREATE TABLE payload_content (digest word PRIMARY KEY, packed bytea NOT NULL);
        CREATE TABLE release_origin (
            release bigint PRIMARY KEY REFERENCES release (id), options word NOT NULL, klyfta word NOT NULL, module word,
            base word);
        CREATE TABLE release_payload (
            release bigint NOT NULL REFERENCES release_origin (release), position bigint NOT NULL, name word NOT NULL,
            payload bigint NOT NULL REFERENCES payload (id), PRIMARY KEY (release, position));
        CREATE INDEX release_payload_by_payload ON release_payload (payload);
        CREATE TABLE line_payload (
            release bigint NOT NULL, line bigint NOT NULL, payload bigint NOT NULL, PRIMARY KEY (release, line, payload),
            FOREIGN KEY (release, line) REFERENCES release_line (release, position),
            FOREIGN KEY (release, payload) REFERENCES release_payload (release, position));
        CREATE TABLE host_budget (host word PRIMARY KEY, budget word NOT NULL);

        """

    private static let leaders = """
        ALTER TABLE term ALTER COLUMN host DROP DEFAULT, ADD COLUMN process bigint, ADD COLUMN session bigint;
        COMMENT ON COLUMN term.host IS 'The name of the leader''s machine, as it calls itself.';
        COMMENT ON COLUMN term.process IS 'The number of its process there.';
        COMMENT ON COLUMN term.session IS 'The session that held the lock: pid in pg_stat_activity and pg_locks.';
        """

    private static let views = """
        CREATE VIEW observation AS
            SELECT release.source, release.vintage, sheet.indicator, sheet.period, town.municipality, town.value,
                CASE get_byte(sheet.states, town.place::integer - 1)
                    WHEN 2 THEN 'missing' WHEN 4 THEN 'suppressed' WHEN 6 THEN 'not applicable' END AS absence
            FROM release JOIN release_line ON release_line.release = release.id
                JOIN sheet ON sheet.line = release_line.line JOIN roster ON roster.id = sheet.roster
                CROSS JOIN LATERAL unnest(string_to_array(roster.municipalities, ' '), sheet.figures)
                    WITH ORDINALITY AS town (municipality, value, place)
            WHERE sheet.states IS NULL OR get_byte(sheet.states, town.place::integer - 1) <> 0;
        COMMENT ON VIEW observation IS
            'A figure by municipality in a vintage of a source: its value, or why there is none. adoption says which vintage stands.';
        CREATE VIEW standing_observation AS
            SELECT observation.* FROM observation JOIN (
                SELECT DISTINCT ON (adoption.source) adoption.source, vintage FROM adoption
                JOIN release ON release.id = adoption.release ORDER BY adoption.source, seq DESC) AS standing
                USING (source, vintage);
        COMMENT ON VIEW standing_observation IS 'The figures by municipality of the vintage of each source that stands.';
        """
}
