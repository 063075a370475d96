import KlyftaDaemon
import KlyftaModel
import Testing

@Suite
struct ConfigurationSuggestionTests {
    /// Every key of the form with a slip, in a map where it may stand.
    static let keys: [(text: String, slip: String, meant: String)] = [
        ("", "sttae", "state"), ("", "alert_file", "alert-file"), ("", "contrl", "control"),
        ("", "langauge", "language"), ("", "jiter", "jitter"), ("", "recomputes", "recompute"),
        ("", "source", "sources"), ("", "Rules", "rules"),
        ("recompute:\n  ", "scedule", "schedule"),
        ("sources:\n  skl:\n    ", "schedul", "schedule"), ("sources:\n  skl:\n    ", "dedline", "deadline"),
        ("sources:\n  skl:\n    ", "enable", "enabled"), ("sources:\n  skl:\n    ", "figure", "figures"),
        ("sources:\n  skl:\n    ", "indicator", "indicators"),
        ("rules:\n  r:\n    ", "enabeld", "enabled"), ("rules:\n  r:\n    ", "indikator", "indicator"),
        ("rules:\n  r:\n    ", "betwen", "between"), ("rules:\n  r:\n    ", "wieght", "weight"),
        ("rules:\n  r:\n    ", "membreship", "membership"), ("rules:\n  r:\n    ", "levels", "level"),
        ("rules:\n  r:\n    ", "widend", "widened"), ("rules:\n  r:\n    ", "fro", "for"),
        ("rules:\n  r:\n    ", "SEVERITY", "severity"),
        ("rules:\n  r:\n    level:\n      ", "abvoe", "above"), ("rules:\n  r:\n    widened:\n      ", "bu", "by"),
        ("rules:\n  r:\n    widened:\n      ", "sicne", "since"),
    ]

    @Test(arguments: keys)
    func `a slip in a key is answered by the key`(text: String, slip: String, meant: String) throws {
        let faults = try configurationFaults(of: "\(text)\(slip): x\n")
        let fault = try #require(faults.first { $0.problem.hasPrefix("unknown key '\(slip)'") })
        #expect(fault.remedy == "did you mean '\(meant)'?")
    }

    @Test(arguments: [
        ("state", "state", 0), ("", "state", 5), ("sttae", "state", 1), ("stat", "state", 1), ("staate", "state", 1),
        ("stake", "state", 1), ("ca", "abc", 3), ("treshold", "threshold", 1), ("kitten", "sitting", 3),
    ])
    func `a slip is a letter too many, too few, wrong, or swapped with its neighbour`(
        one: String, other: String, slips: Int
    ) {
        #expect(Suggestion.distance(Array(one), Array(other)) == slips)
        #expect(Suggestion.distance(Array(other), Array(one)) == slips)
    }

    @Test(arguments: [
        ("treshold", "threshold"), ("thershodl", "threshold"), ("thrsehldo", "threshold"), ("xz", nil), ("b", nil),
        ("bx", "by"), ("colour", nil), (String(repeating: "b", count: 100_000), nil),
    ])
    func `only what is near is suggested`(word: String, nearest: String?) {
        #expect(Suggestion.nearest(to: word, among: ["by", "threshold"]) == nearest)
    }
}
