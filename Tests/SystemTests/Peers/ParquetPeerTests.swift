import Foundation
import KlyftaTestKit
import PostgresKit
import Testing

/// The whole history of the figures in an analytical engine, by the lines that docs/many-machines.md shows: DuckDB makes
/// Parquet of what `klyfta export` prints, and of what the view gives.
@Suite(.enabled(if: Peers.hasDuckDB, "needs duckdb: .ci/peers"), .timeLimit(.minutes(10)))
struct ParquetPeerTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Two vintages, a code that begins with a nought, and every reason why a value is not there.
    private func writeFigures(through year: Int) throws {
        try scratch.writeFigures(through: year)
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch["figures"]) {
            let text = try scratch.read("figures/\(file)").replacing("SE-2401", with: "SE-0301")
                .replacing("SE-2402,2010,40.0,", with: "SE-2402,2010,,missing")
                .replacing("SE-2402,2011,40.0,", with: "SE-2402,2011,,suppressed")
                .replacing("SE-2402,2012,40.0,", with: "SE-2402,2012,,not-applicable")
                .replacing("SE-2403,2010,40.0,", with: "SE-2403,2010,0.1,")
            try scratch.write(text, to: "figures/\(file)")
        }
    }

    private func fill(head: String = "") throws {
        try scratch.prepare(head: head)
        for year in [2013, 2014] {
            try writeFigures(through: year)
            #expect(try scratch.once().status == .exited(0))
        }
    }

    /// A line of the document, run as it stands there.
    private func run(lineWith words: String, from session: String = "") throws {
        let page = try String(contentsOfFile: "docs/many-machines.md", encoding: .utf8)
        let block = try #require(
            page.split(separator: "\n\n").first { $0.hasPrefix("    ") && $0.contains(words) && $0.contains("parquet") }
        )
        let config = scratch["klyfta.yaml"]
        let ending = try scratch.shell(
            "cd '\(scratch.path)'; klyfta() { command klyfta \"$@\" --config '\(config)'; }\n\(block)",
            environment: [
                "PYTHONPATH": Peers.packages, "PYTHONDONTWRITEBYTECODE": "1", "PGSERVICEFILE": scratch["services"],
            ])
        #expect(ending.status == .exited(0) && ending.errors.isEmpty, "\(ending)")
    }

    /// Holds the file against what klyfta prints, cell by cell, and both against the figures that were taken in.
    private static let comparison = """
        import csv, duckdb, sys
        types = {name: kind for name, kind, *_ in duckdb.sql("DESCRIBE SELECT * FROM 'observations.parquet'").fetchall()}
        assert types.pop("value") == "DOUBLE" and types.pop("taken_at") == "TIMESTAMP WITH TIME ZONE", types
        assert set(types.values()) == {"VARCHAR"}, types
        data = duckdb.sql("SELECT * REPLACE (epoch_ms(taken_at) AS taken_at) FROM 'observations.parquet'").fetchall()
        names = [one[0] for one in duckdb.sql("DESCRIBE SELECT * FROM 'observations.parquet'").fetchall()]
        printed = list(csv.DictReader(open(sys.argv[1], newline="")))
        assert names == list(printed[0]), names
        def stamp(text):
            from datetime import datetime
            return round(datetime.fromisoformat(text).timestamp() * 1000)
        def cells(row):
            return tuple(float(text) if name == "value" and text else stamp(text) if name == "taken_at" else text or None
                         for name, text in row.items())
        assert sorted(data, key=repr) == sorted(map(cells, printed), key=repr)
        # A year more in the second vintage: 8 municipalities, 3 indicators, 4 and 5 years.
        assert len(data) == 8 * 3 * (4 + 5) and len({row[1] for row in data}) == 2, len(data)
        last = max(row[9] for row in data)
        taken = {}
        for row in data:
            if row[9] == last: taken[row[2:5]] = row[5:7]
        given = {}
        for name in ("N07900", "N90002", "N90003"):
            for row in csv.DictReader(open(f"figures/{name}.csv")):
                given["skl." + name, row["period"], row["municipality"]] = (
                    float(row["value"]) if row["value"] else None, row["absence"] or None)
        assert taken == given
        assert {row[8] for row in data} == {row[4][3:] for row in data} and "0301" in {row[8] for row in data}
        assert {row[6] for row in data} == {None, "missing", "suppressed", "not-applicable"}
        print(len(data))
        """

    private func compare() throws {
        let printed = scratch["printed.csv"]
        let export = try scratch.shell(
            "klyfta export csv observations --config '\(scratch["klyfta.yaml"])' > '\(printed)'")
        #expect(export.status == .exited(0), "\(export)")
        let ending = try scratch.startPython(
            "import os, sys; os.chdir(sys.argv[2])\n" + Self.comparison, [printed, scratch.path]
        ).ending(within: .seconds(300))
        #expect(ending.status == .exited(0), "\(ending)")
    }

    @Test func `what klyfta prints becomes Parquet with the same figures, vintages, reasons and codes`() throws {
        try fill()
        try run(lineWith: "klyfta export csv observations")
        try compare()
    }

    @Test(
        .enabled(if: PostgresServer.isHere && Peers.psql != nil, "needs PostgreSQL and psql (Debian's postgresql-15)"))
    func `so does what the view gives, and it is what klyfta prints`() throws {
        let server = try #require(PostgresServer.shared)
        let database = "p\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        try PostgresSession([("dbname", server.address)], patience: .seconds(600)).run("CREATE DATABASE \(database)")
        try fill(
            head: """
                store: postgresql
                postgresql: { address: "postgresql://klyfta@/\(database)?host=\(server.directory)" }
                """)
        try scratch.write(
            "[klyfta]\nhost=\(server.directory)\ndbname=\(database)\nuser=klyfta\n", to: "services")
        try run(lineWith: "psql service=klyfta")
        try compare()
        try compareAlerts()
    }

    /// The view of events has what the daemon's own file of alerts has, under the same names.
    private static let alerts = """
        import csv, sys
        def rows(name): return {row["id"]: row for row in csv.DictReader(open(name, newline=""))}
        printed, viewed = rows(sys.argv[1]), {id: row for id, row in rows(sys.argv[2]).items() if row["announced"] == "t"}
        assert printed.keys() == viewed.keys() and len(printed) > 5, (printed.keys(), viewed.keys())
        for id, row in printed.items():
            other = viewed[id]
            other["told"], other["provisional"] = None, {"t": "yes", "f": ""}[other["provisional"]]
            for name, text in row.items():
                if name == "told": continue
                same = text == other[name]
                if not same: same = float(text) == float(other[name])
                assert same, (id, name, text, other[name])
        print(len(printed))
        """

    private func compareAlerts() throws {
        let config = scratch["klyfta.yaml"]
        let ending = try scratch.shell(
            """
            cd '\(scratch.path)' && klyfta export csv alerts --config '\(config)' > printed.csv &&
            psql service=klyfta -c "\\copy (SELECT * FROM klyfta.alert_event) TO STDOUT CSV HEADER" > viewed.csv
            """, environment: ["PGSERVICEFILE": scratch["services"]])
        #expect(ending.status == .exited(0), "\(ending)")
        let compared = try scratch.python(Self.alerts, scratch["printed.csv"], scratch["viewed.csv"])
        #expect(compared.status == .exited(0), "\(compared)")
    }
}
