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
            // Asked for before the condition, which is read in the light of it.
            let test = test(reader, of: groups)
            let condition = condition(reader, test)
            let patience = reader.value("for", default: "1 period", ConfigurationForms.patience)
            let severity: GapRule.Severity? = reader.value("severity", default: "warning", ConfigurationForms.choice)
            guard isEnabled, let id, let indicator, let groups, let condition, let patience, let severity else {
                return nil
            }
            return GapRule(
                id: id, question: GapQuestion(indicator, counted(groups, by: condition)), condition: condition,
                patience: patience,
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
}
