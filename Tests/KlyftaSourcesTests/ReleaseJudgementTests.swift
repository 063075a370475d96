import KlyftaModel
import KlyftaSources
import Testing

struct ReleaseJudgementTests {
    private func changed(_ unit: Indicator.Unit, _ direction: Indicator.Direction, breaks: [SeriesBreak]) -> Release {
        var release = release()
        let old = release.indicators[0]
        release.indicators = [
            Indicator(
                id: old.id, title: old.title, unit: unit, direction: direction, nature: old.nature,
                breaks: old.breaks + breaks, attribution: old.attribution)
        ]
        return release
    }

    private func refusal(
        of release: Release, since last: Release?, plausible: [String: Plausibility] = [:]
    ) -> SourceFault? {
        let judgement = ReleaseJudgement(of: release, since: last, plausible: plausible)
        return judgement.refusal ?? judgement.refused.first?.fault
    }

    @Test(arguments: [
        (
            Indicator.Unit.percent, Indicator.Direction.higherIsBetter,
            "the unit of fake.speed was Mbit/s and is percent"
        ),
        (.megabitsPerSecond, .lowerIsBetter, "the direction of fake.speed was higher-is-better and is lower-is-better"),
    ])
    func `another unit or direction under the same name is a changed shape`(
        unit: Indicator.Unit, direction: Indicator.Direction, problem: String
    ) {
        let refusal = self.refusal(of: changed(unit, direction, breaks: []), since: release())
        #expect(refusal?.kind == .changedShape)
        #expect(refusal?.problem == problem)
    }

    @Test func `a new definition that the office declares is no changed shape`() {
        let new = SeriesBreak(at: .year(2014), because: "new unit")
        #expect(
            refusal(of: changed(.percent, .higherIsBetter, breaks: [new]), since: release()) == nil)
    }

    @Test(arguments: [
        (Plausibility(least: 91), "fake.speed: 90.5 for SE-0180 in 2014 is below 91.0"),
        (Plausibility(most: 90), "fake.speed: 90.5 for SE-0180 in 2014 is above 90.0"),
    ])
    func `a value out of bounds is suspect in a first release too`(bounds: Plausibility, problem: String) {
        // The published group is within both.
        var release = release()
        release.published = []
        let refusal = self.refusal(of: release, since: nil, plausible: ["speed": bounds])
        #expect(refusal?.kind == .suspect)
        #expect(refusal?.problem == problem)
    }

    @Test func `a revision that moves the mean too far is suspect`() {
        // Of the two units, the municipality falls by 30.5 and the group stays.
        let revised = release([observation("SE-0180", .value(60))])
        let refusal = self.refusal(of: revised, since: release(), plausible: ["speed": .init(jump: 15)])
        #expect(refusal?.problem.hasPrefix("fake.speed: a revision moves the mean of 2014 by ") == true)
        #expect(self.refusal(of: revised, since: release(), plausible: ["speed": .init(jump: 16)]) == nil)
    }

    @Test func `an end to comparability is no jump`() {
        let last = release([observation("SE-0180", .value(90), in: 2012)])
        var now = release([observation("SE-0180", .value(90), in: 2012), observation("SE-0180", .value(10), in: 2013)])
        now.published = last.published
        #expect(refusal(of: now, since: last, plausible: ["speed": .init(jump: 5)]) == nil)
    }
}
