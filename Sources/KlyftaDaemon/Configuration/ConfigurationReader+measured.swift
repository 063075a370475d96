import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Rules on a measure of all municipalities: `measure:` in place of `between:`.
extension ConfigurationReader {
    /// The measure and its scale.
    func measured(_ reader: KeyedReader) -> GapQuestion.Groups? {
        let measure = reader.optional("measure") { try DistributionMeasure(key: $0) }
        let scale = scale(reader)
        let others = [
            "weight", "membership", "min_n", "coverage", "inference", "false_discovery", "looks", "at_or_above",
        ]
        for entry in others.compactMap(reader.entry) {
            report.refuse(
                "'\(entry.key)' has no meaning for a measure of all municipalities", at: entry.keyOrigin,
                remedy: "remove it, or compare two groups with 'between'")
        }
        guard let measure, let scale else { return nil }
        return .all(measure, scale)
    }

    /// What must hold of it: a level on one side, or a growth of what is no level itself.
    func condition(_ reader: KeyedReader, on groups: GapQuestion.Groups?) -> GapRule.Condition? {
        guard case .all(let measure, _)? = groups else {
            // Asked for all the same, so that neither counts as unknown.
            _ = [reader.entry("level"), reader.entry("widened")]
            return nil
        }
        if measure.orientation == .level, let entry = reader.entry("widened") {
            _ = reader.entry("level")
            report.refuse(
                "'\(measure.key)' is no distance between municipalities, so it does not widen", at: entry.keyOrigin,
                remedy: "write 'level: { above: 40 }' or 'level: { below: 40 }'")
            return nil
        }
        guard reader.entry("widened") == nil, reader.entry("level") != nil else { return condition(reader, .absent) }
        return reader.map("level", form: "'level: { above: 0.3 }'") { level($0, of: measure) }
    }

    private func level(_ reader: KeyedReader, of measure: DistributionMeasure) -> GapRule.Condition? {
        switch (reader.entry("above"), reader.entry("below")) {
        case (.some, nil): return reader.optional("above") { .level(above: try PlainNumber($0).value) }
        case (nil, .some): return reader.optional("below") { .low(below: try PlainNumber($0).value) }
        case (.some, .some(let second)):
            report.refuse(
                "a level lies above or below, not both", at: second.keyOrigin, remedy: "write two rules")
        case (nil, nil): reader.miss("'above' and no 'below'", form: "'above: 0.3' or 'below: 30'")
        }
        return nil
    }
}
