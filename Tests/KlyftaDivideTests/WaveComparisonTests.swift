import KlyftaDivide
import KlyftaModel
import KlyftaStatistics
import RealModule
import Testing

/// The steps of the rule on one pair of waves, in order. The worked example's numbers come from SciPy's t distribution.
struct WaveComparisonTests {
    @Test(arguments: ["2010-12-31", "2011-01-01", "2015-01-02"])
    func `1: a change of the division outside the two waves redraws nobody`(day: String) throws {
        var country = WaveCountry()
        country.changes = [.merger(of: "SE-1001", into: "SE-2001", on: day)]
        #expect(try country.compare().get().redrawn.isEmpty)
    }

    @Test(arguments: [("2011-01-01", 10), ("2011-01-02", 8), ("2015-01-01", 8), ("2015-01-02", 10)])
    func `1: counts of 31 December are in the division of the next day`(day: String, units: Int) throws {
        // Each of two passes a part to the other.
        var country = WaveCountry()
        let pairs = [("SE-1009", "SE-1009"), ("SE-1009", "SE-1010"), ("SE-1010", "SE-1010")]
        country.changes = pairs.map { .merger(of: $0.0, into: $0.1, on: day) }
        #expect(try country.compare().get().turnouts[0].units == units)
    }

    @Test func `1: a merger is one unit in both waves, its rates averaged by inhabitants`() throws {
        var country = WaveCountry()
        country.crowds = ["SE-1001": 3_000, "SE-1002": 3_100]
        country.merge("SE-1002", into: "SE-1001")
        let comparison = try country.compare(asked { $0.minimumAnswers = 4 }).get()
        #expect(comparison.redrawn.isEmpty)
        #expect(comparison.turnouts[0].both == 4 && comparison.turnouts[0].units == 9)
        // 10 for 3 000 and 12 for 3 100 inhabitants, then 14, 16 and 18.
        let merged = (10.0 * 3_000 + 12 * 3_100) / 6_100
        #expect(comparison.gapThen.low.value.rounded == Measured.defined((merged + 14 + 16 + 18) / 4).rounded)
    }

    @Test(arguments: [(first: 0.0, second: 0.0, merged: 0.0), (1, 0, 1), (0, 1, 1), (1, 1, 1)])
    func `1: a merger has any if one of its parts had any`(first: Double, second: Double, merged: Double) throws {
        var country = WaveCountry()
        country.indicator = Indicator(
            id: country.indicator.id, title: country.indicator.title, unit: .any, direction: .higherIsBetter,
            nature: .register, attribution: country.indicator.attribution)
        country.small = [(first, first), (second, second), (0, 1), (1, 1), (0, 0)]
        country.large = [(0, 1), (1, 1), (1, 0), (0, 0), (1, 1), (nil, nil)]
        country.crowds = ["SE-1001": 3_000, "SE-1002": 3_100]
        country.merge("SE-1002", into: "SE-1001")
        let comparison = try country.compare(asked { $0.minimumAnswers = 4 }).get()
        #expect(comparison.gapThen.low.value.rounded == Measured.defined((merged + 0 + 1 + 0) / 4).rounded)
    }

    @Test func `1: a merger of which a part did not answer has no answer`() throws {
        var country = WaveCountry()
        country.crowds = ["SE-1001": 3_000, "SE-1010": 3_100]
        country.merge("SE-1010", into: "SE-1001")
        let comparison = try country.compare(asked { $0.minimumAnswers = 4 }).get()
        #expect(comparison.turnouts[0].then == 4 && comparison.turnouts[0].now == 5)
    }

    @Test func `2: a merger is as large as its parts together were at the baseline`() throws {
        var country = WaveCountry()
        country.merge("SE-1002", into: "SE-1001")
        let comparison = try country.compare(asked { $0.minimumAnswers = 3 }).get()
        #expect(comparison.turnouts.map(\.units) == [8, 7])
    }

    @Test func `1: a municipality that was split is one unit in both waves`() throws {
        var country = WaveCountry()
        country.split("SE-1001", into: "SE-1801", "SE-1802")
        let comparison = try country.compare().get()
        #expect(comparison.redrawn.isEmpty)
        #expect(comparison.turnouts[0].both == 5 && comparison.turnouts[0].units == 10)
    }

    @Test func `1: where parts moved between municipalities, they are left out by name`() throws {
        var country = WaveCountry()
        country.changes = [
            .merger(of: "SE-1010", into: "SE-1010", on: "2012-01-01"),
            .merger(of: "SE-1010", into: "SE-1001", on: "2012-01-01"),
        ]
        let comparison = try country.compare(asked { $0.minimumAnswers = 4 }).get()
        #expect(comparison.redrawn == [municipality("SE-1001"), municipality("SE-1010")])
        #expect(comparison.turnouts[0].both == 4 && comparison.turnouts[0].units == 8)
    }

    @Test func `1: a new name or border under the same code is no new municipality`() throws {
        var country = WaveCountry()
        country.changes = [.merger(of: "SE-1001", into: "SE-1001", on: "2012-01-01")]
        #expect(try country.compare().get().redrawn.isEmpty)
    }

    @Test func `2: the classes are those of the baseline, and the gap with the classes of each wave stands beside`()
        throws
    {
        var country = WaveCountry()
        country.grown = ["SE-1001": 12_000]
        let comparison = try country.compare().get()
        #expect(comparison.basis == .fixed(.year(2010)))
        #expect(comparison.turnouts.map(\.both) == [5, 5])
        #expect(comparison.currentClasses.then == .defined(10))
        // With SE-1001 among the large ones: 151 / 6 against 64 / 4.
        #expect(comparison.currentClasses.now.rounded == Measured.defined(151.0 / 6 - 16).rounded)
        let fixed = try country.compare(asked { $0.minimumAnswers = 4 }, ask(.municipality, .fixed(.year(2014)))).get()
        #expect(fixed.basis == .fixed(.year(2014)) && fixed.turnouts.map(\.both) == [4, 6])
    }

    @Test func `3: across a change of definition nothing is compared`() {
        var country = WaveCountry()
        country.indicator = coverage(brokenAt: [2014])
        let expected = GapChange.Obstacle.seriesBreak(SeriesBreak(at: .year(2014), because: "new question"))
        #expect(country.compare() == .failure(expected))
    }

    typealias Turnout = (both: Int, then: Int, now: Int, units: Int, estimator: WaveComparison.Estimator?)

    @Test(
        arguments: [
            (5, 10, 10, 20, .panel), (5, 5, 5, 100, .panel), (4, 7, 7, 10, .crossSection),
            (5, 11, 11, 20, .crossSection), (4, 7, 7, 20, nil), (4, 4, 4, 5, nil), (5, 11, 9, 100, .panel),
            (4, 6, 5, 10, .crossSection), (4, 10, 4, 10, nil),
        ] as [Turnout])
    func `4: a verdict rests on who answered twice, else on all if half of a class did, else on nobody`(
        turnout: Turnout
    ) throws {
        var country = WaveCountry()
        let (both, units) = (turnout.both, turnout.units)
        func wave(_ place: Int) -> (Double?, Double?) {
            let value = Double(place * place % 7)
            let isThen = place < turnout.then
            let isNow = place < both || (place >= turnout.then && place < turnout.then + turnout.now - both)
            return (isThen ? 10 + value : nil, isNow ? 12 + 2 * value : nil)
        }
        country.small = (0..<units).map(wave)
        let isSpace = turnout.then + turnout.now - both <= units
        try #require(isSpace, "the case itself is possible")
        switch (country.compare(), turnout.estimator) {
        case (.success(let comparison), let expected): #expect(comparison.estimator == expected)
        case (.failure(.tooFewAnswers(let thin)), nil):
            #expect([thin.both, thin.then, thin.now, thin.units] == [both, turnout.then, turnout.now, units])
        case (.failure(let obstacle), _): Issue.record("\(obstacle)")
        }
    }

    @Test func `4: how many and which share are enough is the operator's to say`() {
        let country = WaveCountry()
        #expect(country.compare(asked { $0.minimumAnswers = 6 }) != country.compare())
        guard case .failure(.tooFewAnswers) = country.compare(asked { $0.minimumAnswers = 6 }) else {
            Issue.record("six of each class did not answer")
            return
        }
    }

    @Test func `4: to whom a figure cannot apply did not fail to answer`() throws {
        let country = WaveCountry()
        let absent = Observation(coverageID, municipality("SE-1010"), .year(2014), .absent(.notApplicable))
        let figures = Figures(
            indicators: [country.indicator], observations: country.observations + [absent],
            populations: country.populations)
        var comparer = try #require(WaveComparer(ask(), by: asked(), from: figures))
        #expect(try comparer.comparison(from: .year(2010), to: .year(2014)).get().turnouts[0].units == 9)
    }

    @Test func `5: the worked example has the numbers of another implementation`() throws {
        let comparison = try WaveCountry().compare().get()
        #expect(close(comparison.change, 3) && close(comparison.before, 10) && close(comparison.after, 13))
        #expect(close(comparison.widening.p, 0.0036336291230288477))
        #expect(close(comparison.lower, 2.503833386788966))
        #expect(close(comparison.minimumDetectable, 2.7289198487264574))
        #expect(comparison.state == .signal && comparison.isConfirmed && comparison.threshold == 2)
        #expect(comparison.opposite.then.rounded == Measured.defined(.log(24.0 / 14)).rounded)
        #expect(comparison.composition.map { close($0, 0) } == true)
    }

    @Test(arguments: [(3.0, WaveComparison.State.quiet), (2.9, .watch), (2, .signal), (3.1, .quiet)])
    func `5: what grew by no more than X is quiet, what may be chance is watched, the rest is a signal`(
        by amount: Double, state: WaveComparison.State
    ) throws {
        #expect(try WaveCountry().compare(asked { $0.threshold = .amount(amount) }).get().state == state)
    }

    @Test func `5: a signal that all who answered contradict is disputed`() throws {
        var country = WaveCountry()
        country.large.append((nil, 0))
        let comparison = try country.compare().get()
        #expect(comparison.state == .disputed && !comparison.isConfirmed)
        #expect(comparison.secondary.map { close($0, 70.0 / 3 - 25) } == true)
        #expect(comparison.composition.map { close($0, 70.0 / 3 - 28) } == true)
    }

    @Test func `5: a lead of the smaller ones that shrinks or turns is no widening`() throws {
        var country = WaveCountry()
        country.large = WorkedExample.large.map { ($0.0.map { $0 - 20 }, $0.1.map { $0 - 20 }) }
        #expect(try country.compare().get().state == .quiet)
        country.large = WorkedExample.large.map { ($0.0.map { $0 - 11 }, $0.1.map { $0 - 11 }) }
        #expect(try country.compare().get().state == .quiet)
    }

    @Test func `5: where everybody answered the change is a fact, unless the process is meant`() throws {
        var country = WaveCountry()
        country.small = Array(WorkedExample.small.prefix(5))
        country.large = Array(WorkedExample.large.prefix(5))
        let fact = try country.compare().get()
        #expect(fact.isFact && fact.widening.t == nil && fact.lower == fact.change && fact.state == .signal)
        let process = try country.compare(asked { $0.inference = .superpopulation }).get()
        #expect(!process.isFact && process.lower < process.change)
    }

    @Test func `5: if no answer moved, there is no p`() {
        var country = WaveCountry()
        country.small = WorkedExample.small.map { ($0.0, $0.0) }
        country.large = WorkedExample.large.map { ($0.0, $0.0) }
        let expected = GapChange.Obstacle.untestable(.noChangeObserved, from: .year(2010), to: .year(2014))
        #expect(country.compare() == .failure(expected))
    }

    @Test(arguments: [(4, 2.248177974870941), (1, 2.503833386788966)])
    func `8: of several looks each is surer than all together`(looks: Int, lower: Double) throws {
        let comparison = try WaveCountry().compare(asked { $0.looks = looks }).get()
        #expect(close(comparison.lower, lower))
    }

    @Test func `a direction where less is better turns the sign`() throws {
        var country = WaveCountry()
        country.indicator = coverage(.lowerIsBetter)
        (country.small, country.large) = (WorkedExample.large, WorkedExample.small)
        let comparison = try country.compare().get()
        #expect(close(comparison.change, 3) && comparison.state == .signal)
        country.indicator = coverage(.neutral)
        #expect(country.compare() == .failure(.neutral))
    }

    @Test func `nothing depends on the order of the figures`() {
        for measure in Measure.all where measure.whyUntestable == nil {
            let test = asked {
                $0.measure = measure; $0.cut = 15; $0.inference = .superpopulation
            }
            #expect(WaveCountry().compare(test) == WaveCountry().compare(test, turned: true), "\(measure)")
        }
    }

    @Test func `any figure that a test rests on changes its name, and no other does`() throws {
        let name = try WaveCountry().compare().get().content
        var moved = WaveCountry()
        moved.small[0].1 = 11.5
        #expect(try moved.compare().get().content != name)
        var widened = WaveCountry()
        widened.small.append((nil, nil))
        #expect(try widened.compare().get().content != name)
        #expect(try WaveCountry().compare(asked { $0.threshold = .amount(1) }).get().content == name)
    }
}
