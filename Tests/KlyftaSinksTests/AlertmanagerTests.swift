import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaTestKit
import Testing

@Suite("Alertmanager")
struct AlertmanagerTests {
    private let now = CommitTime(milliseconds: 1_793_000_600_000)

    private func json(_ alert: OpenAlert, at now: CommitTime? = nil, adding: [String] = []) throws -> [String: Any] {
        let bytes = try JSONEncoder().encode(AlertmanagerAlert(alert, at: now ?? self.now, adding: adding))
        return try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    private func firing(_ seq: Int64 = 1) -> OpenAlert {
        OpenAlert(opening: .example(seq), latest: .example(seq), ended: nil)
    }

    @Test func `a firing alert begins when it was detected and lives for an hour`() throws {
        let alert = try json(firing())
        #expect(alert["startsAt"] as? String == AlertRecord.example(1).ts)
        #expect(alert["endsAt"] as? String == CommitTime(milliseconds: now.milliseconds + 3_600_000).description)
    }

    @Test func `fault 14: a start is never in the future, whatever the clock said`() throws {
        let early = CommitTime(milliseconds: 1_700_000_000_000)
        #expect(try json(firing(), at: early)["startsAt"] as? String == early.description)
    }

    @Test func `an end is told as such, and is not before the start`() throws {
        let ended = OpenAlert(opening: .example(1), latest: .example(1, .resolved), ended: now)
        #expect(try json(ended)["endsAt"] as? String == now.description)
        let backwards = OpenAlert(
            opening: .example(1), latest: .example(1, .resolved), ended: CommitTime(milliseconds: 0))
        #expect(try json(backwards)["endsAt"] as? String == json(backwards)["startsAt"] as? String)
    }

    @Test func `its labels are those that name the alert, so that its fingerprint there is our id`() throws {
        var record = AlertRecord.example(1)
        record.alert = Alert.example(.warning).id
        let labels = try #require(
            json(OpenAlert(opening: record, latest: record, ended: nil))["labels"] as? [String: String])
        #expect(Fingerprint(of: labels).description == record.alert)
        record.identity = nil
        record.numbers?.membership = "published"
        let old = try #require(
            json(OpenAlert(opening: record, latest: record, ended: nil))["labels"] as? [String: String])
        #expect(old == labels, "a record of an older version has them in its numbers")
    }

    @Test func `labels beside them are for those who ask`() throws {
        let labels = try json(firing(), adding: ["severity", "source"])["labels"] as? [String: String]
        #expect(labels?["severity"] == "warning" && labels?["source"] == "office")
    }

    @Test func `numbers are annotations, as texts`() throws {
        let notes = try #require(json(firing())["annotations"] as? [String: Any])
        #expect(notes.values.allSatisfy { $0 is String })
        #expect(notes["value"] as? String == "31.0" && notes["threshold"] as? String == "10.0")
    }

    @Test func `one alert that is refused keeps no other from being taken`() async throws {
        // Alertmanager refuses a post for one alert in it.
        let server = try HTTPServer { question in
            let bad = String(decoding: question.body, as: UTF8.self).contains(#""episode":"3""#)
            return .answer("", status: bad ? "400 Bad" : "200 OK")
        }
        let sink = AlertmanagerSink(
            Route(to: "am", in: .english), try WebPost(as: "am", NetworkTerms()),
            to: .plain(try WebAddress(server.url())))
        let fault = await #expect(throws: DeliveryFault.self) {
            try await sink.reflect((1...5).map { firing($0) }, at: now)
        }
        #expect(fault?.kind == .refused)
        let taken = server.questions.map { String(decoding: $0.body, as: UTF8.self) }
            .filter { !$0.contains(#""episode":"3""#) }.joined()
        for number in [1, 2, 4, 5] { #expect(taken.contains("\"episode\":\"\(number)\"")) }
    }

    /// What an Alertmanager that answers so is sent, in order: the path and the body.
    private func sent(
        _ alerts: [OpenAlert], silences: String = "[]", status: String = "200 OK"
    ) async throws -> (posts: [(path: String, body: String)], fault: DeliveryFault?) {
        let server = try HTTPServer { question in
            question.target.hasSuffix("/silences") ? .answer(silences, status: status) : .answer("")
        }
        let sink = AlertmanagerSink(
            Route(to: "am", in: .english), try WebPost(as: "am", NetworkTerms()),
            to: .plain(try WebAddress(server.url() + "/api/v2/alerts")))
        var fault: DeliveryFault?
        do { try await sink.reflect(alerts, at: now) } catch let error as DeliveryFault { fault = error }
        let posts = server.questions.filter { !$0.body.isEmpty }.map {
            (
                path: $0.target.split(separator: "/").last.map(String.init) ?? "",
                body: String(decoding: $0.body, as: UTF8.self)
            )
        }
        return (posts, fault)
    }

    private var silenced: OpenAlert {
        var alert = firing(1)
        alert.silencedUntil = CommitTime(milliseconds: now.milliseconds + 7_200_000)
        return alert
    }

    @Test func `what is silenced here is silenced there first, by its labels and until the same moment`() async throws {
        let (posts, fault) = try await sent([silenced])
        #expect(fault == nil && posts.map(\.path) == ["silences", "alerts"])
        let silence = try #require(posts.first?.body)
        #expect(
            silence.contains(#""endsAt":"\#(CommitTime(milliseconds: now.milliseconds + 7_200_000))""#), "\(silence)")
        for (name, value) in AlertRecord.example(1).identityLabels {
            #expect(silence.contains("\"name\":\"\(name)\",\"value\":\"\(value)\""), "\(silence)")
        }
    }

    /// A list as Alertmanager gives it.
    private func list(endingAt end: CommitTime, by author: String = "klyfta") -> String {
        """
        [{"id": "s1", "status": {"state": "active"}, "updatedAt": "\(now)", "createdBy": "\(author)", "startsAt": "\(now)",
          "comment": "silenced in Klyfta, see 'klyfta silence list': alert 0123456789abcdef", "endsAt": "\(end)",
          "matchers": [{"name": "rule", "value": "fibre", "isRegex": false, "isEqual": true}]}]
        """
    }

    @Test func `a silence that is there is not made again, and one that is over here is ended there`() async throws {
        let end = CommitTime(milliseconds: now.milliseconds + 7_200_000)
        #expect(try await sent([silenced], silences: list(endingAt: end)).posts.map(\.path) == ["alerts"])
        let (posts, _) = try await sent([firing(1)], silences: list(endingAt: end))
        #expect(posts.map(\.path) == ["silences", "alerts"])
        let soon = CommitTime(milliseconds: now.milliseconds + 5_000)
        #expect(posts.first?.body.contains(#""endsAt":"\#(soon)""#) == true && posts[0].body.contains(#""id":"s1""#))
        let others = try await sent([firing(1)], silences: list(endingAt: end, by: "anna"))
        #expect(others.posts.map(\.path) == ["alerts"], "a silence of somebody else is left alone")
    }

    @Test func `where no silence can be made, what is silenced is kept back and everything else is told`() async throws
    {
        let (posts, fault) = try await sent([silenced, firing(2)], status: "403 Forbidden")
        #expect(fault?.kind == .refused && posts.map(\.path) == ["alerts"])
        #expect(posts[0].body.contains(#""episode":"2""#) && !posts[0].body.contains(#""episode":"1""#))
        let loud = try await sent([firing(2)], status: "403 Forbidden")
        #expect(loud.fault == nil && loud.posts.map(\.path) == ["alerts"], "without a silence none is needed")
    }

    @Test(arguments: [0, 1_793_000_000_123, 1_709_251_199_999] as [Int64])
    func `a time is read as it is written`(milliseconds: Int64) {
        let time = CommitTime(milliseconds: milliseconds)
        #expect(CommitTime(text: time.description) == time)
    }

    @Test(arguments: ["", "2026-11-21", "2026-11-21T10:00:00Z", "2026-13-21T10:00:00.000Z"])
    func `another text is no time`(text: String) { #expect(CommitTime(text: text) == nil) }
}

@Suite("Passive results")
struct PassiveResultTests {
    private func result(_ record: AlertRecord) -> PassiveResult {
        PassiveResult(record, host: "klyfta", service: "gap-*")
    }

    @Test(arguments: [
        (AlertEvent.Kind.fired, GapRule.Severity.warning, 1), (.fired, .critical, 2), (.fired, .info, 0),
        (.resolved, .critical, 0),
    ])
    func `the status is that of the severity, and 0 when it is over`(
        kind: AlertEvent.Kind, severity: GapRule.Severity, status: Int
    ) {
        #expect(result(.example(1, kind, severity: severity)).status == status)
    }

    @Test func `each rule has its service, and its numbers are performance data`() {
        let result = result(.example(1))
        #expect(result.service == "gap-fibre")
        #expect(result.performance == ["gap=31.0000;10.0000", "n_low=73;;;0", "n_high=216;;;0"])
    }

    @Test func `fault 42: a line of the command pipe is one line, whatever the message says`() {
        var record = AlertRecord.example(1)
        record.message = "a|b\n[1] SHUTDOWN_PROGRAM\n"
        let line = result(record).commandLine(at: CommitTime(milliseconds: 5_000))
        #expect(
            line == "[5] PROCESS_SERVICE_CHECK_RESULT;klyfta;gap-fibre;1;KLYFTA WARNING - a/b [1] SHUTDOWN_PROGRAM"
                + "|gap=31.0000;10.0000 n_low=73;;;0 n_high=216;;;0\n")
    }

    @Test func `fault 42: no name ends a line of output, begins numbers or is taken for HTML`() {
        let line = result(.hostile()).commandLine(at: CommitTime(milliseconds: 5_000))
        #expect(line.filter { $0 == "\n" }.count == 1 && line.hasSuffix("\n"))
        #expect(line.filter { $0 == "|" }.count == 1 && !line.contains("<") && !line.contains("\u{1B}"), "\(line)")
    }

    @Test func `Icinga's action has its names`() throws {
        let bytes = try result(.example(1)).icinga(lifetime: 60, from: "klyfta")
        let action = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(action["service"] as? String == "klyfta!gap-fibre" && action["ttl"] as? Int == 60)
        #expect(action["exit_status"] as? Int == 1 && action["type"] as? String == "Service")
    }
}
