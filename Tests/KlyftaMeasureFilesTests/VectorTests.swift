import Foundation
import KlyftaDivide
import KlyftaMeasureFiles
import Testing

@Suite(.enabled(if: !Vectors.shared.files.isEmpty, "\(Vectors.absent)"))
struct VectorTests {
    @Test(arguments: Vectors.shared.files)
    func `the command answers every key of a file, as others computed it`(file: String) throws {
        let comparison = try Comparison(of: Vectors.shared.read(file), named: file)
        #expect(comparison.disagreements == [])
        #expect(comparison.compared + comparison.undefined > 0)
    }

    @Test(arguments: ["groups", "micro", "convergence", "change", "pvalues", "bootstrap", "merge"])
    func `there are files of every kind`(kind: String) throws {
        let kinds = try Vectors.shared.files.map { file in
            try JSONDecoder().decode(Json.self, from: Vectors.shared.read(file))["kind"]?.text
        }
        #expect(kinds.contains(kind))
    }

    @Test func `every group measure occurs in the figures of others`() throws {
        let expected = try Vectors.shared.files.flatMap { file in
            try JSONDecoder().decode(Json.self, from: Vectors.shared.read(file))["expected"]?.fields.keys.sorted() ?? []
        }
        #expect(Set(GroupMeasure.allCases.map(\.rawValue)).subtracting(expected) == [])
    }

    /// Every thirteenth file, so that the whole stays fast; all of them with KLYFTA_SLOW.
    static let simulated: [String] = {
        let files = Vectors.shared.files(with: "expected_simulation")
        let isSlow = ProcessInfo.processInfo.environment["KLYFTA_SLOW"] != nil
        return files.enumerated().filter { isSlow || $0.offset % 13 == 0 }.map(\.element)
    }()

    @Test(arguments: simulated)
    func `simulated limits are those of others, within the error of a simulation`(file: String) throws {
        let root = try JSONDecoder().decode(Json.self, from: Vectors.shared.read(file))
        var whole = try #require(
            try JSONSerialization.jsonObject(with: Vectors.shared.read(file)) as? [String: Any])
        var input = try #require(whole["input"] as? [String: Any])
        (input["draws"], input["seed"]) = (40_000, 7)
        whole["input"] = input
        let answers = try MeasureFile(JSONSerialization.data(withJSONObject: whole), at: file).answers()
        let simulation = try #require(answers.simulation)
        for (measure, wanted) in try #require(root["expected_simulation"]).fields {
            let allowed = try #require(wanted["mc_tolerance"]?.number)
            for side in ["lower", "upper"] {
                guard case .number(let got)? = simulation[measure]?[name: side] else {
                    Issue.record("\(measure).\(side): missing")
                    continue
                }
                let limit = try #require(wanted[side]?.number)
                #expect((got - limit).magnitude <= allowed, "\(measure).\(side): \(got), expected \(limit)")
            }
        }
    }
}
