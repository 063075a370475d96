import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources

extension ConfigurationReader {
    /// The rules that are on, by name. None is fine: figures can be watched before anybody has decided on a limit.
    func rules(_ root: KeyedReader, modules: NamedModules) -> RuleSet {
        var set = RuleSet()
        _ = root.map("rules", form: "'rules: {}', or rules by name") { reader in
            for entry in reader.named("rule") { rule(entry, in: reader, modules, into: &set) }
            return Void?.some(())
        }
        set.rules.sort { $0.id < $1.id }
        set.families.sort { $0.id < $1.id }
        return set
    }

    private func rule(
        _ entry: ConfigurationNode.Entry, in section: KeyedReader, _ modules: NamedModules, into set: inout RuleSet
    ) {
        let id = section.value(of: entry.key, at: entry.keyOrigin, ConfigurationForms.ruleID)
        let form = "'\(entry.key):' and its keys on the lines below"
        _ = section.map(entry, form: form) { reader in
            let isEnabled = reader.value("enabled", default: "true", ConfigurationForms.flag) ?? true
            let subject = subject(reader, isEnabled: isEnabled, modules)
            // Without groups and without a test, a measure is that of all municipalities.
            let isOfAll =
                reader.entry("measure") != nil
                && ["between", "significance"].allSatisfy { reader.entry($0) == nil }
            let groups = isOfAll ? measured(reader) : groups(reader)
            // Asked for before the condition, which is read in the light of it.
            let test = isOfAll ? .absent : test(reader, of: groups)
            let condition = isOfAll ? condition(reader, on: groups) : condition(reader, test)
            let patience = reader.value("for", default: "1 period", ConfigurationForms.patience)
            let severity: GapRule.Severity? = reader.value("severity", default: "warning", ConfigurationForms.choice)
            let terms = terms(reader, under: condition)
            guard isEnabled, let id, let subject, let groups, let condition, let patience, let severity, let terms
            else {
                return Void?.none
            }
            let counted = counted(groups, by: condition)
            func rule(of indicator: IndicatorID) -> GapRule {
                GapRule(
                    id: id, question: GapQuestion(indicator, counted), condition: condition, patience: patience,
                    severity: severity, terms: terms)
            }
            switch subject {
            case .one(let indicator): set.rules.append(rule(of: indicator))
            case .many(let pattern, let unit, let exceptions, let model):
                set.families.append(
                    RuleFamily(id: id, pattern: pattern, unit: unit, exceptions: exceptions, model: rule(of: model)))
            }
            return ()
        }
    }

    /// What a rule watches.
    private enum Subject {
        case one(IndicatorID)
        /// All that fit a pattern; the last value only stands where a rule must name one.
        case many(IndicatorPattern, Indicator.Unit?, Set<IndicatorID>, IndicatorID)
    }

    private func subject(_ reader: KeyedReader, isEnabled: Bool, _ modules: NamedModules) -> Subject? {
        guard reader.entry("indicators") != nil else {
            for other in ["unit", "except"].compactMap(reader.entry) {
                report.refuse(
                    "'\(other.key)' chooses among many indicators, and this rule names one", at: other.keyOrigin,
                    remedy: "remove it, or write 'indicators: skl.*'")
            }
            return indicator(reader, isEnabled: isEnabled, modules).map(Subject.one)
        }
        if let one = reader.entry("indicator") {
            report.refuse(
                "a rule has either 'indicator' or 'indicators', not both", at: one.keyOrigin, remedy: "keep one")
            return nil
        }
        let unit: Indicator.Unit? = reader.optional("unit", ConfigurationForms.choice)
        let exceptions = (reader.texts("except") ?? []).compactMap { item in
            reader.value(of: item.text, at: item.origin, IndicatorID.init(_:))
        }
        guard let pattern = reader.optional("indicators", IndicatorPattern.init(_:)),
            isLoaded(pattern.module, at: "indicators", reader, isEnabled: isEnabled, modules),
            let model = try? IndicatorID("\(pattern.module).any")
        else { return nil }
        return .many(pattern, unit, Set(exceptions), model)
    }

    private func indicator(_ reader: KeyedReader, isEnabled: Bool, _ modules: NamedModules) -> IndicatorID? {
        let form = "'indicator: MODULE.NAME', such as 'indicator: skl.N07900'"
        guard let id = reader.required("indicator", form: form, IndicatorID.init(_:)) else { return nil }
        return isLoaded(id.module, at: "indicator", reader, isEnabled: isEnabled, modules) ? id : nil
    }

    /// Whether a rule can get figures of a module; if not, why is told.
    private func isLoaded(
        _ module: String, at key: String, _ reader: KeyedReader, isEnabled: Bool, _ modules: NamedModules
    ) -> Bool {
        // A file that could not be read may be the one that loads the module.
        guard isEnabled, !modules.loaded.contains(module), !report.isIncomplete else { return true }
        if modules.disabled.contains(module) {
            reader.refuse(
                "the source '\(module)' is switched off", at: key, remedy: "enable it, or disable the rule as well")
        } else if modules.loaded.isEmpty {
            // That no source is on has been told; it would be told again for every rule.
            return true
        } else if (try? SourceID(module)).flatMap({ registry[$0] }) != nil {
            reader.refuse(
                "no source '\(module)' is loaded", at: key, remedy: "write '\(module): {}' under sources to load it")
        } else {
            reader.refuse(
                "no source '\(module)' is loaded", at: key,
                remedy: Suggestion.remedy(for: module, among: modules.loaded.sorted(), otherwise: "loaded are"))
        }
        return false
    }
}
