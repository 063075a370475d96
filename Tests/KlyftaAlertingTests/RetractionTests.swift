import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

/// What a new vintage of the same periods does to alerts that were told.
struct RetractionTests {
    @Test func `what was told is amended once, with the old and the new number`() throws {
        var ledger = Ledger()
        let fired = try #require(ledger.round([5, 12]).first)
        let event = try #require(ledger.round([5, 14]).first)
        #expect(lines([event]) == ["amended 1 2011 revision"])
        #expect(event.references == [fired.id])
        #expect(event.was?.measured == 12 && event.alert?.finding.measured == 14)
        #expect(ledger.round([5, 14]) == [])
    }

    @Test(arguments: [(12.9, false), (13, true), (11.1, false), (11, true)])
    func `a revision by less than was asked for is not told`(revised: Double, isTold: Bool) {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        #expect(ledger.round([5, revised]).isEmpty != isTold)
    }

    @Test func `by how much is the rule's choice, and small steps add up`() {
        let rule = rule(terms: GapRule.Terms(amendment: 3))
        var ledger = Ledger()
        _ = ledger.round([5, 12], of: rule)
        #expect(ledger.round([5, 14], of: rule) == [])
        #expect(lines(ledger.round([5, 15], of: rule)) == ["amended 1 2011 revision"])
        #expect(ledger.round([5, 17], of: rule) == [])
    }

    @Test func `an episode amended back and forth has an id for each time`() {
        var ledger = Ledger()
        for value in [12.0, 14, 12, 14, 12] { _ = ledger.round([5, value]) }
        #expect(ledger.events.map(\.kind) == [.fired, .amended, .amended, .amended, .amended])
        #expect(Set(ledger.events.map(\.id)).count == 5)
    }

    @Test func `the end of an amended alert refers to all that was told of it`() throws {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        _ = ledger.round([5, 14])
        let end = try #require(ledger.round([5, 14, 5]).first)
        #expect(end.references == ledger.events.dropLast().map(\.id))
        #expect(end.was?.measured == 14)
    }

    @Test func `another severity is an amendment, and the rule's own`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        let severe = rule(severity: .critical)
        #expect(lines(ledger.round([5, 12], of: severe)) == ["amended 1 2011 rule-changed"])
        #expect(ledger.round([5, 12], of: severe) == [])
    }

    @Test func `a lost period amends nothing`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12, 12])
        #expect(ledger.round([5, nil, 12]) == [])
    }

    @Test(
        arguments: [
            ([5, 16, 5], ["restated 1 2011 revision"]), ([5, 5, 5], ["restated 1 2011 revision"]),
            ([5, 12.5, 5], []), ([5, nil, 5], []),
        ] as [([Double?], [String])])
    func `an alert that is over is restated once, and stays over`(revised: [Double?], told: [String]) {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        _ = ledger.round([5, 12, 5])
        #expect(lines(ledger.round(revised)) == told)
        #expect(ledger.round(revised) == [])
    }

    @Test func `what was taken back is not restated`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        _ = ledger.round([5, 6])
        #expect(ledger.round([5, 3]) == [])
    }

    @Test func `an alert that fires anew names the retraction that it takes back`() throws {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        let retraction = try #require(ledger.round([5, 6]).first)
        let again = try #require(ledger.round([5, 12]).first)
        #expect(again.references == [retraction.id])
    }

    @Test func `an alert that comes back and is over by then is told as both`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        _ = ledger.round([5, 6])
        #expect(lines(ledger.round([5, 12, 5])) == ["fired 2 2011 history", "resolved 2 2012 history"])
    }

    @Test func `a retraction is told to nobody else than the alert was`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        #expect(ledger.round([5, 6]).map(\.references) == [["\(rule().alertID)-1-fired"]])
    }
}

/// Faults of the figures that the daemon has to live with, as an office makes them.
struct OfficeFaultTests {
    @Test func `fault 30: five years revised take back, amend and restate each alert exactly once`() {
        var ledger = Ledger()
        for years in 1...5 { _ = ledger.round(Array(([5, 12, 5, 12, 12] as [Double?]).prefix(years))) }
        #expect(
            lines(ledger.events) == [
                "fired 1 2011 new-period", "resolved 1 2012 new-period", "fired 2 2013 new-period",
            ])
        #expect(lines(ledger.round([5, 14, 5, 6, 6])) == ["restated 1 2011 revision", "retracted 2 2013 revision"])
        #expect(ledger.round([5, 14, 5, 6, 6]) == [])
    }

    @Test(arguments: [[5], [5, nil], [], [nil, nil]] as [[Double?]])
    func `fault 30: a period or a group that disappears resolves nothing`(left: [Double?]) {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        #expect(ledger.round(left) == [])
        #expect(ledger.episodes.map(\.isClosed) == [false])
    }

    @Test func `fault 30: a revision that is reverted fires a new episode, under a new id`() {
        var ledger = Ledger()
        for value in [12.0, 6, 12] { _ = ledger.round([5, value]) }
        #expect(
            ledger.events.map(\.id).map { $0.dropFirst(17) } == ["1-fired", "1-retracted", "2-fired"])
    }

    @Test func `fault 30: figures that waver are told three times, and those who were told an alert hear its end`() {
        var ledger = Ledger()
        for value in [12.0, 6, 12, 6, 12, 6] { _ = ledger.round([5, value]) }
        #expect(
            lines(ledger.events.filter(\.isAnnounced)) == [
                "fired 1 2011 new-period", "retracted 1 2011 revision", "fired 2 2011 new-period",
                "retracted 2 2011 revision",
            ])
        #expect(ledger.events.map(\.isFlapping) == [false, false, true, true, true, true])
    }

    @Test func `fault 30: what wavered is told once another period bears it out, and then its end is too`() {
        var ledger = Ledger()
        for value in [12.0, 6, 12, 6, 12] { _ = ledger.round([5, value]) }
        #expect(ledger.events.last?.isAnnounced == false)
        let event = ledger.round([5, 12, 13])
        #expect(lines(event) == ["amended 3 2012 new-period"] && event.map(\.references) == [[]])
        #expect(ledger.round([5, 12, 13]) == [])
        #expect(ledger.round([5, 12, 13, 5]).map(\.references) == [event.map(\.id)])
    }

    @Test func `fault 31: provisional figures may wait, and the final ones decide`() throws {
        let rule = rule(terms: GapRule.Terms(settling: 90))
        var ledger = Ledger()
        func round(_ differences: [Double?], on day: String) throws -> [String] {
            lines(ledger.round([trajectory(differences, of: rule, today: try CalendarDay(day))]))
        }
        #expect(try round([5, 12], on: "2012-03-01") == [])
        #expect(try round([5, 12], on: "2012-03-30") == ["fired 1 2011 new-period"])
        #expect(try round([5, 12, 5], on: "2013-02-01") == [])
        #expect(try round([5, 12, 11], on: "2013-02-20") == [])
        #expect(try round([5, 12, 5], on: "2013-06-01") == ["resolved 1 2012 new-period"])
    }

    @Test(arguments: [[nil, 12], [nil, 12, 12]] as [[Double?]])
    func `fault 30: an alert that had to wait is not taken back because a period it waited in is gone`(left: [Double?])
    {
        let patient = rule(for: 2)
        var ledger = Ledger()
        _ = ledger.round([12, 12], of: patient)
        #expect(ledger.round(left, of: patient) == [])
        var other = ledger
        #expect(lines(other.round([nil, 12, 5], of: patient)) == ["resolved 1 2012 new-period"])
        #expect(lines(ledger.round([5, 12], of: patient)) == ["retracted 1 2011 revision"])
    }

    @Test func `fault 30: an alert that is over does not open because the period that ended it is gone`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        _ = ledger.round([5, 12, 5])
        #expect(ledger.round([5, 12]) == [])
        #expect(ledger.round([5, 12, nil]) == [])
        #expect(lines(ledger.round([5, 12, 13])) == ["fired 2 2011 new-period"])
    }

    @Test func `fault 30: an alert is not taken back because the period it was held against is gone`() {
        let growth = rule(.widened(by: 3, since: .previous))
        var ledger = Ledger()
        _ = ledger.round([14, 10, 14], of: growth)
        #expect(ledger.round([14, nil, 14], of: growth) == [])
        #expect(lines(ledger.round([14, 12, 14], of: growth)) == ["retracted 1 2012 revision"])
    }

    @Test func `fault 14: a clock that is set back takes nothing back`() throws {
        let rule = rule(terms: GapRule.Terms(settling: 90))
        var ledger = Ledger()
        func round(on day: String) throws -> [AlertEvent] {
            ledger.round([trajectory([5, 12], of: rule, today: try CalendarDay(day))])
        }
        #expect(try round(on: "2012-04-01").count == 1)
        #expect(try round(on: "2012-03-01") == [])
        #expect(try round(on: "2022-03-01") == [])
    }

    @Test func `fault 31: an alert that may fire on provisional figures says that it does`() throws {
        let rule = rule(terms: GapRule.Terms(settling: 90, allowsProvisional: true))
        var ledger = Ledger()
        let event = try #require(
            ledger.round([trajectory([5, 12], of: rule, today: try CalendarDay("2012-01-15"))]).first)
        #expect(AlertRecord(event, at: CommitTime(milliseconds: 0), in: .english).provisional == true)
    }

    @Test func `fault 31: published twice a day, the same figures are told once`() {
        var ledger = Ledger()
        _ = ledger.round([5, 12])
        for _ in 0..<5 { #expect(ledger.round([5, 12]) == []) }
    }
}
