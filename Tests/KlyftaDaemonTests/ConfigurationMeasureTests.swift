import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import Testing

/// Rules on a measure of all municipalities.
struct ConfigurationMeasureTests {
    private static func text(_ keys: String) -> String {
        """
        state: /s
        sources: {skl: {}}
        rules:
          r:
            indicator: skl.1
            \(keys.split(separator: "\n").joined(separator: "\n    "))
        """
    }

    @Test(arguments: [
        ("measure: gini_w\nlevel: {above: 0.3}", DistributionMeasure.gini, GapRule.Condition.level(above: 0.3)),
        ("measure: q10_w\nlevel: {below: 30}", .decile1, .low(below: 30)),
        ("measure: share_zero_u\nlevel: {above: 0.2}", .shareAtZero, .level(above: 0.2)),
        ("measure: rci_w\nwidened: {by: 0.01}", .concentration, .widened(by: 0.01, since: .previous)),
        ("measure: theil_w\nwidened: {by: 0.01, since: 2010}", .theil, .widened(by: 0.01, since: .period(.year(2010)))),
    ])
    func `a measure stands in place of two groups`(
        keys: String, measure: DistributionMeasure, condition: GapRule.Condition
    ) throws {
        let rule = try #require(try readConfiguration(Self.text(keys)).rules.first)
        #expect(rule.question.groups == .all(measure, .standard) && rule.condition == condition)
    }

    @Test(arguments: [("5000,50000", [5_000, 50_000]), ("skl", [10_000, 100_001]), ("ssb-2005", [15_000])])
    func `its scale is written in cut points or by its name`(scale: String, cuts: [Int]) throws {
        let text = Self.text("measure: gini_w\nscale: \(scale)\nlevel: {above: 0.3}")
        let rule = try #require(try readConfiguration(text).rules.first)
        #expect(rule.question.groups == .all(.gini, SizeScale(cuts: cuts)))
    }

    @Test(arguments: [
        ("measure: gina_w\nlevel: {above: 0.3}", "did you mean 'gini_w'?"),
        ("measure: mean_w\nwidened: {by: 3}", "'mean_w' is no distance between municipalities, so it does not widen"),
        ("measure: gini_w\nlevel: {above: 0.3, below: 0.2}", "a level lies above or below, not both"),
        ("measure: gini_w\nlevel: {}", "there is no 'above' and no 'below'"),
        ("measure: gini_w\nweight: municipality\nlevel: {above: 0.3}", "'weight' has no meaning for a measure"),
        ("measure: gini_w", "there is no 'level' and no 'widened'"),
        ("measure: gini_w\nlevel: {above: 0.3}\nwidened: {by: 2}", "either 'level' or 'widened', not both"),
        ("between: [0-9, 10+]\nlevel: {below: 3}", "unknown key 'below'"),
    ])
    func `what does not fit is refused`(keys: String, why: String) {
        let fault = #expect(throws: (any Error).self) { try readConfiguration(Self.text(keys)) }
        #expect(fault.map { "\($0)".contains(why) } == true, "\(String(describing: fault))")
    }
}
