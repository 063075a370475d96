import Foundation
import KlyftaMeasureFiles
import Testing

struct FixtureTests {
    @Test(arguments: Vectors.own.files)
    func `the command answers every key of a file, as worked out by hand`(file: String) throws {
        let comparison = try Comparison(of: Vectors.own.read(file), named: file)
        #expect(comparison.disagreements == [])
        #expect(comparison.compared > 0)
    }

    @Test(arguments: ["groups", "micro", "convergence", "change", "pvalues", "bootstrap", "merge"])
    func `there is a file of every kind`(kind: String) {
        #expect(Vectors.own.files.contains { $0.hasPrefix(kind) })
    }

    @Test(arguments: Vectors.own.files)
    func `an answer is one line, the same every time`(file: String) throws {
        let lines = try (0..<2).map { _ in try MeasureFile(Vectors.own.read(file), at: file).answers().line }
        #expect(lines[0] == lines[1] && !lines[0].contains("\n"))
        #expect(lines[0].hasPrefix(#"{"name":""#))
    }

    @Test func `a comparison sees a wrong number, a missing key and an answer that should not be`() throws {
        func disagreements(_ expected: String) throws -> Int {
            let file = """
                {"kind": "pvalues", "name": "n", "input": {"p": [0.5], "q": 0.1}, "expected": \(expected),
                 "tolerance": {"absolute": 1e-9, "relative": 0}}
                """
            return try Comparison(of: Data(file.utf8), named: "n.json").disagreements.count
        }
        #expect(try disagreements(#"{"BH": {"adjusted": [0.5], "count_rejected": 0, "rejected": [false]}}"#) == 0)
        #expect(try disagreements(#"{"BH": {"adjusted": [0.51], "count_rejected": 1, "rejected": [true]}}"#) == 3)
        #expect(try disagreements(#"{"BH": {"adjusted": [0.5, 0.5], "t": 3}, "sidak": {}}"#) == 3)
        #expect(try disagreements(#"{"holm": {"estimate": null, "status": "undefined"}}"#) == 1)
    }
}
