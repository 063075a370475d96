import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

struct AnnouncementPropertyTests {
    private static func differences(_ seed: UInt64, years: ClosedRange<Int> = 1...25) -> [Double?] {
        var random = SeededGenerator(state: seed)
        return (0..<Int.random(in: years, using: &random)).map { _ in
            Int.random(in: 0..<5, using: &random) == 0 ? nil : Double.random(in: 0...20, using: &random)
        }
    }

    private static let conditions: [GapRule.Condition] = [
        .level(above: 10), .widened(by: 3, since: .previous), .widened(by: 2, since: .period(.year(2010))),
    ]

    private static func anyRule(_ seed: UInt64) -> GapRule {
        rule(conditions[Int(seed % 3)], for: Int(seed / 3 % 3) + 1)
    }

    @Test(arguments: [UInt64](1...300))
    func `year by year every open episode is announced exactly once`(seed: UInt64) {
        let (differences, rule) = (Self.differences(seed), Self.anyRule(seed))
        var ledger = Ledger()
        var announced: [Period] = []
        for years in 1...differences.count {
            let soFar = trajectory(Array(differences.prefix(years)), of: rule)
            announced += ledger.round([soFar]).filter { $0.kind == .fired && $0.isAnnounced }.compactMap(\.period)
            #expect(announced == soFar.episodes.map(\.fired))
        }
        #expect(ledger.events.count { $0.reason == .history } == 0)
    }

    @Test(arguments: [UInt64](1...300))
    func `year by year every end is announced exactly once, after its beginning`(seed: UInt64) {
        let (differences, rule) = (Self.differences(seed), Self.anyRule(seed))
        var ledger = Ledger()
        for years in 1...differences.count { _ = ledger.round(Array(differences.prefix(years)), of: rule) }
        let expected = trajectory(differences, of: rule).episodes.enumerated().flatMap { index, episode in
            ["fired \(index + 1) \(episode.fired) new-period"]
                + (episode.resolution.map { ["resolved \(index + 1) \($0.period) new-period"] } ?? [])
        }
        #expect(lines(ledger.events) == expected)
    }

    @Test(arguments: [UInt64](1...300))
    func `under any revisions no two events have one id, and rounds on the same figures are silent`(seed: UInt64) {
        var ledger = Ledger()
        for revision in 0..<12 {
            let differences = Self.differences(seed &* 1_000 &+ UInt64(revision))
            _ = ledger.round(differences, of: rule())
            #expect(ledger.round(differences, of: rule()) == [])
            #expect(ledger.episodes.count { !$0.isClosed } <= 1)
        }
        #expect(Set(ledger.events.map(\.id)).count == ledger.events.count)
    }

    @Test(arguments: [UInt64](1...300))
    func `under any revisions without holes what is open in the ledger is what is open in the figures`(seed: UInt64) {
        var ledger = Ledger()
        for revision in 0..<12 {
            let revised = Self.differences(seed &* 1_000 &+ UInt64(revision), years: 12...12)
            let way = trajectory(revised.map { $0 ?? 0 })
            _ = ledger.round([way])
            let isOpen = way.episodes.last.map { $0.resolution == nil } ?? false
            #expect(ledger.episodes.contains { !$0.isClosed } == isOpen)
        }
    }

    private static let steady: [GapRule.Condition] = [.level(above: 10), .widened(by: 2, since: .period(.year(2010)))]

    @Test(arguments: [UInt64](1...300))
    func `whatever goes missing, no alert ends by it`(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let rule = rule(
            Self.steady[Int(seed % 2)], for: Int(seed / 2 % 3) + 1, terms: GapRule.Terms(keeping: Int(seed % 4) / 2))
        let whole = Self.differences(seed)
        var ledger = Ledger()
        _ = ledger.round(whole, of: rule)
        var left = whole
        for _ in 0..<8 {
            left[Int.random(in: left.indices, using: &random)] = nil
            let events = ledger.round(left, of: rule)
            #expect(events.allSatisfy { !$0.kind.closes || $0.reason == .history }, "\(lines(events))")
        }
        #expect(lines(ledger.round([], of: rule)) == [])
    }

    @Test(arguments: [UInt64](1...100))
    func `the same figures and the same past give the same events, in whatever order the past is told`(seed: UInt64) {
        var ledger = Ledger()
        for revision in 0..<4 { _ = ledger.round(Self.differences(seed &* 100 &+ UInt64(revision))) }
        let way = [trajectory(Self.differences(seed &* 100 &+ 9))]
        let known = KnownEpisode.all(from: ledger.events.map(WrittenEvent.init))
        let events = Announcement.events(for: way, rules: [rule()], known: known)
        #expect(Announcement.events(for: way, rules: [rule()], known: known) == events)
        #expect(
            Set(Announcement.events(for: way, rules: [rule()], known: known.reversed()).map(\.id))
                == Set(events.map(\.id)))
    }

    @Test(arguments: [UInt64](1...300))
    func `whoever is told that an alert ended was told that it began, and nobody is told either twice`(seed: UInt64) {
        var ledger = Ledger()
        for revision in 0..<12 { _ = ledger.round(Self.differences(seed &* 1_000 &+ UInt64(revision))) }
        var told: Set<String> = []
        for event in ledger.events where event.isAnnounced {
            #expect(event.references.allSatisfy(told.contains), "\(event.id)")
            if event.kind.closes { #expect(!event.references.isEmpty) }
            #expect(told.insert(event.id).inserted)
        }
    }
}
