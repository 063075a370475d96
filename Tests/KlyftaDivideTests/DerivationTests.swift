import KlyftaDivide
import KlyftaModel
import Testing

/// A divide in three classes of which a part answered, so that nothing is zero by accident.
private func survey(
    _ direction: Indicator.Direction, per weight: Weight = .municipality, inference: Inference = .finite,
    reference: String? = nil
) -> MeasuredPanel {
    divide(
        [12, 31, nil, 22, nil, 40], [71, nil, 88, 90], middle: [45, 38, 66, nil], coverage(direction, .survey),
        per: weight, inference: inference, cuts: [10_000, 40_000], threshold: 40, reference: reference)
}

struct DerivationTests {
    @Test(arguments: Measure.own, [Indicator.Direction.higherIsBetter, .lowerIsBetter])
    func `the last step of a derivation is the answer, and its error the standard error`(
        measure: Measure, direction: Indicator.Direction
    ) throws {
        for weight in Weight.allCases {
            let panel = survey(direction, per: weight, reference: "40000+")
            guard let estimate = panel.answer(measure).estimate else {
                #expect(measure == .micro(.giniCorrected, .inhabitant) || measure == .group(.riiLinear))
                continue
            }
            let derivation = try panel.derivation(of: measure)
            #expect(agree(derivation.result, estimate.value), "\(measure): \(derivation.result.debugDescription)")
            let error = derivation.uncertainty.first?.result
            let isWilson = derivation.uncertainty.first?.formula.hasPrefix("Wilson") ?? false
            #expect(isWilson || agree(error, estimate.se), "\(measure): \(error.debugDescription)")
            #expect((derivation.uncertainty.isEmpty) == (estimate.se == nil))
        }
    }

    @Test(arguments: 1...20)
    func `arithmetic and measures agree on divides that nobody chose`(seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        func some(_ count: Int) -> [Double?] {
            (0..<count).map { _ in Int.random(in: 0..<5, using: &dice) == 0 ? nil : .random(in: 0...100, using: &dice) }
        }
        let (small, middle, large) = (some(9) + [3, 4], some(6) + [30, 5], some(4) + [50, 9])
        let panel = divide(
            small, large, middle: middle, per: .inhabitant, cuts: [10_000, 40_000], threshold: 33, reference: "0-9999")
        for measure in Measure.own {
            guard let estimate = panel.answer(measure).estimate else { continue }
            let derivation = try panel.derivation(of: measure)
            #expect(agree(derivation.result, estimate.value, within: 1e-8), "\(measure)")
        }
    }

    @Test(arguments: Measure.own)
    func `where all answered, no measure has a sampling error, and the arithmetic says so`(measure: Measure) throws {
        let panel = divide(
            [10, 20], [60, 80], middle: [50], cuts: [10_000, 40_000], threshold: 20, reference: "40000+")
        guard let estimate = panel.answer(measure).estimate else { return }
        #expect(estimate.se == 0 && estimate.lower == estimate.value && estimate.upper == estimate.value)
        let steps = try panel.derivation(of: measure).uncertainty
        #expect(steps.map(\.formula) == ["n = N ⇒ s = 0"])
    }

    @Test func `a difference is told as one would tell it`() throws {
        let step = try #require(try divide([8], [67]).derivation(of: .group(.d)).steps.last)
        #expect(step.formula == "D = ȳ(10000+) − ȳ(0-9999)")
        #expect(step.numbers == "67 − 8" && step.result == 59)
    }

    @Test func `a slope shows shares, ranks, their variance and the weights`() throws {
        let panel = divide([10], [30], middle: [20], cuts: [10_000, 40_000])
        let steps = try panel.derivation(of: .group(.siiLinear)).steps
        let symbols = steps.flatMap { $0.columns.map(\.symbol) }
        #expect(["n", "N", "p_j", "X_j", "g_j"].allSatisfy(symbols.contains))
        #expect(steps.contains { $0.formula.hasPrefix("V_X =") && $0.result != nil })
    }

    @Test(arguments: Language.allCases)
    func `every step has a title in every language`(language: Language) throws {
        for measure in Measure.own {
            guard let derivation = try? survey(.higherIsBetter).derivation(of: measure) else { continue }
            #expect((derivation.steps + derivation.uncertainty).allSatisfy { !$0.title[language].isEmpty })
        }
    }

    @Test func `a column has a value for each class and none where there is none`() throws {
        let panel = divide([10, 20], [60, 80], cuts: [10_000, 100_000])
        let classes = try #require(try panel.derivation(of: .micro(.gini, .municipality)).steps.first)
        #expect(classes.columns.allSatisfy { $0.values.count == 3 })
        #expect(classes.columns.first { $0.symbol == "ȳ" }?.values == [15, 70, nil])
    }

    @Test func `what has no answer and what is for parity has no derivation`() {
        #expect(throws: Undefined.noThreshold) {
            try divide([10], [60]).derivation(of: .micro(.shareAtOrAbove, .municipality))
        }
        for measure in Measure.all where measure.isForParityOnly {
            #expect(throws: Undefined.parityOnly) { try survey(.higherIsBetter).derivation(of: measure) }
        }
    }

    @Test(arguments: [
        (0.3333333, "0.333333"), (59, "59"), (-1234.567, "−1234.57"), (0, "0"), (100, "100"), (-0.0000000001, "0"),
        (0.000698987, "0.000698987"),
    ])
    func `numbers in arithmetic have the digits one needs`(number: Double, text: String) {
        #expect(number.shown == text)
    }
}
