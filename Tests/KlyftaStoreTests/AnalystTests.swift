import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import PostgresKit
import Testing

@testable import KlyftaStore

/// What analysts find who ask the database itself.
@Suite("Asking in SQL", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct AnalystTests {
    private let world: AnalystWorld

    init() throws {
        world = try AnalystWorld()
        try world.fill()
    }

    /// What of the schema has no comment: tables, views and their columns, indexes aside.
    private static let uncommented = """
        SELECT class.relname || coalesce('.' || attname, '') FROM pg_class AS class
            LEFT JOIN LATERAL (SELECT attname, attnum FROM pg_attribute WHERE attrelid = class.oid AND attnum > 0 AND NOT attisdropped
                UNION ALL SELECT NULL, 0) AS part ON true
        WHERE relnamespace = 'klyfta'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')
            AND coalesce(trim(CASE attnum WHEN 0 THEN obj_description(class.oid, 'pg_class')
                ELSE col_description(class.oid, attnum) END), '') = ''
        ORDER BY 1
        """

    @Test func `every table, view and column has a comment`() throws {
        #expect(try world.texts(Self.uncommented) == [])
        try world.session().run("CREATE TABLE klyfta.stray (id bigint); COMMENT ON TABLE klyfta.stray IS ' '")
        #expect(try world.texts(Self.uncommented) == ["stray", "stray.id"])
    }

    @Test func `an observation tells its country, its code as text, and when it was taken`() throws {
        let rows = try world.texts(
            """
            SELECT municipality, country, code, period, coalesce(value::text, absence), extract(epoch FROM taken_at)::bigint
            FROM klyfta.standing_observation WHERE period = '2024' ORDER BY code
            """)
        let tuesday = CommitTime.tuesday.milliseconds / 1_000
        #expect(
            rows == [
                "SE-0001 SE 0001 2024 suppressed \(tuesday)", "SE-0002 SE 0002 2024 61 \(tuesday)",
                "SE-0003 SE 0003 2024 91 \(tuesday)",
            ])
    }

    @Test func `the words for what is not there are those of the files`() throws {
        var release = Release.fibre()
        let (indicator, town) = (release.indicators[0].id, try Municipality("SE-0002"))
        release.observations = zip(2001..., Absence.allCases).map { year, reason in
            Observation(indicator, town, .year(year), .absent(reason))
        }
        _ = try world.store.take(release, at: .wednesday)
        let words = try world.texts("SELECT absence FROM klyfta.standing_observation ORDER BY period")
        #expect(words == Absence.allCases.map(\.rawValue))
    }

    @Test func `a vintage tells whether it stands, also when a revision was taken back`() throws {
        let question = "SELECT stands, taken_at < adopted_at FROM klyfta.vintage ORDER BY taken_at"
        #expect(try world.texts(question) == ["false false", "true false"])
        _ = try world.store.take(.fibre(small: 60), at: .wednesday)
        #expect(try world.texts(question) == ["true true", "false false"])
    }

    @Test func `the other facts of a release are rows`() throws {
        let standing = "JOIN klyfta.vintage USING (source, vintage) WHERE stands"
        for (question, rows) in [
            (
                "SELECT indicator, title_nb, unit, attribution_raw, attribution_derived, breaks FROM klyfta.indicator",
                [#"office.fibre Fiber percent Office Klyfta, from Office [{"period":"2019","reason":"new survey"}]"#]
            ),
            (
                "SELECT municipality, day::text, inhabitants FROM klyfta.population",
                ["SE-0002 2024-12-31 5000", "SE-0003 2024-12-31 50000"]
            ),
            (
                "SELECT municipality, name, valid_from FROM klyfta.municipality_name",
                ["SE-0002 Småstad -", "SE-0003 Storstad \"A\"/B\n -"]
            ),
            (
                "SELECT id, kind, group_label, inhabitants_to, value, words, n, of_all FROM klyfta.published_figure",
                ["p1 size <10000 9999 - var femte 12 -"]
            ),
        ] {
            #expect(try world.texts("\(question) \(standing) ORDER BY 1") == rows)
        }
    }

    @Test func `where rules stood is there round by round, and where they stand now`() throws {
        #expect(
            try world.texts("SELECT round, rule, state, verdict FROM klyfta.rule_standing ORDER BY 1, 2") == [
                "1 a inactive no-figures", "2 a inactive no-figures", "3 a inactive no-figures",
                "3 b inactive no-figures",
            ])
        #expect(try world.texts("SELECT rule FROM klyfta.current_rule_standing ORDER BY 1") == ["a", "b"])
    }

    @Test func `a test of change has its numbers in columns`() throws {
        #expect(
            try world.texts("SELECT rule, baseline, period, before, after, change, state FROM klyfta.tested_change")
                == ["r 2023 2024 10.0 15.0 5.0 alert"])
    }

    @Test func `an alert is an episode from its firing to its end`() throws {
        let question =
            "SELECT rule, episode, fired_in, is_open, ended_by, ended_in FROM klyfta.alert_episode ORDER BY 1"
        #expect(try world.texts(question) == ["rule-a 1 2024 true - -", "rule-b 1 2024 false resolved 2025"])
        #expect(
            try world.texts("SELECT id, kind, announced FROM klyfta.alert_event ORDER BY seq") == [
                "a-1-fired fired true", "b-1-fired fired true", "b-1-resolved resolved true",
            ])
    }

    @Test func `an indicator is found through indexes, in whichever vintage`() throws {
        let session = try world.session()
        try session.run("SET enable_seqscan = off")
        let answer = try session.ask("EXPLAIN SELECT * FROM klyfta.observation WHERE indicator = 'office.fibre'")
        let plan = (0..<answer.count).map { "\(answer.row($0))" }.joined()
        #expect(plan.contains("sheet_by_indicator") && plan.contains("release_line_by_line"), "\(plan)")
    }

    @Test func `a schema of the first form gets views and comments, and keeps its figures`() throws {
        let session = try world.session()
        let rows = try world.store.rows()
        try session.run(
            """
            SET search_path = klyfta;
            DROP VIEW alert_episode, alert_event, tested_change, current_rule_standing, rule_standing, published_figure,
                municipality_name, population, indicator, vintage;
            DROP INDEX release_line_by_line;
            DELETE FROM schema_step WHERE name LIKE '3 %';
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
            """)
        #expect(throws: StoreFault.self) { try Store.read(world.place, beside: world.store.directory) }
        let store = try Store.open(world.place, beside: world.store.directory)
        #expect(try store.rows() == rows)
        #expect(try world.texts(Self.uncommented) == [])
        #expect(try world.texts("SELECT count(*) FROM klyfta.vintage") == ["2"])
    }
}

/// What docs/many-machines.md shows, run as it stands there.
@Suite(
    "Asking in SQL, as it is documented",
    .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct DocumentedQuestionTests {
    private let world: AnalystWorld
    private let document: DocumentedCode

    init() throws {
        world = try AnalystWorld()
        try world.fill()
        document = try DocumentedCode("docs/many-machines.md")
    }

    /// The questions of the document, those of R among them.
    private var questions: [String] {
        document.blocks.flatMap { block in
            let sql = block.firstMatch(of: /dbGetQuery\(\w+, "(?<sql>[^"]*)"\)/).map { String($0.sql) } ?? block
            return sql.split(separator: ";").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
                .filter { $0.hasPrefix("SELECT") && $0.contains("FROM klyfta.") }
        }
    }

    private static let views =
        "SELECT relname FROM pg_class WHERE relnamespace = 'klyfta'::regnamespace AND relkind = 'v'"

    private func refusal(_ statement: String, as role: String) throws -> String? {
        let session = try world.session(as: role)
        // The right is asked for, not what the role set for itself.
        try session.run("SET default_transaction_read_only = off")
        let error = #expect(throws: PostgresError.self, "\(statement)") { try session.run(statement) }
        return error?.code
    }

    @Test
    func
        `a role that may only read is made as documented: it asks every view and every documented question, and nothing else`()
        throws
    {
        let grants = try #require(document.block(with: "CREATE ROLE klyfta_analyst"))
        try world.session().run(grants)
        let role = "klyfta_analyst"
        let views = try world.texts(Self.views)
        #expect(views.count > 5)
        for view in views { _ = try world.texts("SELECT * FROM klyfta.\(view)", as: role) }
        let questions = questions
        #expect(questions.count == 6)
        for question in questions { _ = try world.texts(question, as: role) }

        let tables = try world.texts(
            "SELECT relname FROM pg_class WHERE relnamespace = 'klyfta'::regnamespace AND relkind = 'r'")
        #expect(tables.count > 20)
        for table in tables { #expect(try refusal("SELECT * FROM klyfta.\(table)", as: role) == "42501") }
        let other = try PostgresPlace(address: world.place.address, schema: "other")
        _ = try Store.open(other, beside: world.store.directory)
        for statement in [
            "INSERT INTO klyfta.vintage (source) VALUES ('x')", "DELETE FROM klyfta.round",
            "INSERT INTO klyfta.round (committed_at, standings) VALUES (1, '[]')",
            "UPDATE klyfta.leadership SET epoch = 9",
            "CREATE TABLE klyfta.mine (x bigint)", "SELECT * FROM other.observation", "CREATE SCHEMA mine",
        ] {
            #expect(try refusal(statement, as: role) == "42501", "\(statement)")
        }
        let begun = try world.session(as: role)
        #expect(throws: PostgresError.self) { try begun.run("CREATE TEMPORARY TABLE mine (x bigint)") }
    }

    @Test func `the document names every view, and no other`() throws {
        // In quotes stand the tables that Citus is told of; the others are files.
        let named = document.text.matches(of: /[^']klyfta\.([a-z_]+)/).map { String($0.1) }
            .filter { !["yaml", "sqlite"].contains($0) }
        #expect(try Set(named) == Set(world.texts(Self.views)))
    }
}
