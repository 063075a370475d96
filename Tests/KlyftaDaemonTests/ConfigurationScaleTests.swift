import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import Testing

struct ConfigurationScaleTests {
    private static func text(between: String, scales: String = "", more: String = "level: {above: 1}") -> String {
        """
        state: /s
        sources: {skl: {}}
        \(scales.isEmpty ? "" : "scales: \(scales)")
        rules:
          r:
            indicator: skl.N1
            between: \(between)
            \(more)
        """
    }

    private func question(_ text: String) throws -> GapQuestion {
        try #require(try readConfiguration(text).rules.first).question
    }

    @Test(arguments: [
        ("kolada", "0-4999", "200000+"), ("skl", "0-9999", "100001+"), ("ssb-2005", "0-14999", "15000+"),
        ("kostra-bands", "0-599", "300001+"), ("[standard]", "0-9999", "100000+"), ("rural", "0-1999", "5000+"),
    ])
    func `a scale by its name compares its smallest and its largest class`(
        _ name: String, _ low: String, _ high: String
    ) throws {
        let question = try question(Self.text(between: name, scales: "{ rural: '2000,5000' }"))
        #expect(question.low == low && question.high == high && question.membership == .current)
    }

    @Test func `a test of all classes takes a scale by its name too`() throws {
        let text = Self.text(
            between: "rural", scales: "{ rural: '2000,5000' }",
            more: "widened: {by: 1, since: previous}\n    significance: 0.95\n    measure: gini_u\n    scale: rural")
        let rule = try #require(try readConfiguration(text).rules.first)
        #expect(rule.condition.test?.scale == SizeScale(cuts: [2_000, 5_000]))
    }

    @Test(arguments: [
        (between: "koladda", scales: "", place: "c.yaml:7:14", remedy: "did you mean kolada?"),
        ("rurall", "{ rural: '2000' }", "c.yaml:7:14", "did you mean rural?"),
        ("kostra", "", "c.yaml:7:14", "Write kostra-bands for the bands of population that they are drawn in"),
        ("kolada", "{ skl: '2000' }", "c.yaml:3:11", "choose another name"),
        ("kolada", "{ '2000': '2000' }", "c.yaml:3:11", "write letters, digits and '-', with a letter among them"),
        ("kolada", "{ rural: '5000,2000' }", "c.yaml:3:18", "write ascending whole numbers"),
    ])
    func `a wrong name or scale is told with its place and the nearest name`(
        between: String, scales: String, place: String, remedy: String
    ) throws {
        let faults = try configurationFaults(of: Self.text(between: between, scales: scales))
        #expect(faults.count == 1)
        #expect(faults.first?.place == place && faults.first?.remedy.contains(remedy) ?? false, "\(faults)")
    }
}
