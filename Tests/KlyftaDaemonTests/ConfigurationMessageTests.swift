import KlyftaDaemon
import KlyftaModel
import Testing

@Suite
struct ConfigurationMessageTests {
    @Test(arguments: [
        (
            "state: /s\nsources: {skl: {}}\nrules:\n  r:\n    indicator: skl.1\n    between: [0-1, 2+]\n"
                + "    level: {above: 1}\n    sevrity: info\n",
            """
            c.yaml:8:5: unknown key 'sevrity' in rules.r; did you mean 'severity'?
                8 |     sevrity: info
                  |     ^~~~~~~
            1 error in the configuration
            """
        ),
        (
            "state: /s\nlanguage: 'no'\njitter: 20\nsources:\n  skl: {schedule: \"Mon..Fry 08:20\", deadline: 2h}\n",
            """
            c.yaml:2:11: 'no' is not among the words that may stand here; did you mean 'nb'?
                2 | language: 'no'
                  |           ^~~~
            c.yaml:3:9: '20' has no unit; write 20s, 20min or 20h
                3 | jitter: 20
                  |         ^~
            c.yaml:5:25: 'Mon..Fry 08:20' is no schedule: no such weekday 'Fry'; did you mean Fri?
                5 |   skl: {schedule: "Mon..Fry 08:20", deadline: 2h}
                  |                         ^~~~~~~~~
            c.yaml:5:47: a deadline of '2h' is out of range; choose 1s to 1h
                5 |   skl: {schedule: "Mon..Fry 08:20", deadline: 2h}
                  |                                               ^~
            4 errors in the configuration
            """
        ),
        (
            "state: /s\nsources: {skl: {}}\n\"spr\u{E5}k\": nb\n",
            """
            c.yaml:3:1: unknown key 'spr\u{E5}k'; the keys here are \
            state, store, postgresql, alert-file, control, page, metrics-file, language, log-level, jitter, recompute, contact, network, archive, history, backups, sources, scales, rules, sinks
                3 | "spr\u{E5}k": nb
                  | ^~~~~~~
            1 error in the configuration
            """
        ),
        (
            "# Vestv\u{E5}g\u{F8}y\nstate: /s\nsources: {skl: {}}\nrules: {\"fj\u{E4}ll\": {}, \"\u{65E5}\u{672C}\": {}}",
            """
            c.yaml:4:9: 'fj\u{E4}ll' is no name for a rule; take 1 to 64 of a-z, 0-9 and '-', a letter or digit first
                4 | rules: {"fj\u{E4}ll": {}, "\u{65E5}\u{672C}": {}}
                  |         ^~~~~~~
            c.yaml:4:9: there is no 'indicator' in rules.fj\u{E4}ll; \
            write 'indicator: MODULE.NAME', such as 'indicator: skl.N07900'
                4 | rules: {"fj\u{E4}ll": {}, "\u{65E5}\u{672C}": {}}
                  |         ^~~~~~~
            """
        ),
        (
            "state: /s\nsources: {skl: {}}\nrecompute: {\"x\":\t\"y\",\tshedule: \t\"daily\"}\n",
            """
            c.yaml:3:23: unknown key 'shedule' in recompute; did you mean 'schedule'?
                3 | recompute: {"x":\t"y",\tshedule: \t"daily"}
                  |                 \t    \t^~~~~~~
            """
        ),
        (
            "state: /s\nsources: {skl: {}}\nlanguage: \"a\u{65E5}e\u{301}\u{202E}\"  # \u{1F1F8}\n",
            """
            c.yaml:3:11: 'a\u{65E5}e\u{301}\\u{202E}' is not among the words that may stand here; choose among sv, nb, en
                3 | language: "a\u{65E5}e\u{301}\\u{202E}"  # \u{1F1F8}
                  |           ^~~~~~~~~~~~~~
            1 error in the configuration
            """
        ),
        (
            "state: /s\nsources: {skl: {}}\nlanguage: s\u{1B}v\n",
            """
            c.yaml:3:12: there is the control character U+001B in the text; remove it: the file must be plain text
                3 | language: s\\u{1B}v
                  |            ^~~~~~
            1 error in the configuration
            """
        ),
        (
            "\u{FEFF}state: /s\r\nsources: {skl: {}}\r\nstate: /t\r\n",
            """
            c.yaml:3:1: the key 'state' is given twice; it already stands at c.yaml:1:1: keep one of the two
                3 | state: /t
                  | ^~~~~
            1 error in the configuration
            """
        ),
        (
            "",
            """
            c.yaml:1:1: there is no 'state'; write 'state: /var/lib/klyfta'
            c.yaml:1:1: there is no 'sources'; write 'sources: { skl: {} }', with a module of this build
            2 errors in the configuration
            """
        ),
    ])
    func `a message shows the place, the problem, the remedy and the line`(text: String, message: String) throws {
        let error = try #require(throws: ConfigurationFaults.self) { try readConfiguration(text) }
        #expect(
            message.contains("in the configuration")
                ? error.description == message : error.description.contains(message + "\n"),
            "\(error)")
    }

    @Test
    func `a long line is shown around its fault`() throws {
        let text =
            "state: /s\nsources: {skl: {figures: /\(String(repeating: "a", count: 300)), enabled: maybe, x: y}}\n"
        let excerpt = try configurationFaults(of: text)[0].excerpt.split(separator: "\n")
        #expect(excerpt[0] == "    2 | …\(String(repeating: "a", count: 39)), enabled: maybe, x: y}}")
        #expect(excerpt[1] == "      | \(String(repeating: " ", count: 51))^~~~~")
    }

    @Test
    func `a long text is cut in the message`() throws {
        let text = "state: /s\nsources: {skl: {}}\nlanguage: \(String(repeating: "x", count: 1000))\n"
        let fault = try configurationFaults(of: text)[0]
        #expect(fault.problem.hasPrefix("'\(String(repeating: "x", count: 59))…' is not"))
        #expect(fault.excerpt.split(separator: "\n").allSatisfy { $0.count < 130 })
    }

    @Test
    func `all faults are told at once and in the order of the file`() throws {
        let text = """
            rules:
                b: {indicator: skl.1, between: [0-1, 2+], level: {above: "2,5"}, for: no}
                a: {indicator: nix.1, between: [5+, 2+], level: {abov: 1}, colour: red}
            sources:
                skl: {enabled: 1, deadline: 1d}
                ssb: {password: x}
                klm: {}
            jitter: soon
            state: here
            """
        let places = try configurationFaults(of: text).map { $0.place.dropFirst("c.yaml:".count) }
        #expect(
            places == [
                "2:62", "2:75", "3:20", "3:36", "3:46", "3:54", "3:64", "5:20", "5:33", "6:11", "7:5", "8:9", "9:8",
            ])
    }

    @Test(arguments: [1, 2, 3])
    func `fault 43: every key that is given again is told, with the place of the first`(again: Int) throws {
        let text = "state: /s\nsources: {skl: {}}\n" + String(repeating: "jitter: 1s\n", count: again + 1)
        let faults = try configurationFaults(of: text)
        #expect(faults.map(\.place) == (0..<again).map { "c.yaml:\($0 + 4):1" })
        #expect(faults.allSatisfy { $0.remedy == "it already stands at c.yaml:3:1: keep one of the two" })
    }

    @Test
    func `a fault has the three parts of every fault`() throws {
        let fault: any Fault = try configurationFaults(of: "state: /s\nsources: {skl: {}}\njitter: 20")[0]
        #expect(fault.place == "c.yaml:3:9")
        #expect(fault.problem == "'20' has no unit")
        #expect(fault.remedy == "write 20s, 20min or 20h")
    }

    @Test
    func `fault 43: an alias bomb is refused at its first anchor without being unfolded`() throws {
        let levels = (1...30).map {
            "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ", "))]"
        }
        let faults = try configurationFaults(
            of: "state: /s\nsources: {skl: {}}\na0: &a0 [x]\n" + levels.joined(separator: "\n"))
        let places = faults.filter { $0.problem == "anchors and aliases are not read here" }.map(\.place)
        #expect(places.count == 31)
        #expect(places.first == "c.yaml:3:5")
    }
}
