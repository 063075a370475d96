import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

extension ConfigurationReader {
    /// What must hold: a level, a growth as it is, a growth that a test has shown, or sides that changed places.
    func condition(_ reader: KeyedReader, _ test: TestKeys) -> GapRule.Condition? {
        let level = reader.map("level", form: "'level: { above: 40 }'", level)
        let widened = reader.map("widened", form: "'widened: { by: 2 }'") { self.widened($0, test) }
        let reversed = reader.map("reversed", form: "'reversed: { by: 1 }'", reversed)
        let given = ["level", "widened", "reversed"].compactMap(reader.entry)
        guard let condition = given.first else {
            reader.miss("'level' and no 'widened'", form: "'level: { above: 40 }' or 'widened: { by: 2 }'")
            return nil
        }
        if given.count > 1 {
            let names = given.map(\.key)
            report.refuse(
                "a rule has either '\(names[0])' or '\(names[1])', not both", at: given[1].keyOrigin,
                remedy: "keep one; a drop-in removes the other with '\(names[0]): null' or '\(names[1]): null'")
            return nil
        }
        if condition.key == "widened" { return widened }
        if let significance = reader.entry("significance") {
            let what = condition.key == "level" ? "a level is a state and no change" : "a reversal is told as it is"
            report.refuse(
                "\(what), so there is nothing to test", at: significance.keyOrigin,
                remedy: "remove 'significance', or ask for 'widened'")
            return nil
        }
        return level ?? reversed
    }

    private func reversed(_ reader: KeyedReader) -> GapRule.Condition? {
        let amount = reader.required("by", form: "'by: 1'") { text in
            let number = try PlainNumber(text).value
            guard number > 0 else {
                throw Misreading("sides that moved by \(text) did not change places", remedy: "write a number above 0")
            }
            return number
        }
        let since = since(reader)
        guard let amount, let since else { return nil }
        return .reversed(by: amount, since: since)
    }

    /// What it is compared with: the period before, one that is named, or the gap that one had when it was written down.
    private func since(_ reader: KeyedReader, isTested: Bool = false) -> GapRule.Baseline? {
        let since: GapRule.Baseline? = reader.value("since", default: "previous") { text in
            try text == "previous" ? GapRule.Baseline.previous : .period(Self.baseline(text))
        }
        guard let entry = reader.entry("pinned") else { return since }
        let gap = reader.optional("pinned") { try PlainNumber($0).value }
        switch since {
        case .period(let period) where !isTested: return gap.map { .pinned($0, period) }
        case nil: return nil
        case _ where isTested:
            report.refuse(
                "a test compares two waves of figures, and a pinned gap is one number", at: entry.keyOrigin,
                remedy: "remove 'pinned', or remove 'significance'")
        default:
            report.refuse(
                "a gap is pinned of a period", at: entry.keyOrigin,
                remedy: "name it beside, such as 'since: 2019'")
        }
        return nil
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

    private func widened(_ reader: KeyedReader, _ test: TestKeys) -> GapRule.Condition? {
        let amount = reader.required("by", form: "'by: 2'") { try Self.threshold($0, test) }
        let isTested = if case .absent = test { false } else { true }
        let since = since(reader, isTested: isTested)
        guard let amount, let since else { return nil }
        switch (test, amount) {
        case (.absent, .amount(let amount)): return .widened(by: amount, since: since)
        case (.given(var parts, let falseDiscovery), _):
            parts.threshold = amount
            return .provenWidening(parts, since: since, falseDiscovery: falseDiscovery)
        case (.absent, .share), (.faulty, _): return nil
        }
    }

    /// By how much: a number in the unit of the measure, or a share of the gap then.
    private static func threshold(_ text: String, _ test: TestKeys) throws -> WideningTest.Threshold {
        let isShare = text.hasSuffix("%")
        let digits = isShare ? String(text.dropLast().reversed().drop { $0 == " " }.reversed()) : text
        let number = try PlainNumber(digits).value
        guard number > 0 else {
            throw Misreading("a gap that widened by \(text) did not widen", remedy: "write a number above 0")
        }
        switch test {
        case .absent where isShare:
            throw Misreading(
                "a share of the gap then is held only against a test",
                remedy: "add 'significance: 0.95' to the rule, or write the amount")
        case .given(let parts, _) where parts.measure.isRatio && !isShare:
            throw Misreading(
                "'\(parts.measure)' is a ratio, and widens by a share", remedy: "write per cent, such as 5 %")
        case .given(let parts, _) where parts.measure.isShare && isShare:
            throw Misreading(
                "'\(parts.measure)' is a share itself, and widens by an amount",
                remedy: "write a fraction, such as 0.05 for five percentage points")
        default: return isShare ? .share(number / 100) : .amount(number)
        }
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
