import KlyftaTestKit
import PostgresKit
import Testing

@testable import KlyftaStore

/// Whether the tables can be spread as docs/many-machines.md says. No Citus is run: what it refuses is looked for in the catalog.
@Suite(
    "Tables that Citus may spread", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct SpreadTablesTests {
    private let world: AnalystWorld

    init() throws { world = try AnalystWorld() }

    /// In the place of Citus' own functions: they write down which table is spread by which column, `-` for one that lies
    /// everywhere whole.
    private static let notebook = """
        CREATE TABLE public.spread (place serial, name regclass PRIMARY KEY, by text NOT NULL);
        CREATE FUNCTION public.create_reference_table(regclass) RETURNS void LANGUAGE sql
            AS $$ INSERT INTO public.spread (name, by) VALUES ($1, '-') $$;
        CREATE FUNCTION public.create_distributed_table(regclass, text) RETURNS void LANGUAGE sql
            AS $$ INSERT INTO public.spread (name, by) VALUES ($1, $2) $$;
        """

    /// What Citus would refuse, a row a reason. A foreign key of a spread table needs what it points to on every machine, when
    /// it is spread; one that points to a spread table would have to be of a table spread alike.
    private static let refusals = """
        SELECT 'no such column: ' || name || '.' || by FROM public.spread WHERE by <> '-' AND NOT EXISTS (
            SELECT 1 FROM pg_attribute WHERE attrelid = name AND attname = by AND attnotnull)
        UNION ALL SELECT 'unique without the distribution column: ' || indexrelid::regclass
            FROM public.spread JOIN pg_index ON indrelid = name AND (indisunique OR indisexclusion)
            WHERE by <> '-' AND NOT EXISTS (
                SELECT 1 FROM pg_attribute WHERE attrelid = name AND attname = by AND attnum = ANY (indkey))
        UNION ALL SELECT 'a foreign key to a table that is spread: ' || conname
            FROM pg_constraint JOIN public.spread AS far ON far.name = confrelid WHERE contype = 'f' AND far.by <> '-'
        UNION ALL SELECT 'a foreign key to a table that lies elsewhere, or is spread later: ' || conname
            FROM pg_constraint JOIN public.spread AS near ON near.name = conrelid
                LEFT JOIN public.spread AS far ON far.name = confrelid
            WHERE contype = 'f' AND (far.name IS NULL OR far.place > near.place)
        UNION ALL SELECT 'a trigger: ' || tgname FROM public.spread JOIN pg_trigger ON tgrelid = name WHERE NOT tgisinternal
        UNION ALL SELECT 'a rule: ' || rulename FROM public.spread JOIN pg_rewrite ON ev_class = name
        UNION ALL SELECT 'inherits: ' || name FROM public.spread JOIN pg_inherits ON name IN (inhrelid, inhparent)
        UNION ALL SELECT 'an identity that is no bigint: ' || name || '.' || attname
            FROM public.spread JOIN pg_attribute ON attrelid = name WHERE attidentity <> '' AND atttypid <> 'bigint'::regtype
        UNION ALL SELECT 'a default of a sequence: ' || name || '.' || adnum
            FROM public.spread JOIN pg_attrdef ON adrelid = name WHERE pg_get_expr(adbin, adrelid) LIKE '%nextval%'
        """

    private func spread(_ statements: String) throws {
        try world.session().run(Self.notebook + statements)
    }

    @Test func `the tables that the document spreads have nothing that Citus refuses`() throws {
        let document = try DocumentedCode("docs/many-machines.md")
        try spread(try #require(document.block(with: "create_distributed_table")))
        #expect(
            try world.texts("SELECT name, by FROM public.spread WHERE by <> '-'").count == 1,
            "the observations, by line")
        #expect(try world.texts(Self.refusals) == [])
    }

    @Test(arguments: [
        ("SELECT create_distributed_table('klyfta.line', 'id')", "unique without the distribution column"),
        ("SELECT create_distributed_table('klyfta.line', 'id')", "a foreign key to a table that is spread"),
        ("SELECT create_distributed_table('klyfta.sheet', 'line')", "a foreign key to a table that lies elsewhere"),
        ("SELECT create_distributed_table('klyfta.sheet', 'town')", "no such column"),
        (
            """
            SELECT create_reference_table('klyfta.sheet');
            CREATE TRIGGER t BEFORE INSERT ON klyfta.sheet FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()
            """, "a trigger"
        ),
        (
            "CREATE TABLE klyfta.n (id integer GENERATED ALWAYS AS IDENTITY); SELECT create_reference_table('klyfta.n')",
            "an identity that is no bigint"
        ),
        (
            "CREATE TABLE klyfta.n (id serial); SELECT create_reference_table('klyfta.n')", "a default of a sequence"
        ),
    ])
    func `what it would refuse is found`(statements: String, refusal: String) throws {
        try spread(statements)
        #expect(try world.texts(Self.refusals).contains { $0.hasPrefix(refusal) })
    }
}
