import Foundation
import KlyftaMeasureFiles
import Testing

struct HostileFigureTests {
    private func answers(_ kind: String, _ input: [String: Any]) throws -> MeasureAnswers {
        let file = try JSONSerialization.data(withJSONObject: ["kind": kind, "input": input])
        return try MeasureFile(file, at: "n.json").answers()
    }

    /// Every answer has a number or says why not, and can be written.
    private func expectSound(_ answers: MeasureAnswers) throws {
        for (key, answer) in answers.result {
            let isAnswered = ["estimate", "status", "adjusted", "n1"].contains { answer[name: $0] != nil }
            #expect(isAnswered, "\(key)")
        }
        let line = try answers.line
        #expect(!line.contains("nan") && !line.contains("inf"))
    }

    @Test func `a hundred thousand equal values are no inequality`() throws {
        let count = 100_000
        let found = try answers(
            "micro",
            [
                "value": [Double](repeating: 7, count: count), "pop": [Int](repeating: 5, count: count),
                "size_class": (0..<count).map { $0 % 5 },
            ])
        try expectSound(found)
        #expect(found.result["gini_u"]?[name: "estimate"] == .number(0))
        #expect(found.result["aci_u"]?[name: "status"] == .text("undefined"))
    }

    @Test(arguments: [-5.0, 140])
    func `a group outside the bounds has no measure that needs them, and has all others`(value: Double) throws {
        let found = try answers(
            "groups",
            [
                "est": [value, 20, 30, 40], "se": [1, 1, 1, 1], "pop": [1, 2, 3, 4], "favourable": 1, "ordered": 1,
                "scale": 100, "bounded": true,
            ])
        try expectSound(found)
        for key in ["rci_erreygers", "rci_wagstaff", "sii_logit", "rii_logit"] {
            #expect(found.result[key]?[name: "reason"] == .text("a value lies outside the bounds"), "\(key)")
        }
        #expect(found.result["d"]?[name: "estimate"] == .number(40 - value))
        #expect(found.result["sii_linear"]?[name: "se"] != nil)
    }

    @Test(arguments: [1e15, 1e300, 1e-300, 0])
    func `huge, tiny and no weights give numbers or reasons`(weight: Double) throws {
        let (values, pop) = ([1.0, 5, 0, 9, 30], [weight, weight, 1, weight, 0])
        try expectSound(answers("micro", ["value": values, "pop": pop, "size_class": [1, 1, 2, 2, 3]]))
        try expectSound(
            answers(
                "groups",
                [
                    "est": values, "se": [1, 1, 1, 1, 1], "pop": pop, "favourable": 0, "ordered": 0, "scale": 100,
                    "draws": 50,
                ]))
    }

    @Test(arguments: [1e308, 1e-308, -1e308])
    func `values at the end of what a number can be give numbers or reasons`(value: Double) throws {
        let values = [value, value / 2, value / 3, 1]
        try expectSound(answers("micro", ["value": values, "pop": [1, 2, 3, 4], "size_class": [1, 1, 2, 2]]))
        try expectSound(
            answers("groups", ["est": values, "pop": [1, 2, 3, 4], "favourable": 1, "ordered": 1, "scale": 1]))
        try expectSound(answers("convergence", ["y1": values, "y2": Array(values.reversed()), "years": 1]))
        try expectSound(
            answers(
                "change",
                [
                    "y1": values, "y2": Array(values.reversed()), "size_class": [1, 1, 2, 2], "pop": [1, 2, 3, 4],
                    "class_low": 1, "class_high": 2,
                ]))
        try expectSound(
            answers(
                "bootstrap",
                [
                    "value": values, "pop": [1, 2, 3, 4], "size_class": [1, 1, 2, 2],
                    "resamples": [[0, 1, 2, 3], [], [3, 3, 3, 3]],
                ]))
    }

    @Test func `a jackknife of too many units is refused, and the rest is answered`() throws {
        let count = 4_000
        let found = try answers(
            "change",
            [
                "y1": (0..<count).map { $0 % 17 }, "y2": (0..<count).map { $0 % 19 },
                "size_class": (0..<count).map { $0 % 2 }, "pop": Array(1...count), "class_low": 0, "class_high": 1,
            ])
        try expectSound(found)
        #expect(found.result["jackknife_change_gini"]?[name: "status"] == .text("undefined"))
        #expect(found.result["change_matched_panel"]?[name: "estimate"] != nil)
    }

    @Test func `no p values have no adjusted ones`() throws {
        #expect(try answers("pvalues", ["p": [Double](), "q": 0.1]).result["BH"]?[name: "adjusted"] == .list([]))
    }

    @Test func `text of fifty megabytes beside the figures is no matter`() throws {
        let note = String(repeating: "åäö ", count: 50_000_000 / 7)
        let file = #"{"kind": "pvalues", "note": "\#(note)", "input": {"p": [0.5], "q": 0.1}}"#
        #expect(try MeasureFile(Data(file.utf8), at: "large.json").answers().name == "large")
    }
}
