import Foundation
import Glibc
import Testing

/// Figures of a program and of dropped files, through the whole daemon.
struct StrangersFiguresTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private let answer = [
        #"{"klyfta":{"lines":1,"source":"desk"}}"#,
        #"{"indicator":{"id":"desk.x","title":{"en":"X"},"unit":"percent","direction":"higher-is-better","nature":"survey","breaks":[],"attribution":{"raw":"r","derived":"d"}}}"#,
        #"{"observations":{"indicator":"desk.x","period":"2024","values":{"SE-0180":1.5,"SE-2505":2},"absent":{}}}"#,
        #"{"end":{"indicators":1,"observations":2,"populations":0,"names":0,"boundaryChanges":0,"published":0}}"#,
    ]

    private func configure(_ sources: String) throws {
        try scratch.write("state: \(scratch["state"])\nsources:\n\(sources)", to: "klyfta.yaml")
    }

    private func program(_ line: String) -> String { "[sh, -c, '\(line.replacing("'", with: "''"))']" }

    private func configureInbox() throws {
        try scratch.makeDirectory("inbox")
        try scratch.write("kod;andel;år\n0180;1,5;2024\n", to: "inbox/good.csv")
        try configure(
            """
              office:
                module: file
                inbox: \(scratch["inbox"])
                settle: 0s
                mapping:
                  decimal: comma
                  country: SE
                  columns: { municipality: kod, value: andel, period: år }
                  attribution: { raw: r, derived: d }
                  indicators:
                    x: { title: { sv: x, nb: x, en: x }, unit: percent, direction: higher-is-better, nature: survey }
            """)
    }

    /// The rows of `klyfta sources`, by source.
    private func sources() throws -> [String: [String: String]] {
        let ending = try scratch.klyfta("sources", "--format", "json", "--config", scratch["klyfta.yaml"])
        guard ending.status == .exited(0) else { throw Missed("\(ending)") }
        let rows = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [[String: Any]] ?? []
        let pairs = rows.map { row in ("\(row["source"] ?? "")", row.mapValues { "\($0)" }) }
        return Dictionary(pairs) { one, _ in one }
    }

    @Test func `fault 41: a program that hangs, breaks or babbles touches nobody else`() throws {
        try scratch.write(answer.joined(separator: "\n") + "\n", to: "answer")
        let mark = "mark-\(UUID().uuidString)"
        try configure(
            """
              desk: { module: exec, program: [cat, \(scratch["answer"])] }
              half: { module: exec, program: [head, -n, "3", \(scratch["answer"])] }
              hang: { module: exec, deadline: 1s, program: \(program("trap '' TERM; setsid sleep 60 & sleep 61 # \(mark)")) }
              loud: { module: exec, program: \(program("yes >&2 & head -c 30000000 /dev/zero; kill $!")), output: 2M }
              esv: {}
            """)
        let ending = try scratch.once()
        #expect(ending.status == .exited(1))
        let messages = ending.errors.split(separator: "\n").filter { $0.hasPrefix("klyfta: ") }
        #expect(messages.count == 3, "\(ending)")
        #expect(
            messages.contains { $0.hasPrefix("klyfta: source hang: it did not answer within 1.0 seconds.") },
            "\(messages)")
        let fares = try sources()
        #expect(
            fares.mapValues { $0["state"] } == [
                "desk": "fresh", "half": "failing", "hang": "failing", "loud": "failing", "esv": "fresh",
            ])
        #expect(
            fares["desk"]?["newest"] == "2024" && fares["desk"]?["rows"] == "2" && fares["desk"]?["module"] == "exec")
        // The guard ends what the program started a moment after the module was ended.
        try eventually("nothing of the program that hangs is left") {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.allSatisfy { id in
                let line = (try? Data(contentsOf: URL(filePath: "/proc/\(id)/cmdline"))) ?? Data()
                return !String(decoding: line, as: UTF8.self).contains(mark)
            }
        }
    }

    @Test func `fault 41: thirty sources that end with half an answer leave no descriptor open in the daemon`() throws {
        try scratch.write(answer.joined(separator: "\n") + "\n", to: "answer")
        let half = (1...30).map {
            "  half-\($0): { module: exec, program: \(program("sed \"s/desk/$KLYFTA_SOURCE/g\" \(scratch["answer"]) | head -n 3")) }"
        }
        try configure(half.joined(separator: "\n"))
        let ending = try scratch.shell("ulimit -n 64; klyfta once --config \(scratch["klyfta.yaml"])")
        #expect(ending.status == .exited(1))
        let told = ending.errors.split(separator: "\n").filter { $0.hasPrefix("klyfta: ") }
        #expect(told.count == 30, "\(ending)")
        #expect(told.allSatisfy { $0.contains("its answer stops after line 3, before its end") }, "\(told)")
    }

    @Test func `a program that delivers less than before is partial, and its last figures stand`() throws {
        try scratch.write(answer.joined(separator: "\n") + "\n", to: "answer")
        try configure("  desk: { module: exec, program: [cat, \(scratch["answer"])] }\n")
        #expect(try scratch.once().status == .exited(0))
        let before = try sources()["desk"]
        let less = answer.map {
            $0.replacing(#","SE-2505":2"#, with: "").replacing(#""observations":2"#, with: #""observations":1"#)
        }
        try scratch.write(less.joined(separator: "\n") + "\n", to: "answer")
        let ending = try scratch.once()
        #expect(ending.status == .exited(1))
        #expect(ending.errors.contains("it lacks what the last one had: desk.x in 2024: SE-2505"), "\(ending)")
        let after = try sources()["desk"]
        #expect(after?["state"] == "partial" && after?["hash"] == before?["hash"] && after?["rows"] == "2")
        let current = try scratch.read("state/current.json")
        #expect(current.contains(#""state" : "partial""#), "\(current)")
    }

    @Test func `a file whose figures are stored and that was not moved gives the same figures, and is moved then`()
        throws
    {
        try configureInbox()
        // What a kill between the two leaves behind: here the move has nowhere to go.
        #expect(symlink(scratch["nowhere"], scratch["inbox/accepted"]) == 0)
        #expect(try scratch.once().status == .exited(0))
        #expect(scratch.exists("inbox/good.csv"))
        let hash = try sources()["office"]?["hash"]
        try FileManager.default.removeItem(atPath: scratch["inbox/accepted"])
        let ending = try scratch.once()
        #expect(ending.errors.contains("Figures unchanged"), "\(ending)")
        #expect(try sources()["office"]?["hash"] == hash)
        #expect(!scratch.exists("inbox/good.csv") && scratch.exists("inbox/accepted"))
    }

    @Test func `a dropped file is taken and moved, a spoilt one stays beside its note`() throws {
        try configureInbox()
        try scratch.write("kod;andel;år\n180;1,5;2023\n", to: "inbox/bad.csv")
        let ending = try scratch.once()
        #expect(ending.status == .exited(0), "\(ending)")
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch["inbox"]).sorted()
        #expect(names == ["accepted", "bad.csv", "bad.csv.refused.txt"])
        #expect(try scratch.read("inbox/bad.csv.refused.txt").contains("bad.csv:2, column 'kod'"))
        #expect(ending.errors.contains("A file in the inbox is refused"), "\(ending)")
        #expect(try sources()["office"]?["state"] == "fresh")
        let hash = try sources()["office"]?["hash"]
        #expect(try scratch.once().status == .exited(0))
        #expect(try sources()["office"]?["hash"] == hash, "the accepted file is what the release is made of")
    }

    @Test func `the ten lines of the example are a source of a whole round`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let example = root.deletingLastPathComponent().appending(path: "Plugins/Exec/Data/example.py").path
        try configure("  my-office: { module: exec, program: [python3, \(example)] }\n")
        let ending = try scratch.once()
        #expect(ending.status == .exited(0), "\(ending)")
        let row = try sources()["my-office"]
        #expect(row?["state"] == "fresh" && row?["newest"] == "2024" && row?["rows"] == "2" && row?["module"] == "exec")
    }

    @Test func `a source can be asked by hand as the daemon would`() throws {
        try scratch.write(answer.joined(separator: "\n") + "\n", to: "answer")
        try configure("  desk: { module: exec, program: [cat, \(scratch["answer"])] }\n")
        let ending = try scratch.klyfta("source", "desk", "--config", scratch["klyfta.yaml"])
        #expect(ending.status == .exited(0), "\(ending)")
        #expect(ending.output.split(separator: "\n").count == 4)
    }
}
