import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

/// The expected digits come from another implementation:
/// `python3 -c "h=0xcbf29ce484222325
/// for b in 'a\xffb\xff'.encode('latin-1'): h=(h^b)*0x100000001b3%2**64
/// print('%016x'%h)"`.
struct FingerprintTests {
    @Test(
        arguments: [
            ([:], "cbf29ce484222325"), (["a": "b"], "d2b371819297f98a"),
            (["alertname": "GapWidening", "rule": "r"], "40748d5132d35a4f"), (["län": "Örebro"], "721d83b2bc6272fd"),
            (["n": "360"], "005568e1d9240d6e"),
        ] as [([String: String], String)])
    func `labels have the FNV-1a fingerprint of Alertmanager, in 16 digits`(labels: [String: String], digits: String) {
        #expect(Fingerprint(of: labels).description == digits)
    }

    @Test func `a name and a value do not run into one another`() {
        #expect(Fingerprint(of: ["ab": "c"]) != Fingerprint(of: ["a": "bc"]))
    }
}

struct AlertIDTests {
    @Test func `an alert is named by its rule, its indicator and its groups`() {
        #expect(
            rule().labels == [
                "alertname": "Gap", "rule": "r", "indicator": "skl.coverage", "low_class": "small",
                "high_class": "large", "weight": "published", "membership": "published",
            ])
        #expect(rule().alertID == "78c80f6c9a6a37db")
    }

    @Test func `a changed threshold, patience or severity does not change the name of an alert`() {
        let changed = GapRule(
            id: "r", question: watched, condition: .widened(by: 1, since: .previous), patience: 9, severity: .critical)
        #expect(changed.alertID == rule().alertID)
    }

    @Test func `a rule that asks another question has an alert of another name`() throws {
        let (small, large) = (try SizeClass("0-9999"), try SizeClass("10000+"))
        let questions = [
            watched, GapQuestion(coverageID, .published(low: "tiny", high: "large")),
            GapQuestion(coverageID, .published(low: "small", high: "huge")),
            GapQuestion(try IndicatorID("skl.other"), .published(low: "small", high: "large")),
            GapQuestion(coverageID, .sizeClasses(low: small, high: large, .municipality, .current)),
            GapQuestion(coverageID, .sizeClasses(low: small, high: large, .inhabitant, .current)),
            GapQuestion(coverageID, .sizeClasses(low: small, high: large, .municipality, .fixed(.year(2009)))),
        ]
        let names = questions.map { rule(question: $0).alertID } + [rule(id: "s").alertID]
        #expect(Set(names).count == names.count)
    }

    @Test func `an event is named by alert, episode and kind`() {
        let event = AlertEvent(
            alertID: "ce4f078e4936bf46", ruleID: "r", ruleRevision: "", episode: 2, kind: .resolved,
            reason: .ruleRemoved,
            period: nil, alert: nil)
        #expect(event.id == "ce4f078e4936bf46-2-resolved")
    }

    @Test(arguments: [
        (GapRule.Condition.level(above: 10), 10.0), (.widened(by: 3, since: .previous), 3),
    ])
    func `a condition has a threshold`(condition: GapRule.Condition, threshold: Double) {
        #expect(condition.threshold == threshold)
    }

    @Test(arguments: [(GapRule.Baseline.previous, "previous"), (.period(.year(2009)), "2009")])
    func `a baseline is the previous gap or a period`(baseline: GapRule.Baseline, text: String) {
        #expect(baseline.description == text)
    }
}
