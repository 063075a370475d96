import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

struct AnnouncementTests {
    @Test func `at first sight an old closed episode is history and told to nobody`() {
        var ledger = Ledger()
        let events = ledger.round([12, 5])
        #expect(lines(events) == ["fired 1 2010 history", "resolved 1 2011 history"])
        #expect(events.map(\.isAnnounced) == [false, false])
    }

    @Test func `at first sight an open episode is announced`() {
        var ledger = Ledger()
        let events = ledger.round([5, 12])
        #expect(lines(events) == ["fired 1 2011 new-period"])
        #expect(events.map(\.isAnnounced) == [true])
    }

    @Test(arguments: [[5, 12], [12, 5], [12, 5, 12], [12, nil], [5, 5], []] as [[Double?]])
    func `a second round on the same figures says nothing`(differences: [Double?]) {
        var ledger = Ledger()
        _ = ledger.round(differences)
        #expect(lines(ledger.round(differences)) == [])
        #expect(lines(ledger.round(differences)) == [])
    }

    @Test func `a round repeated after a crash says the same under the same ids`() {
        let trajectories = [trajectory([12, 5, 12])]
        let once = Announcement.events(for: trajectories, rules: [rule()], known: [])
        #expect(Announcement.events(for: trajectories, rules: [rule()], known: []) == once)
    }

    @Test func `an alert that goes on is not announced again`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        #expect(lines(ledger.round([5, 12, 13])) == [])
        #expect(lines(ledger.round([5, 12, 13, nil])) == [])
    }

    @Test func `a resolution is announced with the period and the numbers that ended it`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        let events = ledger.round([5, 12, 3])
        #expect(lines(events) == ["resolved 1 2012 new-period"])
        #expect(events.map(\.isAnnounced) == [true])
        #expect(events.first?.alert?.finding.measured == 3)
    }

    @Test func `a new episode of an old alert has the next number`() {
        var ledger = Ledger()
        _ = ledger.round([12, 5])
        #expect(lines(ledger.round([12, 5, 12])) == ["fired 2 2012 new-period"])
    }

    @Test func `an end and a new beginning that come in together are both announced`() {
        var ledger = Ledger()
        _ = ledger.round([12])
        #expect(lines(ledger.round([12, 5, 5, 12])) == ["resolved 1 2011 new-period", "fired 2 2013 new-period"])
        #expect(lines(ledger.round([12, 5, 5, 12])) == [])
    }

    @Test func `what was written down may come in any order`() {
        let known = [
            KnownEpisode(
                alertID: rule().alertID, ruleID: "r", ruleRevision: "", number: 2, fired: .year(2012), isClosed: false),
            KnownEpisode(
                alertID: rule().alertID, ruleID: "r", ruleRevision: "", number: 1, fired: .year(2010), isClosed: true),
        ]
        for order in [known, known.reversed()] {
            let way = [trajectory([12, 5, 12, 5, 12])]
            #expect(
                lines(Announcement.events(for: way, rules: [rule()], known: order))
                    == ["resolved 2 2013 new-period", "fired 3 2014 new-period"])
        }
    }

    @Test func `one rule does not speak for another`() {
        var ledger = Ledger()
        let (one, other) = (rule(id: "one"), rule(id: "other"))
        let events = ledger.round([trajectory([12], of: one), trajectory([12], of: other)])
        #expect(events.map(\.ruleID) == ["one", "other"])
        #expect(Set(events.map(\.id)).count == 2)
        let later = ledger.round([trajectory([12, 5], of: one), trajectory([12, 12], of: other)])
        #expect(later.map(\.ruleID) == ["one"])
    }
}

struct RuleChangeTests {
    @Test func `the open alert of a removed rule is closed once, without a period or numbers`() {
        var ledger = Ledger()
        _ = ledger.round([12])
        let events = ledger.round([], rules: [])
        #expect(lines(events) == ["resolved 1 - rule-removed"])
        #expect(events.first?.alert == nil)
        #expect(events.first?.isAnnounced == true)
        #expect(ledger.round([], rules: []) == [])
    }

    @Test func `the closed alert of a removed rule is left alone`() {
        var ledger = Ledger()
        _ = ledger.round([12, 5])
        #expect(ledger.round([], rules: []) == [])
    }

    @Test func `a rule whose indicator is absent leaves its alert open`() {
        var ledger = Ledger()
        _ = ledger.round([12])
        #expect(ledger.round([], rules: [rule()]) == [])
        #expect(ledger.round([nil]) == [])
        #expect(ledger.round([trajectory([])]) == [])
        #expect(ledger.episodes.map(\.isClosed) == [false])
    }

    @Test func `a rule that asks another question closes the old alert and opens a new one`() {
        var ledger = Ledger()
        _ = ledger.round([12])
        let other = rule(question: GapQuestion(coverageID, .published(low: "tiny", high: "large")))
        let events = ledger.round([12], of: other)
        #expect(lines(events) == ["resolved 1 - rule-removed", "fired 1 2010 new-period"])
        #expect(events.map(\.alertID) == [rule().alertID, other.alertID])
    }

    @Test func `alerts of removed rules are closed in order of rule`() {
        var ledger = Ledger()
        _ = ledger.round(["b", "c", "a"].map { trajectory([12], of: rule(id: $0)) })
        #expect(ledger.round([], rules: []).map(\.ruleID) == ["a", "b", "c"])
    }
}
