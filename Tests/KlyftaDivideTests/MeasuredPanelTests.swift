import KlyftaDivide
import KlyftaModel
import Testing

/// Municipalities of 1 000, 20 000 and 50 000 inhabitants; whoever has no value is silent.
func divide(
    _ small: [Double?], _ large: [Double?], middle: [Double?] = [], _ indicator: Indicator = coverage(),
    per weight: Weight = .municipality,
    inference: Inference = .finite, cuts: [Int] = [10_000], threshold: Double? = nil, reference: String? = nil
) -> MeasuredPanel {
    let values = small + middle + large
    let sizes = small.map { _ in 1_000 } + middle.map { _ in 20_000 } + large.map { _ in 50_000 }
    let codes = values.indices.map { "SE-\(1001 + $0)" }
    let populations = values.indices.map { crowd(of: codes[$0], sizes[$0]) }
    let observations = zip(codes, values).map { code, known in
        known.map { value(of: code, $0) } ?? absence(of: code, .missing)
    }
    return MeasuredPanel(
        of: panel(observations, populations, indicator: indicator), by: SizeScale(cuts: cuts).classes, per: weight,
        inference: inference, threshold: threshold, reference: reference.map { try! SizeClass($0) })
}

struct MeasuredPanelTests {
    @Test func `a group measure compares the means of the classes`() {
        let answer = divide([10, 20], [60, 80]).answer(.group(.d))
        #expect(answer.value == 55)
        #expect(answer.estimate?.se == 0 && answer.estimate?.lower == 55 && answer.estimate?.upper == 55)
    }

    @Test func `a class weighs as many inhabitants as live in it, not as answered`() throws {
        let all = divide([10, 10, 10, 10, 10, 10], [60])
        let few = divide([10, nil, nil, nil, nil, nil], [60])
        #expect(few.rows.map(\.inhabitants) == [6_000, 50_000])
        #expect(few.rows.map(\.n) == [1, 1] && few.rows.map(\.of) == [6, 1])
        #expect(all.rows.map(\.inhabitants) == few.rows.map(\.inhabitants))
    }

    @Test(arguments: Weight.allCases)
    func `where all answered there is no sampling error, where a part did there is`(weight: Weight) throws {
        #expect(divide([10, 20, 30], [60, 80], per: weight).rows.map(\.standardError) == [0, 0])
        let part = divide([10, 20, 30, nil, nil, nil], [60, 80], per: weight).rows
        // s² = 100, 3 of 6: (1/3 − 1/6)·100; all are equally large, so both weights agree.
        let error = try #require(part[0].standardError)
        #expect(agree(error, (100.0 / 6).squareRoot()) && part[1].standardError == 0)
        let process = divide([10, 20, 30], [60, 80], per: weight, inference: .superpopulation).rows
        #expect(agree(process[0].standardError, (100.0 / 3).squareRoot()))
    }

    @Test(arguments: Weight.allCases)
    func `one answer of several has no standard error, nor have equal ones`(weight: Weight) {
        #expect(divide([10, nil], [60], per: weight).rows.map(\.standardError) == [nil, 0])
        #expect(divide([10, 10, nil], [60], per: weight).rows.map(\.standardError) == [nil, 0])
        #expect(divide([10, nil], [60], per: weight).answer(.group(.d)).estimate?.lower == nil)
    }

    @Test func `the error of a micro measure shrinks with the part that answered`() throws {
        let half = divide([10, 20, 30, nil, nil, nil, nil], [60])
        let plain = try microTable([10, 20, 30, 60], populations: [1_000, 1_000, 1_000, 50_000])
            .estimate(.gini, per: .municipality)
        #expect(half.answered == 0.5)
        let answer = half.answer(.micro(.gini, .municipality))
        #expect(answer.value == plain.value)
        #expect(agree(answer.estimate?.se, plain.standardError.map { $0 * 0.5.squareRoot() }))
        #expect(answer.estimate?.lower != nil)
        #expect(divide([10, 20], [60]).answer(.micro(.gini, .inhabitant)).estimate?.se == 0)
    }

    @Test func `a share of municipalities has limits also where none belongs to it`() throws {
        let share = divide([1, 2, 3, nil, nil, nil], [60]).answer(.micro(.shareZero, .municipality))
        let estimate = try #require(share.estimate)
        #expect(estimate.value == 0 && estimate.lower == 0)
        #expect(try #require(estimate.upper) > 0.1)
    }

    @Test(arguments: Measure.all)
    func `ordered categories have no measure`(measure: Measure) {
        let answer = divide([1, 2, 3], [4, 5], coverage(.higherIsBetter, .ordinal)).answer(measure)
        #expect(answer == .undefined(.ordinal))
    }

    @Test(arguments: Measure.all)
    func `without a single value there is no measure`(measure: Measure) {
        #expect(divide([nil, nil], [nil]).answer(measure) == .undefined(.noValues))
    }

    @Test func `per cent has bounds, and a value outside them has no bounded measure`() {
        let cuts = [10_000, 40_000]
        let inside = divide([10, 20], [60, 80], middle: [50], cuts: cuts)
        let outside = divide([10, 20], [60, 180], middle: [50], cuts: cuts)
        for measure in [Measure.micro(.erreygers, .municipality), .group(.rciErreygers), .group(.siiLogit)] {
            #expect(inside.answer(measure).value != nil)
            #expect(outside.answer(measure).reason == .outsideBounds)
        }
        #expect(outside.answer(.group(.d)).value == 105)
    }

    @Test func `a threshold and a reference are given, never guessed`() throws {
        let cuts = [10_000, 40_000]
        let without = divide([10, 20], [60, 80], middle: [50], cuts: cuts)
        #expect(without.answer(.micro(.shareAtOrAbove, .municipality)).reason == .noThreshold)
        #expect(
            divide([10, 20], [60, 80], threshold: 20).answer(.micro(.shareAtOrAbove, .municipality)).value == 0.75)
        #expect(without.answer(.group(.mdru)).reason == .noReference)
        let chosen = divide([10, 20], [60, 80], middle: [50], cuts: cuts, reference: "40000+")
        // 70 less 15, 50 and 70: (55 + 20 + 0) / 3.
        #expect(chosen.answer(.group(.mdru)).value == 25)
        let elsewhere = divide([10, 20], [60, 80], middle: [50], cuts: cuts, reference: "1-2")
        #expect(elsewhere.answer(.group(.mdru)).reason == .noReference)
    }

    @Test func `a class without a municipality stays missing, and what skips it is undefined`() {
        let empty = divide([10, 20], [60, 80], cuts: [10_000, 100_000])
        #expect(empty.rows.last.map { [$0.n, $0.of] } == [0, 0])
        #expect(empty.answer(.group(.d)).reason == .comparedGroupMissing)
    }

    @Test func `a gap is turned where less is better, and is as it is where neither end is`() throws {
        let measure = Measure.micro(.aci, .municipality)
        let raw = try #require(divide([10, 20], [60, 80]).answer(measure).value)
        #expect(divide([10, 20], [60, 80]).gap(measure).value == raw)
        #expect(divide([10, 20], [60, 80], coverage(.lowerIsBetter)).gap(measure).value == -raw)
        #expect(divide([10, 20], [60, 80], coverage(.neutral)).gap(measure).value == raw)
        #expect(divide([10, 20], [60, 80]).gap(.micro(.mean, .municipality)).reason == .notAGap)
        #expect(divide([nil], [60, 80]).gap(.group(.d)).reason == .comparedGroupMissing)
    }

    @Test func `who is in no class takes no part`() throws {
        let inner = MeasuredPanel(
            of: divide([10, 20], [60, 80]).panel, by: [try SizeClass("0-9999")], per: .municipality)
        #expect(inner.answer(.micro(.mean, .municipality)).value == 15)
    }
}
