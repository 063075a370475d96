import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// Reads a file of tests of rules.
struct RuleTestReader {
    let path: String
    let registry: SourceRegistry
    let report: ConfigurationReport

    /// All tests; incomplete if the report has faults.
    func tests() -> [RuleTest] {
        guard let text = ConfigurationFiles.texts(of: path, into: report).first,
            let root = YAMLDocument.root(of: text, into: report)
        else { return [] }
        return KeyedReader.read(
            root, path: [], origin: .start(of: text), report: report, form: "'rules:' and 'tests:'"
        ) { reader in
            let rules = rules(reader)
            let calendars = calendars(reader)
            _ = reader.requireEntry("tests", form: "'tests:' and tests by name")
            return reader.map("tests", form: "tests by name") { section in
                let entries = section.named("test")
                if entries.isEmpty { section.miss("test", form: "one: a file without tests proves nothing") }
                return entries.compactMap { test($0, in: section, rules, calendars) }
            }
        } ?? []
    }

    /// The rules that stand here, or those of all files that are named: they lie beside this one unless their paths are
    /// absolute.
    private func rules(_ reader: KeyedReader) -> RuleSet {
        let form = "'rules: [rules.yaml]', the files of the rules under test"
        guard let entry = reader.requireEntry("rules", form: form) else { return RuleSet() }
        if case .map = entry.value.content {
            return ConfigurationReader(registry: registry, report: report).rules(reader, modules: NamedModules())
        }
        guard let files = reader.texts("rules") else { return RuleSet() }
        let folder = URL(filePath: path).deletingLastPathComponent()
        return files.reduce(into: RuleSet()) { all, file in
            let path = file.text.hasPrefix("/") ? file.text : folder.appending(path: file.text).path
            guard FileManager.default.fileExists(atPath: path) else {
                report.refuse("there is no file \(path)", at: file.origin, remedy: "create it, or name another")
                return
            }
            let set = RuleFile.read(ConfigurationFiles.texts(of: path, into: report).first, registry, report)
            all.rules += set.rules
            all.families += set.families
        }
    }

    private func test(
        _ entry: ConfigurationNode.Entry, in section: KeyedReader, _ rules: RuleSet,
        _ calendars: [String: CalendarEvent]
    ) -> RuleTest? {
        section.map(entry, form: "'rule:', 'vintages:' and 'expect:'") { reader in
            let rule = reader.required("rule", form: "'rule: NAME'") { try Self.testable($0, of: rules) }
            let vintages = days(reader, "vintages", form: "'2026-03-20: { 2024: 13.1, 2025: 14.3 }'", vintage)
            let calendar = rule.flatMap { calendars[$0.question.indicator.module] }
            let expectations = days(reader, "expect", form: "'2026-03-20: { state: firing }'") {
                expectation($0, $1, $2, hasCalendar: rule == nil || calendar != nil)
            }
            guard let rule, let vintages, let expectations else { return nil }
            return RuleTest(
                name: entry.key, rule: rule, vintages: vintages.sorted { $0.day < $1.day },
                expectations: expectations.sorted { $0.day < $1.day }, calendar: calendar)
        }
    }

    /// By source, when its figures are expected: `sources: { skl: { expect: "*-03-31" } }`, as in the configuration.
    private func calendars(_ reader: KeyedReader) -> [String: CalendarEvent] {
        var calendars: [String: CalendarEvent] = [:]
        let form = "'sources: { skl: { expect: \"*-03-31\" } }'"
        _ = reader.map("sources", form: form) { section in
            for entry in section.named("source") {
                calendars[entry.key] = section.map(entry, form: form) { inner in
                    inner.required("expect", form: "'expect: \"*-03-31\"'", CalendarEvent.init(_:))
                }
            }
            return Void?.some(())
        }
        return calendars
    }

    /// A rule that gaps say enough of: they do not say what a measure of all municipalities is.
    private static func testable(_ text: String, of rules: RuleSet) throws -> GapRule {
        let rule = try rule(text, of: rules)
        guard case .all(let measure, _) = rule.question.groups else { return rule }
        throw Misreading(
            "gaps do not say what '\(measure.key)' of all municipalities is",
            remedy: "try the rule on figures, with 'klyfta replay'")
    }

    private static func rule(_ text: String, of rules: RuleSet) throws -> GapRule {
        if let rule = rules.rules.first(where: { $0.id == text }) { return rule }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2, let family = rules.families.first(where: { $0.id == parts[0] }) {
            return family.rule(for: try IndicatorID(parts[1]))
        }
        let names = rules.rules.map(\.id) + rules.families.map { "\($0.id):INDICATOR" }
        throw Misreading(
            "there is no rule \(ConfigurationExcerpt.quoted(text))",
            remedy: Suggestion.remedy(for: text, among: names, otherwise: "there are"))
    }

    /// What stands under the days of a map.
    private func days<Value>(
        _ reader: KeyedReader, _ key: String, form: String,
        _ read: @escaping (CalendarDay, ConfigurationNode.Entry, KeyedReader) -> Value?
    ) -> [Value]? {
        guard reader.requireEntry(key, form: form) != nil else { return nil }
        return reader.map(key, form: form) { section in
            let entries = section.named("day")
            let values = entries.compactMap { entry in
                section.value(of: entry.key, at: entry.keyOrigin) { try CalendarDay($0) }.flatMap { day in
                    section.map(entry, form: form) { read(day, entry, $0) }
                }
            }
            return values.count == entries.count ? values : nil
        }
    }

    private func vintage(
        _ day: CalendarDay, _ entry: ConfigurationNode.Entry, _ reader: KeyedReader
    ) -> RuleTest.Vintage? {
        let entries = reader.named("period")
        let gaps = entries.compactMap { entry -> (Period, Double?)? in
            guard let period = reader.value(of: entry.key, at: entry.keyOrigin, { try Period($0) }) else { return nil }
            return reader.optional(entry.key) { text in
                (period, text == "none" ? nil : try PlainNumber(text).value)
            }
        }
        guard gaps.count == entries.count else { return nil }
        return RuleTest.Vintage(day: day, gaps: gaps, place: entry.keyOrigin.place)
    }

    private func expectation(
        _ day: CalendarDay, _ entry: ConfigurationNode.Entry, _ reader: KeyedReader, hasCalendar: Bool
    ) -> RuleTest.Expectation? {
        let trouble = reader.optional("alert") { try Self.trouble($0, hasCalendar: hasCalendar) }
        let state = reader.optional("state") { try Self.word($0, of: Self.states) }
        let since = reader.optional("since") { try Period($0).description }
        let value = reader.optional("value") { try PlainNumber($0).value }
        let was = reader.optional("was") { try PlainNumber($0).value }
        let kinds = AlertEvent.Kind.allCases.map(\.rawValue)
        let events = (reader.texts("events") ?? []).compactMap { item in
            reader.value(of: item.text, at: item.origin) { try Self.word($0, of: kinds) }
        }
        return RuleTest.Expectation(
            day: day, trouble: trouble, state: state, since: since, value: value, was: was, events: events,
            place: entry.keyOrigin.place)
    }

    /// An alert about a source that a calendar makes: a played source answers always, and what it should.
    private static func trouble(_ text: String, hasCalendar: Bool) throws -> SourceTrouble {
        _ = try word(text, of: [SourceTrouble.late, .stale].map(\.alertName))
        guard hasCalendar else {
            throw Misreading(
                "nothing says when figures of this source are due",
                remedy: "write 'sources: { skl: { expect: \"*-03-31\" } }' beside 'tests', with the source's name")
        }
        return text == SourceTrouble.late.alertName ? .late : .stale
    }

    private static let states = ["inactive", "pending", "firing", "recovering", "resolved", "retracted"]

    private static func word(_ text: String, of words: [String]) throws -> String {
        guard words.contains(text) else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is not among the words that may stand here",
                remedy: Suggestion.remedy(for: text, among: words, otherwise: "choose among"))
        }
        return text
    }
}
