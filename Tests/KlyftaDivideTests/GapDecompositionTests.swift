import KlyftaDivide
import KlyftaModel
import Testing

/// One cause at a time, on the country of ``WorkedExample``: the gap grows from 10 to 13.
struct GapDecompositionTests {
    private func decompose(
        _ country: WaveCountry, _ question: GapQuestion = ask(), old: WaveCountry? = nil
    ) throws -> GapDecomposition {
        var decomposer = try #require(GapDecomposer(question, in: country.figures()))
        return try decomposer.decomposition(
            from: .year(2010), to: .year(2014), firstKnownIn: old?.figures())
    }

    /// The parts that are not zero, and the municipalities behind each with their amounts, as text with four decimals.
    private func told(_ decomposition: GapDecomposition) -> [String] {
        decomposition.parts.filter { $0.amount != 0 || !$0.influences.isEmpty }.map { part in
            let influences = part.influences.map { "\($0.municipality.code) \($0.amount.signed(4))" }
            return "\(part.cause.rawValue) \(part.amount.signed(4)): \(influences.joined(separator: ", "))"
        }
    }

    @Test func `with the same answering both times all is real change`() throws {
        let decomposition = try decompose(WaveCountry())
        #expect(decomposition.change == 3 && decomposition.matched == 10)
        #expect(
            told(decomposition) == [
                """
                real +3.0000: 2002 +1.0000, 2003 +0.8000, 2004 +0.8000, 2005 +0.8000, 2001 +0.6000, 1004 -0.4000, \
                1001 -0.2000, 1002 -0.2000, 1005 -0.2000
                """
            ])
        #expect(decomposition.steps.map(\.gap) == [10, 10, 10, 10, 13, 13, 13, 13, 13])
    }

    @Test func `who grows into the large class is told as a class move, and only where classes move`() throws {
        var country = WaveCountry()
        country.grown = ["SE-1001": 20_000]
        let moved = try decompose(country)
        #expect(told(moved).map { $0.prefix(20) } == ["real +3.0000: 2002 +", "class-moves -3.8333:"])
        // It leaves the small ones 5 below those who stay, and comes to the large ones 17 below them: -5/5 - 17/6.
        #expect(moved[.classes].influences.map(\.municipality) == [municipality("SE-1001")])
        let fixed = try decompose(country, ask(.municipality, .fixed(.year(2010))))
        #expect(fixed.change == 3 && fixed.moving.map(\.cause) == [.real])
    }

    @Test func `who answers only once is told as entry and exit`() throws {
        var country = WaveCountry()
        country.small[4].1 = nil
        country.large[5].1 = 40
        let decomposition = try decompose(country)
        // Without 18 the small ones had a mean of 13: +1. With 40 the large ones have a mean of 30: +2.
        #expect(told(decomposition).last == "entry-and-exit +3.0000: 2006 +2.0000, 1005 +1.0000")
        #expect(decomposition[.real].amount == 3 && decomposition.matched == 9)
    }

    @Test func `a merger is told as one, under the code of what was formed`() throws {
        var country = WaveCountry()
        (country.crowds["SE-1001"], country.crowds["SE-1002"]) = (1_000, 3_000)
        country.grown["SE-1001"] = 4_000
        country.merge("SE-1002", into: "SE-1001")
        let decomposition = try decompose(country)
        // 10 and 12 become one of 11.5, weighed by population: the small ones had 14 of five, and have 14.875 of four.
        #expect(decomposition.change == 2.5)
        #expect(told(decomposition).last == "division -0.8750: 1001 -0.8750")
        #expect(decomposition[.real].amount == 3.375 && decomposition.redrawn.isEmpty)
    }

    @Test func `what is redrawn is in no panel, and is named`() throws {
        var country = WaveCountry()
        country.heirs = ["SE-1001": ["SE-1001"], "SE-1002": ["SE-1002"]]
        country.changes = [
            .merger(of: "SE-1001", into: "SE-1001", on: "2012-01-01"),
            .merger(of: "SE-1001", into: "SE-1002", on: "2012-01-01"),
            .merger(of: "SE-1002", into: "SE-1002", on: "2012-01-01"),
        ]
        country.small[0] = (10, 21)
        let decomposition = try decompose(country)
        #expect(decomposition.redrawn == ["SE-1001", "SE-1002"].map(municipality))
        #expect(decomposition.matched == 8 && decomposition.change == 1)
        // It was 6 below the mean of those who are compared, and is 4 above it; the other is 4 below both times.
        #expect(told(decomposition).last == "division -2.0000: 1001 -2.0000")
    }

    @Test func `a revision of the earlier figure is told as one`() throws {
        var old = WaveCountry()
        old.large[0].0 = 15
        old.grown = ["SE-1003": 30_000]
        let decomposition = try decompose(WaveCountry(), old: old)
        #expect(decomposition.first.difference == .defined(9) && decomposition.earlier.difference == .defined(10))
        #expect(decomposition.change == 4)
        #expect(told(decomposition).last == "revision +1.0000: 2001 +1.0000")
    }

    @Test func `populations that weigh otherwise are told as weights, and only where inhabitants count`() throws {
        var country = WaveCountry()
        country.grown = ["SE-2001": 500_000]
        #expect(try decompose(country)[.weights].influences.isEmpty)
        let decomposition = try decompose(country, ask(.inhabitant))
        #expect(decomposition[.weights].influences.first?.municipality == municipality("SE-2001"))
        #expect(decomposition[.weights].amount < -3, "23 is below the others, and weighs twice as much as all of them")
    }

    @Test func `what cannot be told apart is told together`() throws {
        var country = WaveCountry()
        country.large = [(20, nil), (22, nil), (nil, 30)]
        let decomposition = try decompose(country)
        let answers = decomposition[.answers]
        #expect(decomposition.steps.map(\.gap)[3...6].allSatisfy { $0 == nil })
        #expect(answers.amount == decomposition.change && answers.including == [.real, .classes, .weights])
        #expect(near(answers.influences.map(\.amount).reduce(0, +), decomposition.change))
    }

    @Test func `the example of the article gives what it says`() throws {
        var country = WaveCountry()
        (country.large, country.small) = ([(60, 70), (70, 80)], [(20, 20), (40, 50)])
        country.grown = ["SE-1002": 12_000]
        let told = try decompose(country)
        #expect(told.change.fixed(2) == "11.67" && told[.real].amount == 5)
        #expect(self.told(told).last == "class-moves +6.6667: 1002 +6.6667")
    }

    @Test func `where less is better the signs turn`() throws {
        var country = WaveCountry()
        country.indicator = coverage(.lowerIsBetter)
        let decomposition = try decompose(country)
        #expect(decomposition.change == -3 && decomposition[.real].influences.first?.amount == -1)
    }

    @Test func `a gap without a number has no change to take apart`() throws {
        var country = WaveCountry()
        country.indicator = coverage(.higherIsBetter, .ordinal)
        var ordinal = try #require(GapDecomposer(ask(), in: country.figures()))
        #expect(throws: GapChange.Obstacle.undefined(.ordinal, in: .year(2010))) {
            try ordinal.decomposition(from: .year(2010), to: .year(2014))
        }
        let published = GapQuestion(coverageID, .published(low: "<15000", high: ">15000"))
        #expect(GapDecomposer(published, in: country.figures()) == nil)
    }

    @Test func `a new definition in between is said`() throws {
        var country = WaveCountry()
        country.indicator = coverage(brokenAt: [2012])
        #expect(try decompose(country).seriesBreak?.period == .year(2012))
    }
}
