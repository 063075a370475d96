import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

extension ConfigurationReader {
    /// What a rule asks beside its condition: how an alert ends, how final figures must be, what of a revision is told,
    /// and its labels.
    func terms(_ reader: KeyedReader, under condition: GapRule.Condition?) -> GapRule.Terms? {
        var terms = GapRule.Terms(amendment: Self.usualAmendment(of: condition))
        let keeping = reader.optional("keep_firing_for", ConfigurationForms.patience)
        let clear = reader.optional("clear") { try Self.clear($0, condition) }
        let settling = reader.optional("settled", Self.days)
        let provisional = reader.optional("allow_provisional", ConfigurationForms.flag)
        let amendment = reader.map("on_revision", form: "'on_revision: { amend_if: 1 }'") { inner in
            inner.required("amend_if", form: "'amend_if: 1'", Self.amount)
        }
        // With 'significance' they say of both waves what they say here of each period, and belong to the test.
        let isTested = reader.entry("significance") != nil
        let answers = isTested ? nil : reader.optional("min_n") { try Self.whole($0, 2...10_000) }
        let coverage = isTested ? nil : reader.optional("coverage") { try Self.share($0) }
        let labels = reader.map("labels", form: "'labels: { team: digital }'", labels)
        if let entry = reader.entry("allow_provisional"), reader.entry("settled") == nil {
            report.refuse(
                "without 'settled' every figure counts as final", at: entry.keyOrigin,
                remedy: "add 'settled: 90d', or remove 'allow_provisional'")
        }
        (terms.keeping, terms.clear, terms.settling) = (keeping ?? 0, clear, settling)
        (terms.allowsProvisional, terms.labels) = (provisional ?? false, labels ?? [:])
        terms.amendment = amendment ?? terms.amendment
        (terms.leastAnswers, terms.leastCoverage) = (answers, coverage)
        // What is there and gave no value is a fault that has been told.
        let isRead = [
            ("keep_firing_for", keeping == nil), ("clear", clear == nil), ("settled", settling == nil),
            ("allow_provisional", provisional == nil), ("on_revision", amendment == nil), ("labels", labels == nil),
            ("min_n", !isTested && answers == nil), ("coverage", !isTested && coverage == nil),
        ].allSatisfy { reader.entry($0.0) == nil || !$0.1 }
        return isRead ? terms : nil
    }

    /// One in the unit of the indicator; of a measure on a scale of its own five hundredths.
    private static func usualAmendment(of condition: GapRule.Condition?) -> Double {
        condition?.test.map { $0.measure.unit == .indicator ? 1 : 0.05 } ?? 1
    }

    /// The limit at or below which an alert clears: below the one at which it opens.
    private static func clear(_ text: String, _ condition: GapRule.Condition?) throws -> Double {
        let limit = try PlainNumber(text).value
        switch condition {
        case .reversed:
            throw Misreading(
                "sides have changed places or not: there is no limit to clear at", remedy: "remove 'clear'")
        case .provenWidening(let test, _, _) where test.threshold == .share(test.threshold.number):
            throw Misreading(
                "a threshold in per cent moves with the gap then, and no number clears it",
                remedy: "remove 'clear', or write the threshold as an amount")
        case .low(let below):
            guard limit <= below else { return limit }
            throw Misreading(
                "an alert that opens below \(below) cannot clear at \(text)",
                remedy: "write a larger number, or remove 'clear'")
        case .level, .widened, .provenWidening:
            guard let threshold = condition?.threshold, limit >= threshold else { return limit }
            throw Misreading(
                "an alert that opens above \(threshold) cannot clear at \(text)",
                remedy: "write a smaller number, or remove 'clear'")
        case nil: return limit
        }
    }

    private static func amount(_ text: String) throws -> Double {
        let number = try PlainNumber(text).value
        guard number > 0 else {
            throw Misreading("a revision by \(text) is none", remedy: "write a number above 0")
        }
        return number
    }

    private static func days(_ text: String) throws -> Int {
        let span = try TimeSpan(text).duration
        let days = Int(span / .seconds(86_400))
        guard span == .seconds(days * 86_400), (1...3_660).contains(days) else {
            throw Misreading("figures settle in whole days, from 1 day to 10 years", remedy: "write 60d, for example")
        }
        return days
    }

    /// The names of all labels that rules have, also of rules that are off or faulty: a sink that asks for them is right.
    static func labelNames(_ root: KeyedReader) -> [String] {
        func map(_ node: ConfigurationNode?) -> [ConfigurationNode.Entry] {
            if case .map(let entries)? = node?.content { entries } else { [] }
        }
        let labels = map(root.entry("rules")?.value).flatMap { rule in
            map(rule.value).filter { $0.key == "labels" }.flatMap { map($0.value).map(\.key) }
        }
        return Set(labels).subtracting(LabelMatch.names).sorted()
    }

    /// Labels are read by other programs, whose names for them are letters, digits and underscores.
    private func labels(_ reader: KeyedReader) -> [String: String]? {
        var labels: [String: String] = [:]
        var isRead = true
        for entry in reader.named("label") {
            let name = reader.value(of: entry.key, at: entry.keyOrigin, Self.labelName)
            guard let name, let text = reader.optional(entry.key, { $0 }) else {
                isRead = false
                continue
            }
            labels[name] = text
        }
        return isRead ? labels : nil
    }

    private static func labelName(_ text: String) throws -> String {
        let isName = text.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 95
        }
        guard isName, let first = text.utf8.first, !(48...57).contains(first), text.utf8.count <= 64 else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no name for a label",
                remedy: "take 1 to 64 of letters, digits and '_', no digit first")
        }
        let taken =
            ["alertname", "low_class", "high_class", "weight", "membership", "measure"] + LabelMatch.names
        guard !taken.contains(text) else {
            throw Misreading("the label '\(text)' names the alert itself", remedy: "choose another name")
        }
        return text
    }
}
