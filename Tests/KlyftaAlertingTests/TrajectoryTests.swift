import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

struct TrajectoryTests {
    typealias Way = (differences: [Double?], states: String)

    @Test(
        arguments: [
            ([12, 12], "pf"), ([12, 5, 12], "pip"), ([5, 12, 12, 12, 5, 5], "ipffrr"), ([12, nil, 12], "ppf"),
            ([12, 12, nil, 12, nil], "pffff"), ([12, 12, 5, 12, 12], "pfrpf"), ([nil, 12, 12], "ipf"), ([], ""),
        ] as [Way])
    func `an alert with patience 2 fires in the second period running and not before`(way: Way) {
        let states = trajectory(way.differences, of: rule(for: 2)).steps.map { String($0.state.name.prefix(1)) }
        #expect(states.joined() == way.states)
    }

    @Test(arguments: [(2011, "ppf"), (2010, "pff"), (2012, "pfff"), (2013, "pfff")])
    func `waiting does not survive a break, firing does`(year: Int, states: String) {
        let way = trajectory(Array(repeating: 12, count: states.count), brokenAt: [year], of: rule(for: 2))
        #expect(way.steps.map { String($0.state.name.prefix(1)) }.joined() == states)
    }

    @Test func `waiting does not survive a break that is seen in a year without a number`() {
        let way = trajectory([12, nil, 12], brokenAt: [2011], of: rule(for: 2))
        #expect(way.state == .pending(since: .year(2012), periods: 1))
    }

    @Test func `a widening rule does not wait across a break`() {
        let widening = rule(.widened(by: 3, since: .previous), for: 2)
        let way = trajectory([0, 5, 20, 25], brokenAt: [2012], of: widening)
        #expect(way.steps.map { String($0.state.name.prefix(1)) }.joined() == "pip")
    }

    @Test func `a firing alert survives missing data to the end`() {
        #expect(trajectory([12, nil, nil, nil]).state == .firing(since: .year(2010)))
    }

    @Test func `the state is that of the last period, and inactive where there is none`() {
        #expect(trajectory([5, 12]).state == .firing(since: .year(2011)))
        #expect(trajectory([]).state == .inactive)
    }

    @Test func `a period on which the rule says nothing is no step`() {
        let way = trajectory([1, 5, 9], of: rule(.widened(by: 3, since: .previous)))
        #expect(way.steps.map(\.period) == [.year(2011), .year(2012)])
    }
}

struct EpisodeTests {
    typealias Stretch = (differences: [Double?], episodes: [String])

    @Test(
        arguments: [
            ([], []), ([5, 5], []), ([12], ["2010-"]), ([12, 12, 5], ["2010-2012"]),
            ([12, nil, 5, 5, 12], ["2010-2012", "2014-"]), ([12, 5, 12, 5], ["2010-2011", "2012-2013"]),
            ([12, nil], ["2010-"]),
        ] as [Stretch])
    func `an episode runs from firing to resolved`(stretch: Stretch) {
        let episodes = trajectory(stretch.differences).episodes
        #expect(episodes.map { "\($0.fired)-\($0.resolution?.period.description ?? "")" } == stretch.episodes)
    }

    @Test func `an episode keeps the numbers that opened and closed it`() {
        let episode = trajectory([5, 12, 14, 3]).episodes.first
        #expect(episode?.firedWith.measured == 12)
        #expect(episode?.resolution?.finding.measured == 3)
    }

    @Test(arguments: [(2010, false), (2011, true), (2012, true), (2013, false), (2014, false)])
    func `an episode holds the period it fired in and not the one it ended in`(year: Int, isInside: Bool) {
        #expect(trajectory([5, 12, 12, 5, 5]).episodes.first?.contains(.year(year)) == isInside)
    }

    @Test(arguments: [(2010, false), (2011, true), (2999, true)])
    func `an open episode has no end`(year: Int, isInside: Bool) {
        #expect(trajectory([5, 12]).episodes.first?.contains(.year(year)) == isInside)
    }
}
