import Foundation
import KlyftaTestKit
import Testing

/// The figures as the daemon serves them and as `klyfta export` prints them.
@Suite(.enabled(if: Peers.python != nil, "needs python3: .ci/peers"), .timeLimit(.minutes(10)))
struct DataOutTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.prepareData()
    }

    /// Calls every route of the OpenAPI document on a real server, with what there is in the place of its parameters, and
    /// holds status, type, tag and length against what the document and the head say.
    private static let walk = """
        import csv, http.client, io, json, socket, sys
        class Local(http.client.HTTPConnection):
            def connect(self):
                self.sock = socket.socket(socket.AF_UNIX)
                self.sock.settimeout(60)
                self.sock.connect(sys.argv[1])
        def ask(path, method="GET", **headers):
            peer = Local("localhost")
            peer.request(method, path, headers=headers)
            answer = peer.getresponse()
            body = answer.read()
            peer.close()
            return answer, body
        document = json.loads(ask("/openapi.json")[1])
        alerts = list(csv.DictReader(io.StringIO(ask("/data/alerts.csv")[1].decode())))
        event = alerts[0]["id"]
        known = {"language": ["sv", "nb", "en"], "indicator": ["skl.N07900"], "municipality": ["SE-2401"], "event": [event], "sheet": ["2"]}
        def filled(path, names):
            if not names: return [path]
            return [one for value in known[names[0]] for one in filled(path.replace("{%s}" % names[0], value), names[1:])]
        count = 0
        for template, item in document["paths"].items():
            for path in filled(template, [one["name"] for one in item.get("parameters", [])]):
                answer, body = ask(path)
                count += 1
                if "{sheet}" in template:
                    assert answer.status == 404, (path, "there is no more than one here")
                    continue
                told = item["get"]["responses"]
                assert str(answer.status) in told and answer.status in (200, 302), (path, answer.status, body[:200])
                if answer.status == 200:
                    kind = answer.headers["Content-Type"].split(";")[0]
                    assert kind in told["200"]["content"], (path, kind)
                    assert len(body) > 0, path
                    kept = answer.headers.get("Content-Disposition", "")
                    assert kind != "text/csv" or kept.startswith("attachment; filename=") and kept.endswith('.csv"'), path
                head, nothing = ask(path, "HEAD")
                assert head.status == answer.status and nothing == b"", (path, head.status)
                if "304" in told:
                    assert head.headers["Content-Length"] == str(len(body)), path
                    tag = answer.headers["ETag"]
                    again, nothing = ask(path, **{"If-None-Match": tag})
                    assert again.status == 304 and nothing == b"" and again.headers["ETag"] == tag, (path, again.status)
                for name, values in known.items():
                    if "{%s}" % name in template:
                        assert ask(path.replace(values[0], "zz"))[0].status == 404 or name == "language", path
        assert ask("/data/nothing.csv")[0].status == 404
        print(count)
        """

    @Test func `every route of the OpenAPI document answers as it says, and as export prints`() throws {
        let daemon = try Daemon(in: scratch)
        let socket = scratch["state/page.sock"]
        try eventually("the round is told") { try scratch.ask("/", at: socket).contains("4 firing") }
        // The first reader waits for the first edition.
        #expect(try scratch.ask("/data/gaps.csv", at: socket).hasPrefix("indicator,"))
        let ending = try scratch.startPython(Self.walk, [socket]).ending(within: .seconds(300))
        #expect(ending.status == .exited(0), "\(ending)")
        #expect((Int(ending.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) > 50, "\(ending)")
        let forms: [(arguments: [String], path: String)] = [
            (["csv"], "/data/gaps.csv"), (["csv-excel"], "/data/gaps.excel.csv"),
            (["metadata"], "/data/gaps.metadata.json"),
            (["json-stat"], "/data/gaps.jsonstat.json"), (["csv", "alerts"], "/data/alerts.csv"),
            (["csv", "skl.N07900/classes"], "/data/indicator/skl.N07900/classes.csv"),
            (["json-stat", "skl.N07900/municipalities"], "/data/indicator/skl.N07900/municipalities.jsonstat.json"),
            (["metadata", "skl.N07900/published"], "/data/indicator/skl.N07900/published.metadata.json"),
            (["atom", "--language", "nb"], "/nb/alerts.atom"), (["ical", "--language", "sv"], "/sv/calendar.ics"),
            (["openapi"], "/openapi.json"),
        ]
        for (arguments, path) in forms {
            let printed = try scratch.start(["export"] + arguments + ["--config", scratch["klyfta.yaml"]]).ending()
            #expect(printed.status == .exited(0), "\(printed)")
            #expect(try scratch.ask(path, at: socket) == printed.output, "\(path)")
        }
        #expect(try daemon.stop() == .exited(0))
    }

    @Test(arguments: [
        (["csv", "nothing"], "skl.N07900/classes"), (["json-stat", "alerts"], "alerts have no json-stat"),
        (["csv", "skl.N1/gaps"], "klyfta export csv gaps"), (["current", "gaps"], "leave out 'gaps'"),
        (["csv", "--language", "sv"], "leave out '--language'"),
    ])
    func `what cannot be printed is said, with what can`(arguments: [String], remedy: String) throws {
        #expect(try scratch.once().status == .exited(0))
        let ending = try scratch.start(["export"] + arguments + ["--config", scratch["klyfta.yaml"]]).ending()
        #expect(ending.status == .exited(64), "\(ending)")
        #expect(ending.errors.contains(remedy) && ending.output.isEmpty, "\(ending)")
    }
}
