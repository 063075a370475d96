import KlyftaDivide
import KlyftaStatistics
import Testing

struct SigmaConvergenceTests {
    @Test func `the worked examples hold`() throws {
        #expect(try near(SigmaConvergence.logSpread(of: [1, 2.718281828459045]), 0.5))
        #expect(try SigmaConvergence.variation(of: [1, 3]) == 0.5)
        let test = try PitmanMorgan(of: PairedSample(then: [1, 2, 3, 4], now: [1, 2, 3, 6]))
        #expect(near(test.correlation, 0.8783100656536799) && near(test.t, 2.598076211353316))
        let likelihood = try CarreeKlomp(of: PairedSample(then: [0, 1, 2, 3], now: [0, 1, 2, 5]))
        #expect(near(likelihood.statistic, 2.2138597797143666))
    }

    @Test func `relative spread does not see a change of unit`() throws {
        let values = [3.0, 7, 11, 2]
        let scaled = values.map { $0 * 1_000 }
        #expect(try near(SigmaConvergence.logSpread(of: scaled), SigmaConvergence.logSpread(of: values)))
        #expect(try near(SigmaConvergence.variation(of: scaled), SigmaConvergence.variation(of: values)))
    }

    @Test func `a zero has no logarithm, but a level`() throws {
        #expect(throws: Unanswerable.notPositive) { try SigmaConvergence.logSpread(of: [0, 1]) }
        #expect(try SigmaConvergence.variation(of: [0, 2]) == 1)
        #expect(throws: Unanswerable.notPositive) { try SigmaConvergence.variation(of: [0, 0]) }
        #expect(throws: Unanswerable.notPositive) { try PairedSample(then: [1], now: [0]).logarithms() }
    }

    @Test func `time turned round turns the test round`() throws {
        let (one, two) = ([1.0, 4, 2, 8, 5], [2.0, 3, 3, 9, 4])
        let forth = try PitmanMorgan(of: PairedSample(then: one, now: two))
        let back = try PitmanMorgan(of: PairedSample(then: two, now: one))
        #expect(near(forth.correlation, -back.correlation) && near(forth.twoSided, back.twoSided))
        #expect(near(forth.widened + back.widened, 1))
        let same = try CarreeKlomp(of: PairedSample(then: one, now: two)).statistic
        #expect(try near(CarreeKlomp(of: PairedSample(then: two, now: one)).statistic, same))
    }

    @Test func `all doubled is a widening beyond doubt, all raised alike is no case for a test`() throws {
        let doubled = try PitmanMorgan(of: PairedSample(then: [1, 2, 4], now: [2, 4, 8]))
        #expect(doubled.t == nil && doubled.widened == 0)
        let raised = try PairedSample(then: [30.1, 40.2, 51.7], now: [30.2, 40.3, 51.8])
        #expect(throws: Unanswerable.noSpread) { try PitmanMorgan(of: raised) }
        #expect(throws: Unanswerable.noSpread) { try CarreeKlomp(of: raised) }
    }

    @Test func `samples that are none are refused`() throws {
        #expect(throws: Unanswerable.tooFew(.pairs, have: 1, need: 2)) { try PairedSample(then: [1], now: [1, 2]) }
        #expect(throws: Unanswerable.outside(.finite)) { try PairedSample(then: [.nan], now: [1]) }
        let two = try PairedSample(then: [1, 2], now: [2, 5])
        #expect(throws: Unanswerable.tooFew(.pairs, have: 2, need: 3)) { try PitmanMorgan(of: two) }
        #expect(throws: Unanswerable.tooFew(.pairs, have: 2, need: 3)) { try CarreeKlomp(of: two) }
        #expect(throws: Unanswerable.tooFew(.values, have: 0, need: 1)) { try SigmaConvergence.logSpread(of: []) }
    }
}

struct BetaConvergenceTests {
    private func beta(_ then: [Double], _ now: [Double], years: Double = 1) throws -> BetaConvergence {
        try BetaConvergence(of: PairedSample(then: then, now: now), years: years, confidence: 0.95)
    }

    @Test func `the worked example holds`() throws {
        let beta = try beta([1, 2, 4], [2, 3, 5])
        #expect(near(beta.slope, -0.3390359525563188, within: 1e-10))
        #expect(try near(beta.speed.get(), 0.41405583, within: 1e-7))
    }

    @Test func `half of the difference is gone after the half-life`() throws {
        let then = [1.0, 2, 8, 30]
        let slow = try beta(then, then.map { 5 * ($0 / 5).squareRoot() }, years: 7)
        #expect(try near(slow.halfLife.get(), 7))
        #expect(slow.error == .failure(.noSpread))
    }

    @Test func `where differences grow or turn over, there is no half-life`() throws {
        let growing = try beta([1, 2, 3, 9], [1, 3, 5, 30])
        #expect(growing.slope > 0)
        #expect(growing.halfLife == .failure(.notConverging))
        let overturned = try beta([1, 2, 3, 9], [9, 4, 3, 1])
        #expect(overturned.speed == .failure(.notPositive) && overturned.halfLife == .failure(.notPositive))
    }

    @Test func `what cannot be fitted is refused`() {
        #expect(throws: Unanswerable.notPositive) { try beta([0, 1, 2], [1, 2, 3]) }
        #expect(throws: Unanswerable.noSpread) { try beta([2, 2, 2], [1, 2, 3]) }
        #expect(throws: Unanswerable.tooFew(.pairs, have: 2, need: 3)) { try beta([1, 2], [1, 3]) }
        #expect(throws: Unanswerable.outside(.positive)) { try beta([1, 2, 3], [1, 3, 4], years: 0) }
        #expect(throws: Unanswerable.outside(.positive)) { try beta([1, 2, 3], [1, 3, 4], years: .nan) }
    }
}

struct MultipleTestingTests {
    private func agree(_ one: [Double], _ two: [Double]) -> Bool {
        one.count == two.count && zip(one, two).allSatisfy { near($0, $1) }
    }

    private func noLarger(_ one: [Double], _ two: [Double]) -> Bool {
        zip(one, two).allSatisfy { $0 <= $1 + 1e-15 }
    }

    @Test func `the worked example holds`() throws {
        let p = [0.01, 0.02, 0.04]
        #expect(try agree(MultipleTesting.benjaminiHochberg.adjusted(p), [0.03, 0.03, 0.04]))
        #expect(try agree(MultipleTesting.holm.adjusted(p), [0.03, 0.04, 0.04]))
        #expect(try MultipleTesting.benjaminiHochberg.stand([0.01, 0.03, 0.04], at: 0.05) == [true, true, true])
        #expect(try MultipleTesting.holm.stand([0.01, 0.03, 0.04], at: 0.05) == [true, false, false])
    }

    @Test(arguments: MultipleTesting.allCases)
    func `adjusting lowers no p, exceeds no 1 and keeps the order`(method: MultipleTesting) throws {
        var generator = SeededGenerator(seed: 7)
        let p = (0..<200).map { _ in generator.uniform() * generator.uniform() }
        let adjusted = try method.adjusted(p)
        #expect(noLarger(p, adjusted) && adjusted.allSatisfy { $0 <= 1 })
        let order = p.indices.sorted { p[$0] < p[$1] }
        #expect(order.map { adjusted[$0] } == adjusted.sorted())
        #expect(try method.adjusted(p.reversed()) == adjusted.reversed())
    }

    @Test func `the stricter method finds no more`() throws {
        var generator = SeededGenerator(seed: 8)
        let p = (0..<50).map { _ in generator.uniform() * 0.1 }
        let all = try MultipleTesting.allCases.map { try $0.adjusted(p) }
        #expect(noLarger(all[0], all[1]))
        #expect(noLarger(all[2], all[3]))
        #expect(noLarger(all[0], all[2]))
    }

    @Test(arguments: MultipleTesting.allCases)
    func `one test stays as it is, none has no values, and what is no p is refused`(method: MultipleTesting) throws {
        #expect(try method.adjusted([0.04]) == [0.04])
        #expect(try method.adjusted([]) == [])
        for bad in [-0.1, 1.1, Double.nan, .infinity] {
            #expect(throws: Unanswerable.outside(.probability)) { try method.adjusted([0.5, bad]) }
            #expect(throws: Unanswerable.outside(.probability)) { try method.stand([0.5], at: bad) }
        }
    }
}
