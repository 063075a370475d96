import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

/// Why the gaps of the shipped figures moved.
struct DecompositionReferenceTests {
    private func decomposer(
        _ indicator: String = "skl.N07900", _ weight: Weight = .municipality, _ membership: Membership = .current
    ) async throws -> GapDecomposer {
        let question = GapQuestion(
            try IndicatorID(indicator),
            .sizeClasses(low: try SizeClass("0-9999"), high: try SizeClass("100000+"), weight, membership))
        return try #require(GapDecomposer(question, in: Figures([try await Shipped.skl()])))
    }

    @Test(arguments: [
        (Weight.municipality, Membership.current), (.municipality, .fixed(.year(2009))), (.inhabitant, .current),
        (.inhabitant, .fixed(.year(2009))),
    ])
    func `for every pair of years the parts are the change`(_ weight: Weight, _ membership: Membership) async throws {
        var decomposer = try await decomposer("skl.N07900", weight, membership)
        var pairs = 0
        for then in 2009...2021 {
            for now in (then + 1)...2022 {
                let told = try decomposer.decomposition(from: .year(then), to: .year(now))
                let sum = told.parts.map(\.amount).reduce(0, +)
                #expect((sum - told.change).magnitude <= 1e-12 * told.change.magnitude, "\(then) to \(now)")
                for part in told.parts {
                    let sum = part.influences.map(\.amount).reduce(0, +)
                    #expect((sum - part.amount).magnitude <= 1e-12 * 100, "\(then) to \(now), \(part.cause)")
                }
                // All 290 answered each time, and no border moved.
                #expect(told.redrawn.isEmpty && told[.answers].amount == 0 && told[.division].amount == 0)
                pairs += 1
            }
        }
        #expect(pairs == 91)
    }

    @Test func `every part is the one that exact fractions give`() async throws {
        let figures = Figures([try await Shipped.skl()])
        let causes: [ChangeCause] = [.real, .classes, .answers, .weights]
        for row in try Shipped.fixture("decomposition.csv") {
            func text(_ column: String) throws -> String { try #require(row[column]) }
            let groups = GapQuestion.Groups.sizeClasses(
                low: try SizeClass("0-9999"), high: try SizeClass("\(text("large"))+"),
                try #require(Weight(rawValue: text("weight"))), try Membership(text("membership")))
            let question = GapQuestion(try IndicatorID(text("indicator")), groups)
            var decomposer = try #require(GapDecomposer(question, in: figures))
            let told = try decomposer.decomposition(from: Period(text("from")), to: Period(text("to")))
            for cause in causes {
                let known = try #require(Double(text(cause.rawValue)))
                #expect((told[cause].amount - known).magnitude < 1e-12 * 100, "\(cause): \(row)")
            }
            let change = try #require(Double(text("change")))
            #expect((told.change - change).magnitude < 1e-12 * 100, "\(row)")
        }
    }

    @Test func `from 2011 to 2012 class moves turn a widening by 0.99 into a narrowing by 0.25`() async throws {
        var current = try await decomposer()
        let told = try current.decomposition(from: .year(2011), to: .year(2012))
        #expect(told.change.fixed(2) == "-0.25")
        #expect(told[.real].amount.fixed(4) == "0.9947" && told[.classes].amount.fixed(4) == "-1.2466")
        #expect(told.moving.map(\.cause) == [.classes, .real])
        // Huddinge passed 100 000 inhabitants far below the other large ones; Haparanda fell below 10 000.
        #expect(told[.classes].influences.map(\.municipality.code) == ["0126", "2583"])
        #expect(told[.classes].influences.map { $0.amount.fixed(4) } == ["-1.1033", "-0.1433"])
    }

    @Test func `in the classes of 2009 the same change is a widening by 1.08, and all of it is real`() async throws {
        var fixed = try await decomposer("skl.N07900", .municipality, .fixed(.year(2009)))
        let told = try fixed.decomposition(from: .year(2011), to: .year(2012))
        #expect(told.change.fixed(2) == "1.08" && told.moving.map(\.cause) == [.real])
        #expect(told[.real].amount == told.change)
    }

    @Test func `the real part is the change that a test of the matched panel is about`() async throws {
        let figures = Figures([try await Shipped.skl()])
        let id = try IndicatorID("skl.N00563")
        let groups = GapQuestion.Groups.sizeClasses(
            low: try SizeClass("0-9999"), high: try SizeClass("10000+"), .municipality, .current)
        var decomposer = try #require(GapDecomposer(GapQuestion(id, groups), in: figures))
        let told = try decomposer.decomposition(from: .year(2021), to: .year(2022))
        var test = WideningTest(by: .amount(0))
        test.coverage = 0.4
        var comparer = try #require(WaveComparer(GapQuestion(id, groups), by: test, from: figures))
        let tested = try comparer.comparison(from: .year(2021), to: .year(2022)).get()
        #expect(tested.estimator == .panel)
        #expect((told[.real].amount - tested.change).magnitude < 1e-12)
        // 161 municipalities answered the first time and 137 the second.
        #expect(told[.answers].amount.magnitude > 0.1 && told[.answers].influences.count > 100)
    }

    /// Norway's municipalities with their inhabitants as the figure: what a reform does to a gap, and nothing else.
    private func norway(
        _ then: Int, _ now: Int, _ membership: Membership = .current
    ) async throws -> GapDecomposition {
        let release = try await Shipped.ssb()
        let id = try IndicatorID("ssb.inhabitants")
        let indicator = Indicator(
            id: id, title: LocalizedText(sv: "Invånare", nb: "Innbyggere", en: "Inhabitants"), unit: .count,
            direction: .higherIsBetter, nature: .register, attribution: Attribution(raw: "SSB", derived: "SSB"))
        let figures = Figures(
            indicators: [indicator],
            observations: release.populations.map {
                Observation(id, $0.municipality, .year($0.day.year), .value(Double($0.inhabitants)))
            },
            populations: release.populations, names: release.names, boundaryChanges: release.boundaryChanges)
        let groups = GapQuestion.Groups.sizeClasses(
            low: try SizeClass("0-9999"), high: try SizeClass("10000+"), .municipality, membership)
        var decomposer = try #require(GapDecomposer(GapQuestion(id, groups), in: figures))
        return try decomposer.decomposition(from: .year(then), to: .year(now))
    }

    @Test func `in 2024 only Ålesund was divided: 113 new codes are no change of the division`() async throws {
        let told = try await norway(2023, 2024)
        #expect(told[.division].influences.map(\.municipality.code) == ["1507"])
        #expect(told.redrawn.isEmpty && told[.answers].influences.isEmpty)
        // 356 municipalities, of which one became two.
        #expect(told.matched == 356)
    }

    /// The parts were computed from the list of changes and the populations in another language, in exact fractions.
    @Test(arguments: [
        (2016, 2018, [653.672077922078, 0, 257.88454017208625], ["0704", "0706", "0710", "0719", "0720"]),
        (
            2019, 2020, [402.25284798189364, -245.77916373559526, 2562.707024715377],
            [
                "1571", "1805", "1806", "1849", "1850", "1854", "1875", "5011", "5012", "5013", "5016", "5023", "5024",
                "5055", "5056", "5059",
            ]
        ),
        (2023, 2024, [448.59080713366427, -510.1115628983588, -106.15333307661676], []),
    ])
    func `a reform is told as one, and whose borders moved is left out by name`(
        _ then: Int, _ now: Int, _ parts: [Double], _ redrawn: [String]
    ) async throws {
        let told = try await norway(then, now)
        #expect(told.redrawn.map(\.code) == redrawn)
        for (cause, known) in zip([ChangeCause.real, .classes, .division], parts) {
            // Means of up to 100 000 inhabitants, with sixteen digits.
            #expect((told[cause].amount - known).magnitude < 1e-12 * 100_000, "\(cause)")
        }
        #expect(told[.answers].amount == 0 && told[.weights].amount == 0)
        let sum = told.parts.map(\.amount).reduce(0, +)
        #expect((sum - told.change).magnitude <= 1e-12 * told.change.magnitude)
    }
}
