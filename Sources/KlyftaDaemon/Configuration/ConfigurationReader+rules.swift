import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources

extension ConfigurationReader {
    /// The rules that are on, by name. None is fine: figures can be watched before anybody has decided on a limit.
    func rules(_ root: KeyedReader, modules: NamedModules) -> [GapRule] {
        let rules = root.map("rules", form: "'rules: {}', or rules by name") { reader in
            reader.named("rule").compactMap { rule($0, in: reader, modules) }
        }
        return (rules ?? []).sorted { $0.id < $1.id }
    }

    private func rule(
        _ entry: ConfigurationNode.Entry, in section: KeyedReader, _ modules: NamedModules
    ) -> GapRule? {
        let id = section.value(of: entry.key, at: entry.keyOrigin, ConfigurationForms.ruleID)
        let form = "'\(entry.key):' and its keys on the lines below"
        return section.map(entry, form: form) { reader in
            let isEnabled = reader.value("enabled", default: "true", ConfigurationForms.flag) ?? true
            let indicator = indicator(reader, isEnabled: isEnabled, modules)
            let groups = groups(reader)
            let condition = condition(reader)
            let patience = reader.value("for", default: "1 period", ConfigurationForms.patience)
            let severity: GapRule.Severity? = reader.value("severity", default: "warning", ConfigurationForms.choice)
            guard isEnabled, let id, let indicator, let groups, let condition, let patience, let severity else {
                return nil
            }
            return GapRule(
                id: id, question: GapQuestion(indicator, groups), condition: condition, patience: patience,
                severity: severity)
        }
    }

    private func indicator(_ reader: KeyedReader, isEnabled: Bool, _ modules: NamedModules) -> IndicatorID? {
        let form = "'indicator: MODULE.NAME', such as 'indicator: skl.N07900'"
        guard let id = reader.required("indicator", form: form, IndicatorID.init(_:)) else { return nil }
        // A file that could not be read may be the one that loads the module.
        guard isEnabled, !modules.loaded.contains(id.module), !report.isIncomplete else { return id }
        if modules.disabled.contains(id.module) {
            reader.refuse(
                "the source '\(id.module)' is switched off", at: "indicator",
                remedy: "enable it, or disable the rule as well")
        } else if modules.loaded.isEmpty {
            // That no source is on has been told; it would be told again for every rule.
            return id
        } else if (try? SourceID(id.module)).flatMap({ registry[$0] }) != nil {
            reader.refuse(
                "no source '\(id.module)' is loaded", at: "indicator",
                remedy: "write '\(id.module): {}' under sources to load it")
        } else {
            reader.refuse(
                "no source '\(id.module)' is loaded", at: "indicator",
                remedy: Suggestion.remedy(for: id.module, among: modules.loaded.sorted(), otherwise: "loaded are"))
        }
        return nil
    }

    private func condition(_ reader: KeyedReader) -> GapRule.Condition? {
        let level = reader.map("level", form: "'level: { above: 40 }'", level)
        let widened = reader.map("widened", form: "'widened: { by: 2 }'", widened)
        switch (reader.entry("level"), reader.entry("widened")) {
        case (nil, nil):
            reader.miss("'level' and no 'widened'", form: "'level: { above: 40 }' or 'widened: { by: 2 }'")
            return nil
        case (.some, .some(let second)):
            report.refuse(
                "a rule has either 'level' or 'widened', not both", at: second.keyOrigin,
                remedy: "keep one; a drop-in removes the other with 'level: null' or 'widened: null'")
            return nil
        case (.some, nil): return level
        case (nil, .some): return widened
        }
    }

    private func level(_ reader: KeyedReader) -> GapRule.Condition? {
        reader.required("above", form: "'above: 40'") { text in
            let number = try PlainNumber(text).value
            guard number >= 0 else {
                throw Misreading(
                    "a gap below zero is a lead of the smaller municipalities, and never alerts",
                    remedy: "write 0 or more")
            }
            return .level(above: number)
        }
    }

    private func widened(_ reader: KeyedReader) -> GapRule.Condition? {
        let amount = reader.required("by", form: "'by: 2'") { text in
            let number = try PlainNumber(text).value
            guard number > 0 else {
                throw Misreading("a gap that widened by \(text) did not widen", remedy: "write a number above 0")
            }
            return number
        }
        let since = reader.value("since", default: "previous") { text in
            try text == "previous" ? GapRule.Baseline.previous : .period(Self.baseline(text))
        }
        guard let amount, let since else { return nil }
        return .widened(by: amount, since: since)
    }

    private static func baseline(_ text: String) throws(Misreading) -> Period {
        do {
            return try Period(text)
        } catch {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no period to compare with",
                remedy: Suggestion.nearest(to: text, among: ["previous"]).map { "did you mean '\($0)'?" }
                    ?? "write previous, or a period such as 2014, 2014H1, 2014Q3 or 2014M05")
        }
    }
}
