import KlyftaDaemon
import Testing

/// A configuration with one fault, and where and how it is told.
struct BadConfiguration: Sendable, CustomTestStringConvertible {
    let text: String
    let place: String
    let message: String

    init(_ text: String, _ place: String, _ message: String) {
        self.text = text
        self.place = place
        self.message = message
    }

    /// Lines of a rule that is right but for them; they begin at line 6.
    static func rule(_ lines: String, _ place: String, _ message: String) -> BadConfiguration {
        let indented = lines.split(separator: "\n").map { "    \($0)\n" }.joined()
        let head = "state: /s\nsources: {skl: {}}\nrules:\n  r:\n    indicator: skl.N1\n"
        return BadConfiguration(head + indented, place, message)
    }

    /// A rule between two size classes, with these lines from line 8 on.
    static func gap(_ lines: String, _ place: String, _ message: String) -> BadConfiguration {
        rule("between: [0-9999, 100000+]\nlevel: {above: 1}\n" + lines, place, message)
    }

    /// A source with these lines from line 4 on.
    static func source(_ lines: String, _ place: String, _ message: String) -> BadConfiguration {
        BadConfiguration("state: /s\nsources:\n  skl:\n    \(lines)\n", place, message)
    }

    /// Lines beside a state and a source; they begin at line 3.
    static func top(_ lines: String, _ place: String, _ message: String) -> BadConfiguration {
        BadConfiguration("state: /s\nsources: {skl: {}}\n\(lines)\n", place, message)
    }

    var testDescription: String { "\(place) \(message)" }

    static let syntax: [BadConfiguration] = [
        .top("language: [", "4:1", "this is no YAML: did not find expected node content"),
        .top("language: \"en", "3:11", "close the quotes"),
        .top("recompute:\n\tschedule: daily", "4:1", "indent with blanks, never with tabs"),
        .top("recompute:\n  schedule: *-*-* 08:30", "4:13", "put quotes around a text that begins with '*'"),
        .top("language: @en", "3:11", "put quotes around a text that begins with '@'"),
        .top("language: %en", "3:11", "put quotes around a text that begins with '%'"),
        .top("language: a: b", "3:12", "put quotes around a text with ': ' in it"),
        .top("language: *missing", "3:11", "anchors and aliases are not read here"),
        .top("language: |en", "3:11", "put quotes around a text that begins with '|' or '>'"),
        .top("language: &a en", "3:11", "anchors and aliases are not read here"),
        .top("rules: &a\n  &b r: {level: *a}", "4:17", "anchors and aliases are not read here"),
        .top("language: !!str en", "3:11", "tags are not read here"),
        .top("language: !!str \"en\"", "3:11", "tags are not read here"),
        .top("language: ! en", "3:11", "tags are not read here"),
        .top("recompute: !custom {schedule: daily}", "3:12", "tags are not read here"),
        .top("<<: {language: en}", "3:1", "merge keys are not read here"),
        .top("[a, b]: en", "3:1", "a key is one word"),
        .top("language: en\n---\nlanguage: sv", "4:1", "a second document begins here"),
        .top("language: \"e\\0n\"", "3:11", "this text has a NUL byte in it"),
        .top("language: |\n  en\n  sv", "3:11", "this text has a line break in it"),
        .top("language: \"e\\Ln\"", "3:11", "this text has a line break in it"),
        .top("language: \"e\\x07n\"", "3:11", "the control character U+0007"),
        .top("language: e\0n", "3:12", "there is a NUL byte in the text"),
        .top("language: e\u{7}n", "3:12", "there is the control character U+0007 in the text"),
        .top("language: \(nested(40))", "3:42", "this lies more than 32 levels deep"),
        .top("language: \(nested(990))", "3:42", "this lies more than 32 levels deep"),
        .top("language: \(nested(5000))", "3:12", "this lies more than 32 levels deep"),
        BadConfiguration("hello", "1:1", "a configuration is a map of keys, not a text"),
        BadConfiguration("- a\n- b", "1:1", "a configuration is a map of keys, not a list"),
    ]

    static let duplicates: [BadConfiguration] = [
        .top("state: /t", "3:1", "the key 'state' is given twice; it already stands at c.yaml:1:1"),
        .top("'state': /t", "3:1", "the key 'state' is given twice; it already stands at c.yaml:1:1"),
        .top("recompute: {schedule: daily, schedule: weekly}", "3:30", "it already stands at c.yaml:3:13"),
        .source("enabled: true\n    \"enabled\": no", "5:5", "it already stands at c.yaml:4:5"),
        .top("\"\": 1\n\"\": 2", "3:1", "the key '' is given more than once"),
        .rule("between: [0-1, 2+]\nlevel: {above: 1}\nno: 1\n\"no\": 2", "9:5", "the key 'no' is given twice"),
    ]

    static let top: [BadConfiguration] = [
        BadConfiguration("", "1:1", "there is no 'state'; write 'state: /var/lib/klyfta'"),
        BadConfiguration("# nothing\n", "1:1", "there is no 'sources'"),
        BadConfiguration("state: /s\n", "1:1", "there is no 'sources'"),
        BadConfiguration("state: /s\nsources:\n", "1:1", "there is no 'sources'"),
        BadConfiguration("state: /s\nsources: {}\n", "2:1", "there is no source that is on in sources"),
        BadConfiguration("state: /s\nsources: {skl: {enabled: false}}\n", "2:1", "there is no source that is on"),
        BadConfiguration("state: /s\nsources: skl\n", "2:10", "sources is a map, not a text"),
        BadConfiguration("state: klyfta\nsources: {skl: {}}\n", "1:8", "'klyfta' is no absolute path"),
        BadConfiguration("state: [/s]\nsources: {skl: {}}\n", "1:8", "'state' is one text, not a list"),
        .top("stat: /s", "3:1", "unknown key 'stat'; did you mean 'state'?"),
        .top(
            "colour: red", "3:1",
            "the keys here are state, store, postgresql, alert-file, control, page, metrics-file, language, log-level, jitter"
        ),
        .top("contact: nobody", "3:10", "'nobody' is neither a mail address nor a web page"),
        .top("contact: \"a@b.se (us)\"", "3:10", "is neither a mail address nor a web page"),
        .top("network: {proxy: \"proxy:3128\"}", "3:18", "is no address of a proxy"),
        .top("network: {proxy: \"http://me:word@proxy:3128\"}", "3:18", "is no address of a proxy"),
        .top("network: {certificates: ca.pem}", "3:25", "is no absolute path"),
        .top("network: {private: [10.0.0.0/8, 10.0.0.1/8]}", "3:33", "'10.0.0.1/8' is no range of addresses"),
        .top("archive: {keep: 400}", "3:17", "has no unit"),
        .top("history: {keep: 400}", "3:17", "'400' is no stretch of time; write days, such as 400d, or forever"),
        .top("history: {keep: for-ever}", "3:17", "did you mean 'forever'?"),
        .top("history: {kep: 1d}", "3:11", "unknown key 'kep' in history; did you mean 'keep'?"),
        .top("histroy: {keep: 1d}", "3:1", "unknown key 'histroy'; did you mean 'history'?"),
        .top("history: 400d", "3:10", "history is a map, not a text; write 'history: { keep: forever }'"),
        .top("backups: {keep: many}", "3:17", "'many' is no number of copies; choose 0 to 400"),
        .top("backups: {keep: 401}", "3:17", "choose 0 to 400"),
        .top("alert-file: a.jsonl", "3:13", "'a.jsonl' is no absolute path"),
        .top("control: /\(String(repeating: "x", count: 107))", "3:10", "too long for a socket: 108 bytes"),
        .top("language: no", "3:11", "did you mean 'nb'?"),
        .top("language: danish", "3:11", "choose among sv, nb, en"),
        .top("jitter: 20", "3:9", "'20' has no unit; write 20s, 20min or 20h"),
        .top("jitter: 20 parsecs", "3:9", "'20 parsecs' is no stretch of time"),
        .top("jitter: -1s", "3:9", "'-1s' is no stretch of time"),
        .top("jitter: 1.5h", "3:9", "write whole numbers with a unit"),
        .top("jitter: \"\"", "3:9", "'' is no stretch of time"),
        .top("recompute: daily", "3:12", "recompute is a map, not a text; write 'recompute: { schedule: daily }'"),
        .top("recompute: {schedule: Mon..Fry}", "3:28", "'Mon..Fry' is no schedule: no such weekday 'Fry'"),
        .top("recompute: {schedule: \"Mon..Fry\"}", "3:29", "did you mean Fri?"),
        .top("recompute: {shedule: daily}", "3:13", "unknown key 'shedule' in recompute; did you mean 'schedule'?"),
        .top("rules: [a]", "3:8", "rules is a map, not a list"),
    ]

    static let sources: [BadConfiguration] = [
        BadConfiguration("state: /s\nsources: {slk: {}}\n", "2:11", "there is no module 'slk'; did you mean 'skl'?"),
        BadConfiguration("state: /s\nsources: {kolada: {}}\n", "2:11", "'kolada'; this build has esv, skl, ssb"),
        BadConfiguration("state: /s\nsources: {SKL: {}}\n", "2:11", "'SKL' is no source module"),
        BadConfiguration("state: /s\nsources: {skl: }\n", "2:11", "has no value, and no earlier file gave it one"),
        BadConfiguration("state: /s\nsources: {skl: {}, ssb}\n", "2:20", "write {} for one with defaults only"),
        .source("enabled: yes", "4:14", "'yes' is neither true nor false"),
        .source("deadline: 0", "4:15", "a deadline of '0' is out of range; choose 1s to 1h"),
        .source("deadline: 61min", "4:15", "choose 1s to 1h"),
        .source("deadlne: 61min", "4:5", "unknown key 'deadlne' in sources.skl; did you mean 'deadline'?"),
        .source(
            "password: x", "4:5",
            "the keys here are enabled, module, schedule, deadline, expect, accept, socket, plausible, figures, indicators"
        ),
        .source("schedule: sometimes", "4:15", "'sometimes' is no schedule"),
        .source("figures: [/a, /b]", "4:14", "'figures' is one text, not a list"),
        .source("figures: data", "4:14", "'data' is no absolute path"),
        .source("indicators: {a: b}", "4:17", "'indicators' is one text, not a map"),
        .source("indicators: [a, [b]]", "4:21", "an item of 'indicators' is one text, not a list"),
        .source("indicators: [a, ~]", "4:21", "an item of 'indicators' is one text, not no value"),
        .source("indicators: []", "4:17", "the list is empty; name at least one indicator"),
    ]

    static let rules: [BadConfiguration] = [
        .rule("between: [0-1, 2+]", "4:3", "there is no 'level' and no 'widened' in rules.r"),
        .rule("level: {above: 1}", "4:3", "there is no 'between' in rules.r; write 'between: [0-9999, 100000+]'"),
        .rule("between: [0-1, 2+]\nlevel: {above: 1}\nwidened: {by: 1}", "8:5", "either 'level' or 'widened'"),
        .rule("between: [0-1]\nlevel: {above: 1}", "6:14", "a gap lies between two groups, not 1"),
        .rule("between: 0-1\nlevel: {above: 1}", "6:14", "a gap lies between two groups, not 1"),
        .rule("between: [2+, 0-1]\nlevel: {above: 1}", "6:14", "come first; write [0-1, 2+]"),
        .rule("between: [0-9, 9+]\nlevel: {above: 1}", "6:14", "the classes 0-9 and 9+ overlap"),
        .rule("between: [0+, 9+]\nlevel: {above: 1}", "6:14", "the classes 0+ and 9+ overlap"),
        .rule("between: [0-9, 100]\nlevel: {above: 1}", "6:20", "'100' is no size class, and the other group is one"),
        .rule("between: [<1, <1]\nlevel: {above: 1}", "6:14", "a group has no gap to itself"),
        .rule("between: [<1, \"\"]\nlevel: {above: 1}", "6:14", "a group has no label"),
        .rule("between: [<1, >1]\nlevel: {above: 1}", "6:19", "put quotes around a text that begins with '>'"),
        .rule("between: [<1, b]\nlevel: {above: 1}\nweight: inhabitant", "8:5", "'weight' has no meaning"),
        .rule("between: [<1, b]\nlevel: {above: 1}\nmembership: current", "8:5", "'membership' has no meaning"),
        .gap("weight: inhabitants", "8:13", "did you mean 'inhabitant'?"),
        .gap("weight: euros", "8:13", "choose among municipality, inhabitant"),
        .gap("membership: fixed:209", "8:17", "'fixed:209' is no class membership; write current, or fixed:"),
        .gap("severity: warnign", "8:15", "did you mean 'warning'?"),
        .gap("severity: loud", "8:15", "choose among info, warning, critical"),
        .gap("for: 0", "8:10", "'0' is no number of periods from 1 to 100"),
        .gap("for: 101 periods", "8:10", "from 1 to 100"),
        .gap("for: 02 periods", "8:10", "from 1 to 100"),
        .gap("for: 2 years", "8:10", "write 1 period, 2 periods and so on"),
        .gap("for: [2]", "8:10", "'for' is one text, not a list"),
        .gap("enabled: off", "8:14", "'off' is neither true nor false"),
        .gap("sverity: info", "8:5", "unknown key 'sverity' in rules.r; did you mean 'severity'?"),
        .gap("indicator: skl.N2", "8:5", "the key 'indicator' is given twice; it already stands at c.yaml:5:5"),
        .rule("between: [0-1, 2+]\nlevel: 40", "7:12", "rules.r.level is a map, not a text; write 'level: { above"),
        .rule("between: [0-1, 2+]\nlevel: {}", "7:5", "there is no 'above' in rules.r.level; write 'above: 40'"),
        .rule("between: [0-1, 2+]\nlevel: {over: 1, above: 1}", "7:13", "unknown key 'over' in rules.r.level"),
        .rule("between: [0-1, 2+]\nlevel: {above: -1}", "7:20", "a lead of the smaller municipalities"),
        .rule("between: [0-1, 2+]\nwidened: {since: 2009}", "7:5", "there is no 'by' in rules.r.widened"),
        .rule("between: [0-1, 2+]\nwidened: {by: 0}", "7:19", "write a number above 0"),
        .rule("between: [0-1, 2+]\nwidened: {by: 1, since: previuos}", "7:29", "did you mean 'previous'?"),
        .rule("between: [0-1, 2+]\nwidened: {by: 1, since: 2014X}", "7:29", "'2014X' is no period to compare with"),
        BadConfiguration("state: /s\nsources: {skl: {}}\nrules: {A: {}}", "3:9", "'A' is no name for a rule"),
        BadConfiguration("state: /s\nsources: {skl: {}}\nrules: {a: }", "3:9", "the rule 'a' has no value"),
        BadConfiguration("state: /s\nsources: {skl: {}}\nrules: {a: skl.N1}", "3:12", "rules.a is a map, not a text"),
        BadConfiguration(
            "state: /s\nsources: {skl: {}}\nrules: {a: {indicator: N1, between: [0-1, 2+], level: {above: 1}}}",
            "3:24", "'N1' is no indicator; write its module"),
        BadConfiguration(
            "state: /s\nsources: {skl: {}}\nrules: {a: {indicator: slk.N1, between: [0-1, 2+], level: {above: 1}}}",
            "3:24", "no source 'slk' is loaded; did you mean 'skl'?"),
        BadConfiguration(
            "state: /s\nsources: {skl: {}}\nrules: {a: {indicator: ssb.1, between: [0-1, 2+], level: {above: 1}}}",
            "3:24", "no source 'ssb' is loaded; write 'ssb: {}' under sources"),
        BadConfiguration(
            "state: /s\nsources: {esv: {}, skl: {enabled: false}}\n"
                + "rules: {a: {indicator: skl.1, between: [0-1, 2+], level: {above: 1}}}",
            "3:24", "the source 'skl' is switched off; enable it, or disable the rule as well"),
        BadConfiguration(
            "state: /s\nsources: {esv: {}, skl: {}}\n"
                + "rules: {a: {indicator: kolada.1, between: [0-1, 2+], level: {above: 1}}}",
            "3:24", "no source 'kolada' is loaded; loaded are esv, skl"),
    ]

    private static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
}

@Suite
struct ConfigurationFaultTests {
    @Test(
        arguments: BadConfiguration.syntax + BadConfiguration.duplicates + BadConfiguration.top
            + BadConfiguration.sources + BadConfiguration.rules)
    func `a fault is told where it was written`(bad: BadConfiguration) throws {
        let faults = try configurationFaults(of: bad.text)
        let found = faults.map { "\($0.place): \($0.problem); \($0.remedy)" }
        #expect(
            found.contains { $0.hasPrefix("c.yaml:\(bad.place): ") && $0.contains(bad.message) },
            "\(found.joined(separator: "\n"))")
    }

    @Test(arguments: [
        ("2,5", "'2,5' is no plain number; write 2.5: use a decimal point"),
        ("\u{2212}2,5", "write -2.5: use a decimal point"),
        ("\u{2212}2", "write -2: use the hyphen for a minus"),
        ("1 234", "'1 234' is no plain number; write 1234: nothing may stand between the digits"),
        ("1\u{A0}234", "'1\u{A0}234' is no plain number; write 1234: nothing may stand between the digits"),
        ("1_000", "'1_000' is no plain number; write 1000: nothing may stand between the digits"),
        ("1.234,5", "write digits with a decimal point"),
        ("0301", "'0301' is no plain number; write digits with a decimal point"),
        ("0x1F", "'0x1F' is no plain number"),
        ("1e3", "'1e3' is no plain number"),
        ("+1", "'+1' is no plain number"),
        (".5", "'.5' is no plain number"),
        ("5.", "'5.' is no plain number"),
        (".inf", "'.inf' is no plain number"),
        ("nan", "'nan' is no plain number"),
        ("40 %", "'40 %' is no plain number"),
        (String(repeating: "9", count: 400), "is no plain number"),
    ])
    func `fault 43: a number is plain or refused`(written: String, message: String) throws {
        let text = "state: /s\nsources: {skl: {}}\nrules:\n  r:\n    indicator: skl.1\n    between: [0-1, 2+]\n"
        let faults = try configurationFaults(of: text + "    level:\n      above: \(written)\n")
        #expect(faults.map(\.place) == ["c.yaml:8:14"])
        #expect(faults.contains { "\($0.problem); \($0.remedy)".contains(message) }, "\(faults)")
    }
}
