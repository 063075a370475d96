import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSinks
import KlyftaTestKit
import Testing

@Suite("current.json")
struct CurrentFileTests {
    private static func state(_ seq: Int64, rules: [String] = ["fibre"]) -> CurrentState {
        let standings = rules.map { id in
            let alert = Alert.example(.warning)
            let rule = GapRule(
                id: id, question: alert.rule.question, condition: .level(above: 10), patience: 1, severity: .warning)
            return Standing(of: rule, along: nil, open: nil, in: .swedish)
        }
        return CurrentState(asOfSeq: seq, changedAt: "2026-11-21T19:30:00.123Z", alerts: standings)
    }

    @Test
    func `the file is the state, and nothing else is left beside it`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/current.json"
            for seq: Int64 in [1, 2] { try CurrentFile(path: path).write(Self.state(seq)) }
            let data = try Data(contentsOf: URL(filePath: path))
            #expect(try JSONDecoder().decode(CurrentState.self, from: data) == Self.state(2))
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["current.json"])
            #expect(try mode(of: path) == 0o640)
        }
    }

    @Test
    func `a shorter state leaves nothing of a longer one`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/current.json"
            try CurrentFile(path: path).write(Self.state(1, rules: (1...99).map { "rule-\($0)" }))
            try CurrentFile(path: path).write(Self.state(1, rules: []))
            #expect(
                try text(of: path) == """
                    {
                      "alerts" : [

                      ],
                      "as_of_seq" : 1,
                      "changed_at" : "2026-11-21T19:30:00.123Z",
                      "v" : 1
                    }

                    """)
        }
    }

    @Test
    func `the same state is the same bytes`() throws {
        try withTemporaryDirectory { directory in
            let paths = (1...5).map { "\(directory)/\($0).json" }
            for path in paths { try CurrentFile(path: path).write(Self.state(7)) }
            #expect(Set(try paths.map(text)).count == 1)
        }
    }

    @Test
    func `a reader that has the file open keeps the whole old one`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/current.json"
            try CurrentFile(path: path).write(Self.state(1))
            let old = try text(of: path)
            let reader = try FileHandle(forReadingFrom: URL(filePath: path))
            try CurrentFile(path: path).write(Self.state(2))
            #expect(try reader.readToEnd() == Data(old.utf8))
        }
    }

    @Test
    func `fault 5: what a crash left half written is replaced`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/current.json"
            try Data("{\"alerts\": [ half".utf8).write(to: URL(filePath: "\(path).new"))
            try Data().write(to: URL(filePath: path))
            try CurrentFile(path: path).write(Self.state(3))
            #expect(try text(of: path).hasSuffix("}\n"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["current.json"])
        }
    }

    @Test(arguments: ["missing/current.json", "file/current.json"])
    func `a directory that is not there is a fault that says what to make`(path: String) throws {
        try withTemporaryDirectory { directory in
            try Data().write(to: URL(filePath: "\(directory)/file"))
            let file = CurrentFile(path: "\(directory)/\(path)")
            let fault = #expect(throws: SinkFault.self) { try file.write(Self.state(1)) }
            #expect(fault?.remedy.hasPrefix("Make its directory") == true)
        }
    }

    @Test
    func `a path that cannot be replaced is a fault and leaves no draft`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/current.json"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            #expect(throws: SinkFault.self) { try CurrentFile(path: path).write(Self.state(1)) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["current.json"])
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs root, to mount a disk of 64 kB"))
    func `fault 1: on a full disk the old file stands, and the new one comes once there is room`() throws {
        try SmallDisk.with(kilobytes: 64) { disk in
            let file = CurrentFile(path: "\(disk.path)/current.json")
            let large = Self.state(2, rules: (1...99).map { "rule-\($0)" })
            try file.write(Self.state(1))
            let old = try text(of: "\(disk.path)/current.json")
            try disk.fill()
            let fault = #expect(throws: SinkFault.self) { try file.write(large) }
            #expect(fault?.remedy.hasPrefix("Make room on its file system") == true)
            #expect(try text(of: "\(disk.path)/current.json") == old)
            #expect(!FileManager.default.fileExists(atPath: "\(disk.path)/current.json.new"))

            try disk.makeRoom()
            try file.write(large)
            #expect(try text(of: "\(disk.path)/current.json").contains("rule-99"))
        }
    }
}
