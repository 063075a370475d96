import Foundation
import Testing

struct MeasureTests {
    private let scratch: Scratch
    private static let small = #"{"name": "small", "kind": "pvalues", "input": {"p": [0.01, 0.2], "q": 0.05}}"#

    init() throws {
        scratch = try Scratch()
        try scratch.write(Self.small, to: "small.json")
        try scratch.write(#"{"name": "bad", "kind": "pvalues", "input": {"p": [2], "q": 0.05}}"#, to: "bad.json")
    }

    @Test func `each file is a line, in the order named`() throws {
        try scratch.write(Self.small.replacing("small", with: "other"), to: "other.json")
        let ending = try scratch.klyfta("measure", scratch["small.json"], scratch["other.json"])
        #expect(ending.status == .exited(0) && ending.errors.isEmpty, "\(ending)")
        let names = try ending.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["name"] as? String
        }
        #expect(names == ["small", "other"])
        #expect(ending.output.contains(#""holm":{"adjusted":[0.02,0.2],"count_rejected":1,"rejected":[true,false]}"#))
    }

    @Test func `a bad file is told, the others are measured, and the end is 65`() throws {
        let ending = try scratch.klyfta(
            "measure", scratch["bad.json"], scratch["none.json"], scratch["."], scratch["small.json"])
        #expect(ending.status == .exited(65), "\(ending)")
        #expect(ending.output.hasPrefix(#"{"name":"small""#) && ending.output.split(separator: "\n").count == 1)
        let lines = ending.errors.split(separator: "\n")
        #expect(lines.count == 3 && lines.allSatisfy { $0.hasPrefix("klyfta: \(scratch.path)") }, "\(ending.errors)")
        #expect(lines[0].contains("bad.json: input.p[0]: not between 0 and 1. Write"))
    }

    @Test func `a dash is standard input`() throws {
        let ending = try scratch.shell("klyfta measure - <\(scratch["small.json"])")
        #expect(ending.status == .exited(0) && ending.output.hasPrefix(#"{"name":"small""#), "\(ending)")
        let empty = try scratch.klyfta("measure", "-")
        #expect(empty.status == .exited(65) && empty.errors.contains("standard input"), "\(empty)")
    }

    @Test func `a file without end is refused`() throws {
        let ending = try scratch.klyfta("measure", "/dev/zero")
        #expect(ending.status == .exited(65) && ending.errors.contains("larger than 256 MB"), "\(ending)")
    }
}
