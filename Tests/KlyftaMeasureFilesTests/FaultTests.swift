import Foundation
import KlyftaMeasureFiles
import Testing

struct FaultTests {
    static let groups = #""favourable": 1, "ordered": 1, "scale": 100"#
    static let waves = #""y1": [1, 2], "y2": [1, 2], "size_class": [1, 2], "pop": [1, 2]"#
    static let rows = #""value": [1, 2], "pop": [1, 2], "size_class": [1, 2]"#

    @Test(arguments: [
        (kind: "groups", input: "{}", place: "input.est", problem: "this key is missing"),
        ("groups", #"{"est": [1, "NaN"], "pop": [1, 2], \#(groups)}"#, "input.est[1]", "not a finite number"),
        ("groups", #"{"est": [1, 2], "pop": [1, "Infinity"], \#(groups)}"#, "input.pop[1]", "not a finite number"),
        ("groups", #"{"est": [1, "two"], "pop": [1, 2], \#(groups)}"#, "input.est[1]", "not a number"),
        ("groups", #"{"est": [1, 2], "pop": [1, null], \#(groups)}"#, "input.pop[1]", "null, where a number is needed"),
        ("groups", #"{"est": [1, 2], "pop": [1], \#(groups)}"#, "input.pop", "1 entries, where input.est has 2"),
        (
            "groups", #"{"est": [1], "pop": [1], "favourable": 2, "ordered": 1, "scale": 1}"#, "input.favourable",
            "not true or false"
        ),
        ("groups", #"{"est": 5, "pop": [1], \#(groups)}"#, "input.est", "not a list"),
        ("groups", #"{"est": [1, 2], "pop": [1, -2], \#(groups)}"#, "input", "the population of group 1"),
        ("groups", #"{"est": [], "pop": [], \#(groups)}"#, "input", "there are no groups"),
        ("groups", #"{"est": [1], "pop": [1], \#(groups), "draws": 0}"#, "input.draws", "not between"),
        ("groups", "[]", "input", "not an object"), ("groups", "null", "input", "null"),
        ("micro", #"{"value": [1, 2], "pop": [1, 2], "bounds": [1, 0]}"#, "input.bounds", "not a lower and a higher"),
        ("micro", #"{"value": [null], "pop": [1]}"#, "input", "there are no municipalities"),
        ("micro", #"{"value": [1, 2], "pop": [1, 2], "size_class": [1]}"#, "input.size_class", "1 entries"),
        ("micro", #"{"value": [1], "pop": [1], "size_class": [1.5]}"#, "input.size_class[0]", "not a whole number"),
        ("convergence", #"{"y1": [1], "y2": [1]}"#, "input.years", "this key is missing"),
        ("convergence", #"{"y1": [1], "y2": [1], "years": 0}"#, "input.years", "not a number above zero"),
        (
            "change", #"{\#(waves), "class_low": 1, "class_high": 3}"#, "input.class_high",
            "no municipality is in class 3"
        ),
        (
            "change", #"{\#(waves), "class_low": 1, "class_high": 2, "confidence": 95}"#, "input.confidence",
            "not between"
        ),
        (
            "change", #"{\#(waves), "class_low": 1, "class_high": 2, "threshold_X": -1}"#, "input.threshold_X",
            "not a number"
        ),
        ("pvalues", #"{"p": [0.5, 1.5], "q": 0.1}"#, "input.p[1]", "not between 0 and 1"),
        ("pvalues", #"{"p": [0.5, null], "q": 0.1}"#, "input.p[1]", "null"),
        ("pvalues", #"{"p": [0.5], "q": "NaN"}"#, "input.q", "not between 0 and 1"),
        ("bootstrap", #"{\#(rows)}"#, "input.resamples", "this key is missing"),
        ("bootstrap", #"{\#(rows), "resamples": [[0, 1], [0, 2]]}"#, "input.resamples[1][1]", "there is no row 2"),
        ("bootstrap", #"{\#(rows), "resamples": [[0, -1]]}"#, "input.resamples[0][1]", "there is no row -1"),
        ("bootstrap", #"{\#(rows), "draws": 9, "units": {"1": 5, "2": 1}}"#, "input.units", "1 units, where"),
        (
            "merge", #"{"old": {"A": {}}, "new": {}, "links": [["A", "B"]]}"#, "input.links[0]",
            "'B' is not in input.new"
        ),
        ("merge", #"{"old": {"A": {}}, "new": {"A": {}}, "links": [["A"]]}"#, "input.links[0]", ""),
        (
            "merge", #"{"old": {"A": {}}, "new": {"A": {}}, "links": [["A", "A", 1.2]]}"#, "input.links[0]",
            "do not add up"
        ),
        ("merge", #"{"old": {"A": {"pop": "Infinity"}}, "new": {}, "links": []}"#, "input.old.A.pop", "not a finite"),
        ("microo", "{}", "kind", "there is no kind 'microo'"),
    ])
    func `a wrong figure is told with its place in the file and what to write`(
        kind: String, input: String, place: String, problem: String
    ) {
        expectFault(#"{"name": "n", "kind": "\#(kind)", "input": \#(input)}"#, "n.json: \(place)", problem)
    }

    @Test(arguments: [
        "", "{", "[]", "null", "nothing", "{}", #"{"kind": 5}"#, #"{"kind": "groups"}"#, "\u{FEFF}", "[1e999]",
        #"{"kind": "pvalues", "input": {"p": [NaN], "q": 1}}"#,
        #"{"kind": "pvalues", "input": {"p": [1e999], "q": 1}}"#,
        String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 5_000),
    ])
    func `what is no such file is refused`(text: String) { expectFault(text, "n.json", "") }

    @Test(arguments: [
        (
            text: #"{"kind": "pvalues", "input": {"p": [0.5, NaN], "q": 1}}"#, path: "input.p[1]",
            problem: "column 42: 'NaN'"
        ),
        ("{\n\"kind\": \"pvalues\",\n\"input\": {\"p\": [1e999]}}", "input.p[0]", "line 3, column 17: '1e999'"),
        (#"{"input": {"p": [[1, 2], [3 4]]}}"#, "input.p[1][0]", "a comma or an end is missing"),
        (#"{"input": {"p" [1]}}"#, "input.p", "a colon is missing"),
        (#"{"input": {p: 1}}"#, "input", "a key in quotes"),
        (#"{"input": [1}"#, "input[0]", "the wrong bracket"), (#"{"a": 1} 2"#, "", "there is more after the end"),
        (#"{"a": "b\"}"#, "a", "a quote is missing"), (#"{"a": [1, 2"#, "a[1]", "the text ends here"),
        ("", "", "the text ends here"),
        (String(repeating: "[", count: 600), String(repeating: "[0]", count: 12) + "…", "more than 512 levels"),
    ])
    func `what is no JSON is told with its line, column and path`(text: String, path: String, problem: String) {
        expectFault(text, path.isEmpty ? "n.json" : "n.json: \(path)", problem)
    }

    @Test func `bytes that are no text are refused`() {
        #expect(throws: MeasureFileFault.self) { try MeasureFile(Data([0xff, 0xfe, 0x00, 0xd8]), at: "n.json") }
    }

    @Test func `a kind that is nearly one is named`() {
        do {
            _ = try MeasureFile(Data(#"{"kind": "microo", "input": {}}"#.utf8), at: "n.json")
        } catch {
            #expect(error.remedy == "Did you mean 'micro'?")
        }
    }

    private func expectFault(_ text: String, _ place: String, _ problem: String) {
        do {
            let answers = try MeasureFile(Data(text.utf8), at: "n.json").answers()
            Issue.record("answered \(answers)")
        } catch {
            #expect(error.place == place || (problem.isEmpty && error.place.hasPrefix(place)))
            #expect(problem.isEmpty || error.problem.contains(problem), "\(error)")
            #expect(!error.problem.isEmpty && (error.remedy.hasSuffix(".") || error.remedy.hasSuffix("?")), "\(error)")
        }
    }
}
