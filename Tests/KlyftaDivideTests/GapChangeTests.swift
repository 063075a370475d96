import KlyftaDivide
import KlyftaModel
import Testing

struct GapChangeTests {
    typealias Case = (was: Double, now: Double, kind: GapChange.Kind, amount: Double, trailing: GapChange.Trailing?)

    @Test(
        arguments: [
            (10, 12, .widened, 2, .low), (12, 10, .narrowed, -2, .low), (10, 10, .unchanged, 0, .low),
            (-10, -12, .widened, 2, .high), (-12, -10, .narrowed, -2, .high), (10, -3, .reversed, -13, .high),
            (-3, 10, .reversed, 13, .low), (0, 4, .widened, 4, .low), (0, -4, .widened, 4, .high),
            (4, 0, .narrowed, -4, nil), (-4, 0, .narrowed, -4, nil), (0, 0, .unchanged, 0, nil),
        ] as [Case])
    func `a gap widens, narrows, stays or changes sides`(example: Case) throws {
        let change = try GapChange(from: gap(50, 50 + example.was, in: 2013), to: gap(50, 50 + example.now))
        #expect(change.kind == example.kind)
        #expect(change.amount == example.amount)
        #expect(change.trailing == example.trailing)
    }

    @Test(arguments: [
        (83.0, 51.6, 73.0, 41.6), (0.3, 0.1, 0.2, 0.0), (39.3, 31.4, 7.9, 0.0), (7.9, 0.0, 39.3, 31.4),
    ])
    func `gaps that print alike are unchanged`(nowHigh: Double, nowLow: Double, wasHigh: Double, wasLow: Double) throws
    {
        let change = try GapChange(from: gap(wasLow, wasHigh, in: 2013), to: gap(nowLow, nowHigh))
        #expect(change.kind == .unchanged)
    }

    @Test func `nobody trails in a difference that is only binary dust`() throws {
        let change = try GapChange(from: gap(0.1 + 0.2, 0.3, in: 2013), to: gap(0.3, 0.1 + 0.2))
        #expect(change.kind == .unchanged)
        #expect(change.trailing == nil)
    }

    @Test(arguments: [(60.0, 40.0, GapChange.Trailing.low), (40, 60, .high)])
    func `where less is better, the side with more of it trails`(
        low: Double, high: Double, trailing: GapChange.Trailing
    ) throws {
        let indicator = coverage(.lowerIsBetter)
        let change = try GapChange(from: gap(50, 50, in: 2013, of: indicator), to: gap(low, high, of: indicator))
        #expect(change.trailing == trailing)
        #expect(change.kind == .widened)
        #expect(change.amount == 20)
    }

    @Test func `where neither end is good a gap moves and nobody trails`() throws {
        let indicator = coverage(.neutral)
        let change = try GapChange(from: gap(50, 60, in: 2013, of: indicator), to: gap(50, 70, of: indicator))
        #expect(change.kind == .widened)
        #expect(change.trailing == nil)
    }

    @Test func `a change keeps both gaps`() throws {
        let change = try GapChange(from: gap(1, 2, in: 2013), to: gap(1, 3))
        #expect(change.then.period == .year(2013))
        #expect(change.now.period == .year(2014))
    }

    @Test(arguments: [
        (2012, false), (2013, false), (2014, true), (2015, true), (2016, false),
    ])
    func `a break after the earlier period, up to the later one, forbids a verdict`(at year: Int, isObstacle: Bool) {
        let indicator = coverage(brokenAt: [year])
        let (then, now) = (gap(1, 2, in: 2013, of: indicator), gap(1, 3, in: 2015, of: indicator))
        let change = Result { () throws(GapChange.Obstacle) in try GapChange(from: then, to: now) }
        let obstacle = GapChange.Obstacle.seriesBreak(SeriesBreak(at: .year(year), because: "new question"))
        switch change {
        case .success: #expect(!isObstacle)
        case .failure(let found): #expect(isObstacle && found == obstacle)
        }
    }

    @Test(arguments: [(nil, 3, 2013), (1, nil, 2014), (nil, nil, 2013)] as [(Double?, Double?, Int)])
    func `a gap without a number forbids a verdict and is named`(was: Double?, now: Double?, year: Int) {
        let obstacle = #expect(throws: GapChange.Obstacle.self) {
            try GapChange(from: gap(was, 5, in: 2013), to: gap(now, 5))
        }
        #expect(obstacle == .undefined(.wordsOnly, in: .year(year)))
    }

    @Test func `an obstacle says why there is no verdict`() {
        #expect(
            GapChange.Obstacle.seriesBreak(SeriesBreak(at: .year(2014), because: "new question")).description
                == "not comparable since 2014: new question")
        #expect(
            GapChange.Obstacle.undefined(.wordsOnly, in: .year(2014)).description
                == "no gap in 2014: the office printed words and no number")
    }
}

/// SSB's survey of ICT strategies 2004 and 2005: more than 15 000 inhabitants against fewer (share of municipalities).
struct SSBSurveyTests {
    typealias Area = (
        name: String, then: (large: Double, small: Double), now: (large: Double, small: Double),
        kind: GapChange.Kind, amount: String, trailing: GapChange.Trailing
    )

    static let areas: [Area] = [
        ("electronic purchase", (73.0, 41.6), (76.9, 37.6), .widened, "+7.9", .low),
        ("electronic services", (94.6, 73.8), (82.1, 70.5), .narrowed, "-9.2", .low),
        ("ICT security", (83.8, 95.3), (94.5, 93.3), .reversed, "+12.7", .low),
        ("infrastructure", (97.3, 98.7), (94.9, 99.3), .widened, "+3.0", .high),
        ("ICT architecture", (78.4, 77.2), (89.7, 88.6), .narrowed, "-0.1", .low),
        ("increase efficiency", (97.3, 90.6), (92.3, 87.9), .narrowed, "-2.3", .low),
    ]

    @Test(arguments: areas)
    func `the six series from 2004 to 2005 move as SSB's table says`(area: Area) throws {
        let change = try GapChange(
            from: gap(area.then.small, area.then.large, in: 2004), to: gap(area.now.small, area.now.large, in: 2005))
        #expect(change.kind == area.kind)
        #expect(change.amount.signed(1) == area.amount)
        #expect(change.trailing == area.trailing)
    }
}
