import Foundation
import KlyftaTestKit
import Testing

/// The readers that analysts use, on every file of data that there is: `csv` of Python, and pyjstat, feedparser, icalendar
/// and openapi-spec-validator from PyPI.
@Suite(
    .enabled(if: Peers.hasDataReaders, "needs pyjstat, feedparser, icalendar and openapi-spec-validator: .ci/peers"),
    .timeLimit(.minutes(10)))
struct DataPeerTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Whose figures are read.
    enum World: CaseIterable {
        /// A small country with hostile names.
        case hostile
        /// All that ships, under its own rules.
        case shipped
    }

    /// Has all files written, as for a web server.
    private func write(_ world: World) throws {
        switch world {
        case .hostile: try scratch.prepareData()
        case .shipped:
            let rules = try scratch.klyfta("sample", "rules").output
            let sources = ["skl", "ssb", "esv", "demoskop"].map { "  \($0): { schedule: yearly }\n" }.joined()
            try scratch.write(
                "state: \(scratch["state"])\nrecompute: { schedule: yearly }\nsources:\n\(sources)\(rules)",
                to: "klyfta.yaml")
        }
        for command in [["once"], ["report", "--pages", scratch["out"]]] {
            let ending = try scratch.start(command + ["--config", scratch["klyfta.yaml"]]).ending(within: .seconds(300))
            #expect(ending.status == .exited(0), "\(ending)")
        }
    }

    private func passes(_ script: String, _ arguments: String..., at place: SourceLocation = #_sourceLocation) throws {
        let ending = try scratch.startPython(script, arguments).ending(within: .seconds(300))
        #expect(ending.status == .exited(0), "\(ending)", sourceLocation: place)
        #expect((Int(ending.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) > 0, sourceLocation: place)
    }

    @Test(arguments: World.allCases)
    func `Python's csv reads every table, and pyjstat reads JSON-stat back to the same figures`(world: World) throws {
        try write(world)
        try passes(Self.tables, scratch["out"])
        try passes(Self.cubes, scratch["out"])
    }

    /// Every table is read, its texts are no formulas, and Excel's form of it has the same figures.
    private static let tables = """
        import csv, glob, io, json, sys
        count = 0
        for name in glob.glob(sys.argv[1] + "/data/**/*.csv", recursive=True):
            excel = name.endswith(".excel.csv")
            text = open(name, "rb").read().decode("utf-8")
            assert text.startswith("\\ufeff") == excel, name
            assert text.count("\\n") == text.count("\\r\\n"), name
            rows = list(csv.reader(io.StringIO(text.lstrip("\\ufeff"), newline=""), delimiter=";" if excel else ",", strict=True))
            assert len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}, name
            meta = json.load(open(name[:-len(".excel.csv" if excel else ".csv")] + ".metadata.json"))
            numeric = [one["unit"] is not None for one in meta["columns"]]
            assert [one["name"] for one in meta["columns"]] == rows[0], name
            for row in rows[1:]:
                for field, number in zip(row, numeric):
                    if number and field:
                        assert (",", ".")[excel] not in field, (name, field)
                        float(field.replace(",", ".") if excel else field)
                    elif not number:
                        assert not field.startswith(tuple("=+-@\\t\\r")) and "\\u202e" not in field, (name, field)
            if not excel:
                other = open(name[:-4] + ".excel.csv", encoding="utf-8-sig", newline="")
                twin = list(csv.reader(other, delimiter=";", strict=True))
                for one, two in zip(rows[1:], twin[1:], strict=True):
                    assert [f.replace(".", ",") if n else f for f, n in zip(one, numeric)] == two, name
            count += len(rows) - 1
        print(count)
        """

    /// Every cell of JSON-stat has the figure of the table or its reason, and no cell has one that the table lacks.
    private static let cubes = """
        import csv, glob, json, math, sys
        from pyjstat import pyjstat
        count = 0
        for name in glob.glob(sys.argv[1] + "/data/indicator/**/*.jsonstat.json", recursive=True):
            text = open(name, encoding="utf-8").read()
            stat = json.loads(text)
            data = pyjstat.Dataset.read(text)
            frame = data.write("dataframe", naming="id")
            dimensions = stat["id"]
            read = {tuple(str(row[d]) for d in dimensions): row["value"] for _, row in frame.iterrows()}
            measures = stat["dimension"]["measure"]["category"]["index"]
            size = 1
            for one in stat["size"]: size *= one
            assert size == len(stat["value"]) == len(read), name
            seen = {}
            for row in csv.DictReader(open(name.replace(".jsonstat.json", ".csv"), encoding="utf-8", newline="")):
                reasons = dict(part.split("=") for part in row["missing"].split())
                for measure in measures:
                    key = []
                    for dimension in dimensions[:-1]:
                        code = row[dimension]
                        # In a table a text that looks like a formula has an apostrophe.
                        codes = stat["dimension"][dimension]["category"]["index"]
                        key.append(code if code in codes else next(c for c in codes if "'" + c == code))
                    key = tuple(key) + (measure,)
                    value = read[key]
                    if row[measure] == "":
                        assert value is None or math.isnan(value), (name, key, value)
                        place = 0
                        for d, code in zip(dimensions, key):
                            codes = stat["dimension"][d]["category"]["index"]
                            place = place * len(codes) + codes.index(code)
                        assert stat["status"][str(place)] == reasons[measure], (name, key)
                    else:
                        assert float(row[measure]) == value, (name, key, value)
                    seen[key] = value
                    count += 1
            for key, value in read.items():
                assert key in seen or value is None or math.isnan(value), (name, key)
            assert stat["source"] == row["attribution"].lstrip("'"), name
        print(count)
        """

    @Test func `feedparser reads the feed, and it holds to RFC 4287`() throws {
        try write(.hostile)
        try passes(
            """
            import glob, re, sys, feedparser
            import xml.etree.ElementTree as tree
            atom = "{http://www.w3.org/2005/Atom}"
            once, many = {"id", "title", "updated", "published", "summary", "content", "rights", "generator"}, {"author", "link", "category"}
            moment = re.compile(r"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z")
            def check(element, needed):
                names = [child.tag.removeprefix(atom) for child in element if child.tag != atom + "entry"]
                assert set(names) <= once | many, names
                for name in once: assert names.count(name) <= 1, names
                for name in needed: assert name in names, (name, names)
                for child in element:
                    if child.tag in (atom + "updated", atom + "published"): assert moment.fullmatch(child.text), child.text
                    if child.tag == atom + "link": assert child.get("href") and child.get("rel") in ("self", "alternate")
                    if child.tag == atom + "category": assert child.get("term")
                    if child.tag == atom + "id": assert re.fullmatch(r"tag:[a-z.]+,\\d{4}:[!-~]+", child.text), child.text
                links = [(c.get("rel"), c.get("type"), c.get("hreflang")) for c in element if c.tag == atom + "link"]
                assert len(links) == len(set(links)), links
            count = 0
            for name in glob.glob(sys.argv[1] + "/*/alerts.atom"):
                root = tree.parse(name).getroot()
                assert root.tag == atom + "feed" and root.get("{http://www.w3.org/XML/1998/namespace}lang") in name.split("/")
                check(root, ["id", "title", "updated", "author", "link"])
                entries = root.findall(atom + "entry")
                for entry in entries: check(entry, ["id", "title", "updated", "link", "content"])
                ids = [entry.find(atom + "id").text for entry in entries]
                times = [entry.find(atom + "updated").text for entry in entries]
                assert len(set(ids)) == len(ids) == 4 and max(times) == root.find(atom + "updated").text
                feed = feedparser.parse(open(name, "rb").read())
                assert not feed.bozo and feed.version == "atom10", feed.get("bozo_exception")
                assert [entry.id for entry in feed.entries] == ids
                assert any("=HYPERLINK" in entry.content[0].value for entry in feed.entries)
                assert all("\\u202e" not in entry.title + entry.content[0].value for entry in feed.entries)
                count += len(ids)
            print(count)
            """, scratch["out"])
    }

    @Test func `icalendar reads the calendar of a daemon that has run`() throws {
        try scratch.prepareData()
        let daemon = try Daemon(in: scratch)
        try eventually("both jobs have run") {
            let text = try scratch.klyfta("export", "ical", "--config", scratch["klyfta.yaml"]).output
            return text.contains("UID:round-") && text.contains("UID:fetch-skl-")
        }
        #expect(try daemon.stop() == .exited(0))
        let text = try scratch.klyfta("export", "ical", "--language", "sv", "--config", scratch["klyfta.yaml"]).output
        try scratch.write(text, to: "calendar.ics")
        try passes(
            """
            import datetime, sys, icalendar
            raw = open(sys.argv[1], "rb").read()
            assert raw.endswith(b"\\r\\n") and raw.count(b"\\n") == raw.count(b"\\r\\n")
            assert max(len(line) for line in raw.split(b"\\r\\n")) <= 75
            calendar = icalendar.Calendar.from_ical(raw)
            assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
            events = calendar.walk("VEVENT")
            uids = [str(event["UID"]) for event in events]
            assert len(set(uids)) == len(uids)
            for event in events:
                assert not event.errors, event.errors
                start = event["DTSTART"].dt
                assert start.tzinfo is not None and start.utcoffset() == datetime.timedelta(0)
                assert start > event["DTSTAMP"].dt and str(event["SUMMARY"])
            assert any(uid.startswith("round-") for uid in uids) and any(uid.startswith("fetch-skl-") for uid in uids)
            releases = sorted(uid for uid in uids if uid.startswith("release-skl-"))
            assert len(releases) == 2 and all(uid.endswith("1101T000000Z@klyfta.org") for uid in releases), uids
            print(len(events))
            """, scratch["calendar.ics"])
    }

    @Test func `openapi-spec-validator has nothing to say against the document`() throws {
        try scratch.write(try scratch.klyfta("export", "openapi").output, to: "openapi.json")
        try passes(
            """
            import json, sys
            from openapi_spec_validator import OpenAPIV31SpecValidator, validate
            document = json.load(open(sys.argv[1]))
            validate(document, cls=OpenAPIV31SpecValidator)
            print(len(document["paths"]))
            """, scratch["openapi.json"])
    }
}
