import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

struct RevisionTests {
    @Test func `a revision that removes the cause takes the alert back, and says that it was a revision`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12, 12])
        let events = ledger.round([5, 6, 7])
        #expect(lines(events) == ["retracted 1 2011 revision"])
        #expect(events.first?.alert?.finding.measured == 6)
        #expect(events.map(\.isAnnounced) == [true])
        #expect(ledger.round([5, 6, 7]) == [])
    }

    @Test(
        arguments: [
            ([12, 12, 12], []), ([5, 5, 12], ["amended 1 2011 revision"]),
        ] as [([Double?], [String])])
    func `a revision that moves the start says nothing unless what was told is no longer so`(
        revised: [Double?], told: [String]
    ) {
        var ledger = Ledger()
        _ = ledger.round([5, 12, 12])
        #expect(lines(ledger.round(revised)) == told)
        #expect(lines(ledger.round(revised)) == [])
    }

    @Test(arguments: [[12, 12, 12, 5], [5, 5, 12, 5]] as [[Double?]])
    func `an alert whose start was moved resolves in the period that ends it`(later: [Double?]) {
        var ledger = Ledger()
        _ = ledger.round([5, 12, 12])
        _ = ledger.round(later.dropLast())
        #expect(lines(ledger.round(later)) == ["resolved 1 2013 new-period"])
        #expect(ledger.round(later) == [])
    }

    @Test func `an alert whose start was lost resolves in the period that ends it`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12, 12])
        #expect(lines(ledger.round([5, nil, 12])) == [])
        #expect(lines(ledger.round([5, nil, 12, 5])) == ["resolved 1 2013 new-period"])
    }

    @Test func `an episode written down as history is not the end of an open alert`() {
        var ledger = Ledger()
        _ = ledger.round([5, 5, 5, 12])
        #expect(lines(ledger.round([5, 12, 5, 12])) == ["fired 2 2011 history", "resolved 2 2012 history"])
        #expect(lines(ledger.round([5, 12, 5, 12, 12])) == [])
        #expect(lines(ledger.round([5, 12, 5, 12, 12, 5])) == ["resolved 1 2015 new-period"])
    }

    @Test func `a revision that is reverted opens a new episode under a new id`() {
        var ledger = Ledger()
        let first = ledger.round([5, 12])
        _ = ledger.round([5, 6])
        let again = ledger.round([5, 12])
        #expect(lines(again) == ["fired 2 2011 new-period"])
        #expect(again.map(\.id) != first.map(\.id))
        #expect(ledger.round([5, 12]) == [])
        #expect(lines(ledger.round([5, 12, 5])) == ["resolved 2 2012 new-period"])
    }

    @Test func `a revision that takes back an end opens a new episode`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        _ = ledger.round([5, 12, 5])
        #expect(lines(ledger.round([5, 12, 11])) == ["fired 2 2011 new-period"])
        #expect(ledger.round([5, 12, 11]) == [])
    }

    @Test func `where the figures say nothing of the period it fired in, an alert stays open`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        #expect(ledger.round([5, nil]) == [])
        #expect(ledger.round([5]) == [])
        #expect(ledger.episodes.map(\.isClosed) == [false])
    }

    @Test func `an alert whose start was lost ends with the first period that says so`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        #expect(lines(ledger.round([5, nil, nil, 4, 3])) == ["resolved 1 2013 new-period"])
        #expect(ledger.round([5, nil, nil, 4, 3]) == [])
    }

    @Test func `an alert whose start was lost does not end while the condition holds, even if it would have to wait`() {
        var ledger = Ledger()
        let patient = rule(for: 2)
        _ = ledger.round([12, 12], of: patient)
        #expect(ledger.round([nil, nil, 12], of: patient) == [])
        #expect(ledger.round([nil, nil, 12, 12], of: patient) == [])
        #expect(lines(ledger.round([nil, nil, 12, 12, 5], of: patient)) == ["resolved 1 2014 new-period"])
    }

    @Test func `a revision of a closed episode that nobody was told of is told to nobody`() {
        var ledger = Ledger()
        _ = ledger.round([12, 12, 5])
        #expect(ledger.round([12, 5, 5]).filter(\.isAnnounced) == [])
        #expect(ledger.round([5, 12, 5]).filter(\.isAnnounced) == [])
        #expect(ledger.round([5, 5, 5]).filter(\.isAnnounced) == [])
    }

    @Test func `a rule that asks for more resolves, and does not blame the office`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12, 12])
        let stricter = rule(.widened(by: 30, since: .period(.year(2010))))
        #expect(lines(ledger.round([5, 12, 12], of: stricter)) == ["resolved 1 2011 rule-changed"])
        #expect(ledger.round([5, 12, 12], of: stricter) == [])
    }

    @Test(arguments: [
        // What came and went between two looks is told, what was over before the first look is not.
        (seen: nil as Int?, differences: [5, 12, 5], told: ["fired 1 2011 history", "resolved 1 2012 history"]),
        (2010, [5, 12, 5], ["fired 1 2011 new-period", "resolved 1 2012 new-period"]),
        // A revision of a past that was looked at.
        (2012, [5, 12, 5], ["fired 1 2011 history", "resolved 1 2012 history"]),
        (2012, [5, 12, 12], ["fired 1 2011 revision"]),
    ])
    func `what is told depends on what was looked at before`(seen: Int?, differences: [Double], told: [String]) {
        let trajectory = trajectory(differences)
        let look = seen.map { LastLook(period: .year($0), ruleRevision: rule().revision) }
        let events = Announcement.events(
            for: [trajectory], rules: [rule()], known: [],
            lastSeen: look.map { [rule().alertID: $0] } ?? [:])
        #expect(lines(events) == told)
    }

    @Test func `an alert that a lower threshold opens is told as the rule's change, not as the office's`() {
        let look = LastLook(period: .year(2012), ruleRevision: "another")
        let events = Announcement.events(
            for: [trajectory([5, 12, 12])], rules: [rule()], known: [], lastSeen: [rule().alertID: look])
        #expect(lines(events) == ["fired 1 2011 rule-changed"])
    }

    @Test func `an alert that opened long ago is told with the number of today`() throws {
        let events = Announcement.events(for: [trajectory([5, 12, 40])], rules: [rule()], known: [])
        let event = try #require(events.first)
        let messages = Language.allCases.map { AlertRecord(event, at: CommitTime(milliseconds: 0), in: $0).message }
        #expect(
            messages[0].hasSuffix(
                " var 12,00 procentenheter år 2011 (gräns 10,00). År 2012 är klyftan 40,00 procentenheter."))
        #expect(
            messages[1].hasSuffix(" var 12,00 prosentpoeng i 2011 (grense 10,00). I 2012 er gapet 40,00 prosentpoeng."))
        #expect(
            messages[2].hasSuffix(
                " was 12.00 percentage points in 2011 (threshold 10.00). In 2012 the gap is 40.00 percentage points."))
    }

    @Test func `an alert on the last period needs no other number`() throws {
        let event = try #require(Announcement.events(for: [trajectory([5, 12])], rules: [rule()], known: []).first)
        #expect(event.latest == nil)
    }
}
