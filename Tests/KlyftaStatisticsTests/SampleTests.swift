import Testing

@testable import KlyftaStatistics

struct QuantileTests {
    @Test(arguments: [(0, 1), (0.25, 1.75), (0.5, 2.5), (0.9, 7.9), (1, 10)])
    func `a quantile lies straight between its neighbours`(p: Double, expected: Double) throws {
        #expect(try agrees([10.0, 1, 3, 2].quantile(at: p), expected))
    }

    @Test(arguments: [0, 0.3, 1])
    func `of one value every quantile is that value`(p: Double) throws {
        #expect(try [7.0].quantile(at: p) == 7)
    }

    @Test func `zeros count`() throws {
        #expect(try [0.0, 0, 0, 8].quantile(at: 0.5) == 0)
    }

    @Test func `the largest numbers are not too large`() throws {
        #expect(try [-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude].quantile(at: 0.5) == 0)
    }

    @Test func `no values, a value that is no number and a share that is none are refused`() {
        #expect(throws: Unanswerable.tooFew(.values, have: 0, need: 1)) { try [Double]().quantile(at: 0.5) }
        #expect(throws: Unanswerable.outside(.finite)) { try [1.0, .nan].quantile(at: 0.5) }
        #expect(throws: Unanswerable.outside(.probability)) { try [1.0].quantile(at: .nan) }
        #expect(throws: Unanswerable.outside(.probability)) { try [1.0].quantile(at: 1.1) }
    }

    @Test func `every reason has words of its own`() {
        let reasons: [Unanswerable] = [
            .outside(.finite), .tooFew(.pairs, have: 1, need: 2), .moreAnswersThanUnits(answers: 3, units: 2),
            .noSpread, .noChangeObserved, .notPositive, .tooLarge, .notConverging, .measure(word: "why", "because"),
        ]
        #expect(Set(reasons.map(\.description)).count == reasons.count)
        #expect(Set(reasons.map(\.word)).count == reasons.count)
        #expect(reasons[1].description == "1 pairs, where at least 2 are needed")
    }
}

struct SeededGeneratorTests {
    @Test func `the generators are the published ones`() {
        var filler = SplitMix64(state: 1_234_567)
        #expect(filler.next() == 6_457_827_717_110_365_317)
        #expect(filler.next() == 3_203_168_211_198_807_973)
        var generator = SeededGenerator(state: (1, 2, 3, 4))
        #expect(generator.next() == 11_520)
        #expect(generator.next() == 0)
        #expect(generator.next() == 1_509_978_240)
        #expect(generator.next() == 1_215_971_899_390_074_240)
    }

    @Test(arguments: [0, 1, 42, UInt64.max])
    func `a seed gives the same sequence again, another seed another`(seed: UInt64) {
        var (one, two, other) = (
            SeededGenerator(seed: seed), SeededGenerator(seed: seed), SeededGenerator(seed: seed ^ 8)
        )
        let first = (0..<50).map { _ in one.next() }
        #expect(first == (0..<50).map { _ in two.next() })
        #expect(first != (0..<50).map { _ in other.next() })
    }

    @Test func `uniform draws fill 0 to 1 evenly and never reach 1`() {
        var generator = SeededGenerator(seed: 1)
        let draws = (0..<100_000).map { _ in generator.uniform() }
        #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect((draws.reduce(0, +) / 100_000 - 0.5).magnitude < 0.005)
    }

    @Test func `every unit is drawn equally often in the long run`() throws {
        var generator = SeededGenerator(seed: 2)
        let counts = try generator.multinomial(draws: 70_000, among: 7)
        #expect(counts.reduce(0, +) == 70_000)
        let chi = counts.map { ($0 - 10_000) * ($0 - 10_000) }.reduce(0, +)
        #expect(try ChiSquare(degreesOfFreedom: 6).tails(at: Double(chi) / 10_000).upper > 0.001)
    }

    @Test func `a unit is drawn as often as its weight says, one of weight zero never`() throws {
        var generator = SeededGenerator(seed: 3)
        let counts = try generator.multinomial(draws: 40_000, weights: [1, 0, 3, 0])
        #expect(counts[1] == 0 && counts[3] == 0)
        #expect(counts.reduce(0, +) == 40_000)
        #expect((Double(counts[0]) / 40_000 - 0.25).magnitude < 0.01)
    }

    @Test func `no draws give zeros`() throws {
        var generator = SeededGenerator(seed: 4)
        #expect(try generator.multinomial(draws: 0, among: 3) == [0, 0, 0])
    }

    @Test func `what cannot be drawn from is refused`() {
        var generator = SeededGenerator(seed: 5)
        #expect(throws: Unanswerable.tooFew(.units, have: 0, need: 1)) { try generator.index(below: 0) }
        #expect(throws: Unanswerable.tooFew(.units, have: 0, need: 1)) { try generator.multinomial(draws: 1, among: 0) }
        #expect(throws: Unanswerable.outside(.nonNegative)) { try generator.multinomial(draws: -1, among: 3) }
        #expect(throws: Unanswerable.outside(.nonNegative)) { try generator.multinomial(draws: 1, weights: [-1, 2]) }
        #expect(throws: Unanswerable.notPositive) { try generator.multinomial(draws: 1, weights: [0, 0]) }
        #expect(throws: Unanswerable.notPositive) { try generator.multinomial(draws: 1, weights: [1e308, 1e308]) }
    }
}
