import Foundation
import Glibc
import KlyftaTestKit
import Testing

/// What people do about alerts, from the command to what is written down: through a running daemon, and without one.
struct HandlingTests {
    private let scratch: Scratch
    private let receiver: HTTPServer
    private let head: String

    /// One receiver takes what it is sent; behind the other address nobody listens.
    init() throws {
        scratch = try Scratch()
        receiver = try HTTPServer { _ in .answer("") }
        head = """
            control: \(scratch["control.sock"])
            sinks:
              hook: { kind: webhook, url: \"\(receiver.url("/in"))\" }
              gone: { kind: webhook, url: \"http://127.0.0.1:\(try Peers.freePort())/in\" }
            """
        try scratch.prepare(head: head)
    }

    /// Who carries an order out.
    enum Way: CaseIterable {
        case daemon, store
    }

    private func beside(_ way: Way, _ work: (Daemon?) throws -> Void) throws {
        #expect(try scratch.once().status == .exited(1), "nobody listens at one of the sinks")
        guard way == .daemon else { return try work(nil) }
        let daemon = try Daemon(in: scratch)
        try daemon.notify.wait(forStatus: "4 firing")
        try work(daemon)
        #expect(try daemon.stop() == .exited(0))
    }

    /// Has something done, and looks at what is said of it.
    private func handle(
        _ words: String..., saying text: String, as user: KlyftaProcess.User = .current
    ) throws {
        let arguments = words + ["--comment", "because of \(words[0])", "--config", scratch["klyfta.yaml"]]
        let ending = try scratch.start(arguments, as: user).ending()
        #expect(ending.status == .exited(0), "\(words): \(ending)")
        #expect(ending.output.contains(text), "\(words): \(ending)")
    }

    /// The rows that a command shows of the state.
    private func rows(_ words: String...) throws -> [[String: String]] {
        let ending = try scratch.start(words + ["--format", "json", "--state", scratch["state"]]).ending()
        #expect(ending.status == .exited(0), "\(words): \(ending)")
        let rows = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [[String: Any]] ?? []
        return rows.map { $0.mapValues { "\($0)" } }
    }

    /// What `current.json` says that people did about an alert.
    private func handling(of rule: String) throws -> [String] {
        let json = try JSONSerialization.jsonObject(with: Data(scratch.read("state/current.json").utf8))
        let alerts = (json as? [String: Any])?["alerts"] as? [[String: Any]] ?? []
        let row = try #require(alerts.first { $0["rule"] as? String == rule })
        return (row["handling"] as? [[String: Any]] ?? []).map { "\($0["kind"] ?? "") by \($0["by"] ?? "")" }
    }

    private func isWaiting(_ sink: String) throws -> [String] {
        try rows("outbox", "list").filter { $0["sink"] == sink }.map { $0["state"] ?? "" }
    }

    private static let me = String(cString: getpwuid(geteuid()).pointee.pw_name)

    @Test(arguments: Way.allCases)
    func `each act is done, shown where alerts are shown, and written down with who, when and why`(way: Way) throws {
        try beside(way) { daemon in
            let begin = Date.now.addingTimeInterval(-1)
            try handle("ack", "b-level", "--until", "resolved", saying: "is acknowledged until resolved")
            #expect(try handling(of: "b-level") == ["acknowledged by \(Self.me)"])
            try handle("unack", "b-level", saying: "is not acknowledged any more")
            #expect(try handling(of: "b-level") == [])
            try handle("ack", "b-level", "--until", "14d", saying: "is acknowledged until 20")
            try handle("silence", "add", "severity=warning", "--for", "2h", saying: "severity=warning until 20")
            let silence = try #require(try rows("silence", "list").first?["id"])
            #expect(try handling(of: "e-level") == ["silenced by \(Self.me)"])
            try handle("silence", "expire", silence, saying: "silence \(silence) has ended")
            #expect(try rows("silence", "list").isEmpty)
            try handle("drill", "--sink", "hook", saying: "hook: sent")
            #expect(try isWaiting("gone") == Array(repeating: "waiting", count: 4))
            try handle("outbox", "retry", "--sink", "gone", saying: "tried again for sink gone")
            try handle("outbox", "drop", "--sink", "gone", "--event", "1", saying: "1 dropped for sink gone")
            #expect(try isWaiting("gone") == Array(repeating: "waiting", count: 3))

            let acts = try rows("acts")
            #expect(
                acts.map { $0["act"] } == [
                    "acknowledge", "unacknowledge", "acknowledge", "silence", "expire", "drill", "retry", "drop",
                ])
            #expect(acts.map { $0["by"] } == Array(repeating: Self.me, count: 8))
            #expect(
                acts.map { $0["comment"] }
                    == ["ack", "unack", "ack", "silence", "silence", "drill", "outbox", "outbox"].map {
                        "because of \($0)"
                    })
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            let times = try acts.map { try style.parse($0["time"] ?? "") }
            #expect(times == times.sorted() && times.allSatisfy { begin <= $0 && $0 <= .now })
            if let daemon {
                #expect(daemon.process.errors.split(separator: "\n").count { $0.contains("Handled by a person") } == 8)
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `a drill says that it is a test, to every sink, and tells of each what it made of it`(way: Way) throws {
        try beside(way) { _ in
            let ending = try scratch.klyfta(
                "drill", "--comment", "monthly", "--config", scratch["klyfta.yaml"])
            #expect(ending.status == .exited(0), "\(ending)")
            let lines = ending.output.split(separator: "\n")
            #expect(lines.contains("file: sent") && lines.contains("log: sent") && lines.contains("hook: sent"))
            #expect(lines.contains { $0.hasPrefix("gone: NOT sent: ") }, "\(ending)")
            let post = try #require(receiver.questions.last)
            #expect(String(decoding: post.body, as: UTF8.self).contains("[TEST]"))
            #expect(try scratch.history().map(\.name) == Watched.firstEvents, "a drill is no event")
        }
    }

    @Test(arguments: Way.allCases)
    func `what happens during a silence is written down, kept from people, and sent when it ends`(way: Way) throws {
        try beside(way) { daemon in
            let before = receiver.questions.count
            try handle("silence", "add", "rule=b-level", "--for", "2h", saying: "rule=b-level until 20")
            let higher = Watched.rules.replacing("above: 11", with: "above: 13")
            try scratch.write(Watched.configuration(scratch, head: head, rules: higher), to: "klyfta.yaml")
            if let daemon { daemon.process.signal(SIGHUP) } else { _ = try scratch.once() }
            try eventually("the end is in the file", within: .seconds(60)) {
                try scratch.alertsSoFar().last?.name == "b-level resolved"
            }
            // A drill passes the sink after what is kept from it.
            try handle("drill", "--sink", "hook", saying: "hook: sent")
            #expect(receiver.questions.count == before + 1)
            #expect(try isWaiting("hook") == ["waiting"])
            let silence = try #require(try rows("silence", "list").first?["id"])
            try handle("silence", "expire", silence, saying: "has ended")
            if daemon == nil { _ = try scratch.once() }
            try eventually("the end is told", within: .seconds(60)) { receiver.questions.count == before + 2 }
            #expect(try receiver.questions.last?.headers["webhook-id"] == scratch.history().last?.id)
        }
    }

    @Test(arguments: Way.allCases)
    func `what cannot be done is refused with words, and nothing is written down`(way: Way) throws {
        try beside(way) { _ in
            for (words, text) in [
                (["ack", "c-widened", "--until", "resolved"], "it does not fire"),
                (["ack", "b-levl", "--until", "resolved"], "Did you mean b-level?"),
                (["unack", "b-level"], "it is not acknowledged"),
                (["silence", "expire", "99"], "no such silence holds"),
                (["outbox", "retry", "--sink", "hok"], "nothing waits for it"),
                (["drill", "--sink", "hok"], "there is no such sink"),
            ] {
                let arguments = words + ["--comment", "a slip", "--config", scratch["klyfta.yaml"]]
                let ending = try scratch.start(arguments).ending()
                #expect(ending.status == .exited(1) && ending.errors.contains(text), "\(words): \(ending)")
            }
            let blank = try scratch.klyfta(
                "ack", "b-level", "--until", "resolved", "--comment", " ", "--config", scratch["klyfta.yaml"])
            #expect(blank.status == .exited(1) && blank.errors.contains("Say why with --comment"), "\(blank)")
            #expect(try rows("acts").isEmpty)
        }
    }

    @Test(.enabled(if: KlyftaProcess.canBeNobody, "needs root and setpriv"))
    func `who is not in the group of the socket is refused, and who is acts under the name that the kernel knows`()
        throws
    {
        try beside(.daemon) { _ in
            let words = ["ack", "b-level", "--until", "resolved", "--comment", "I am root", "--config"]
            for command in [words + [scratch["klyfta.yaml"]], ["reload", "--config", scratch["klyfta.yaml"]]] {
                let refused = try scratch.start(command, as: .nobody).ending()
                #expect(refused.status == .exited(77), "\(refused)")
                #expect(refused.errors.contains("control.sock: this control socket is not for everybody"), "\(refused)")
                #expect(refused.errors.contains("a member of the group of the daemon"), "\(refused)")
            }
            #expect(try rows("acts").isEmpty)
            // Now the group is one that nobody is in.
            chown(scratch["control.sock"], 0, KlyftaProcess.nobody)
            try handle("ack", "b-level", "--until", "resolved", saying: "is acknowledged", as: .nobody)
            #expect(try rows("acts").map { $0["by"] } == ["nobody"])
        }
    }

    @Test(.enabled(if: KlyftaProcess.canBeNobody, "needs root and setpriv"))
    func `without a daemon, who may not write the state may do nothing about alerts`() throws {
        try beside(.store) { _ in
            let refused = try scratch.klyfta(
                "ack", "b-level", "--until", "resolved", "--comment", "mine", "--config", scratch["klyfta.yaml"],
                as: .nobody)
            #expect(refused.status == .exited(77) && refused.errors.contains("Permission denied"), "\(refused)")
            #expect(try rows("acts").isEmpty)
        }
    }
}
