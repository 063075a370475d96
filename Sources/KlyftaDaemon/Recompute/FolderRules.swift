import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources

extension FigureFolder {
    /// The size classes of `classes.csv`, `name;smallest population` a line, the smallest first.
    /// - Throws: ``SourceFault`` unless they ascend from 0.
    package func classes() throws(SourceFault) -> (names: [String], scale: SizeScale) {
        let file = "\(path)/classes.csv"
        let rows = try FileBytes.all(of: file).split(separator: 10).dropFirst().map {
            String(decoding: $0, as: UTF8.self).split(separator: ";").map(String.init)
        }
        let starts = rows.compactMap { $0.count == 2 ? Int($0[1]) : nil }
        guard starts.count == rows.count, starts.first == 0, zip(starts, starts.dropFirst()).allSatisfy(<) else {
            throw SourceFault(
                at: file, "the classes do not ascend from 0", remedy: "Write 'name;smallest population', a line each.")
        }
        return (rows.map { $0[0] }, SizeScale(cuts: Array(starts.dropFirst())))
    }

    /// The rules of `rules.json`.
    /// - Throws: ``SourceFault`` with the position of the first that is none.
    package func rules() throws(SourceFault) -> [DistributionRule] {
        let file = "\(path)/rules.json"
        var reader = try JSONReader(try FileBytes.all(of: file), from: file)
        var rules: [DistributionRule] = []
        try reader.array { (reader, _) throws(SourceFault) in rules.append(try Self.rule(&reader)) }
        try reader.end()
        guard Set(rules.map(\.id)).count == rules.count else {
            throw SourceFault(at: file, "two rules have one id", remedy: "Give each its own.")
        }
        return rules
    }

    private static func rule(_ reader: inout JSONReader) throws(SourceFault) -> DistributionRule {
        var (id, indicator, threshold, patience): (String?, String?, Double?, Int?)
        var (measure, subject): (DistributionMeasure?, DistributionRule.Subject?)
        var comparison: DistributionRule.Comparison?
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "id": id = try reader.string()
            case "indicator": indicator = try reader.string()
            case "metric": measure = DistributionMeasure(rawValue: try reader.string())
            case "op": comparison = DistributionRule.Comparison(rawValue: try reader.string())
            case "kind": subject = DistributionRule.Subject(rawValue: try reader.string())
            case "threshold": threshold = try reader.number()
            case "for": patience = try reader.integer()
            default: try reader.skip()
            }
        }
        guard let id, let indicator, let threshold, let patience, patience > 0, let measure, let subject, let comparison
        else {
            throw reader.fault(
                "a rule lacks a part, or has one that is not known",
                "Write id, indicator, metric, op, threshold, kind and for.")
        }
        return DistributionRule(
            id: id, indicator: indicator == "*" ? nil : indicator, measure: measure, subject: subject,
            comparison: comparison, threshold: threshold, patience: patience)
    }
}
