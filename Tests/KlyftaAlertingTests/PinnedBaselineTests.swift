import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

/// A baseline that was written down once: what the office makes of it later moves nothing.
struct PinnedBaselineTests {
    private static let pinned = rule(.widened(by: 4, since: .pinned(8, .year(2010))))
    private static let named = rule(.widened(by: 4, since: .period(.year(2010))))

    private func measured(_ rule: GapRule, _ differences: [Double?], brokenAt breaks: [Int] = []) -> Double? {
        rule.verdict(on: .year(2011), of: series(differences, brokenAt: breaks))?.finding?.measured
    }

    @Test(arguments: [8.0, 3, 11, nil] as [Double?])
    func `a revision of the baseline changes nothing, where it is pinned`(revised: Double?) {
        #expect(measured(Self.pinned, [revised, 13]) == 5)
        #expect(measured(Self.named, [revised, 13]) == revised.map { 13 - $0 })
    }

    @Test func `a baseline that the office no longer publishes is still one`() {
        let later = GapSeries(question: watched, indicator: coverage(), gaps: [gap(0, 13, in: 2011)])
        #expect(Self.pinned.verdict(on: .year(2011), of: later)?.finding?.measured == 5)
        #expect(Self.named.verdict(on: .year(2011), of: later)?.finding == nil)
    }

    @Test func `nothing is asked of the baseline itself, and none is compared across a break`() {
        #expect(Self.pinned.verdict(on: .year(2010), of: series([20])) == nil)
        #expect(measured(Self.pinned, [8, 13], brokenAt: [2011]) == nil)
    }

    @Test func `sides that changed places since a pinned gap are told`() throws {
        let rule = rule(.reversed(by: 3, since: .pinned(-2, .year(2010))))
        let verdict = try #require(rule.verdict(on: .year(2011), of: series([nil, 2])))
        guard case .holds(let finding) = verdict else { return #expect(Bool(false), "\(verdict)") }
        #expect(finding.measured == 4)
    }

    @Test func `another pinned number is another question, and the same alert`() {
        let other = rule(.widened(by: 4, since: .pinned(8.5, .year(2010))))
        #expect(Self.pinned.revision != other.revision && Self.pinned.revision != Self.named.revision)
        #expect(Self.pinned.alertID == other.alertID)
    }

    @Test(arguments: [
        (Language.english, "since 2010 (pinned to 8.00)", "from 8.00 to 13.00"),
        (.swedish, "sedan 2010 (fastställd till 8,00)", "från 8,00 till 13,00"),
        (.norwegian, "siden 2010 (fastsatt til 8,00)", "fra 8,00 til 13,00"),
    ])
    func `people read that it is pinned, and to what`(language: Language, condition: String, movement: String) throws {
        let finding = try #require(Self.pinned.verdict(on: .year(2011), of: series([3, 13]))?.finding)
        let alert = Alert(rule: Self.pinned, period: .year(2011), finding: finding)
        let words = Explanation(of: alert, .fired, in: language)
        #expect(words.sentence.contains(movement), "\(words.sentence)")
        #expect(words.facts.contains { $0.text.contains(condition) }, "\(words.facts)")
    }
}
