import KlyftaDivide
import KlyftaStatistics
import RealModule
import Testing

struct ChangeOfMeasureTests {
    private func table(_ values: [Double]) throws -> MicroTable {
        try MicroTable(
            values: values, populations: [100, 200, 300, 400, 500, 600], sizeClasses: [1, 1, 1, 2, 2, 2])
    }

    private func change(units: [Int: Int]) throws -> ChangeOfMeasure {
        try ChangeOfMeasure(then: table([1, 2, 3, 4, 6, 8]), now: table([2, 2, 5, 9, 7, 11]), units: units)
    }

    @Test func `the jackknife of a gap is the matched panel`() throws {
        let found = try change(units: [1: 6, 2: 5]).jackknifed(inference: .finite) { $0.gap(leading: 2, trailing: 1) }
        func sizeClass(_ pairs: [(Double, Double)], _ units: Int) throws -> ClassInTwoWaves {
            try ClassInTwoWaves(pairs.map { TwoAnswers(then: $0.0, now: $0.1) }, units: units)
        }
        let panel = try matchedPanel(
            leading: sizeClass([(4, 9), (6, 7), (8, 11)], 5), trailing: sizeClass([(1, 2), (2, 2), (3, 5)], 6),
            inference: .finite)
        #expect(abs(found.amount - panel.amount) < 1e-12)
        let errors = try (found.uncertainty.get().standardError, panel.uncertainty.get().standardError)
        #expect(abs(errors.0 - errors.1) < 1e-12)
    }

    @Test func `units weigh the municipalities that they stand for`() throws {
        // Each of the small ones stands for 3, each of the large ones for 1: (3·2 + 6)/4 then, (3·3 + 9)/4 now.
        let found = try change(units: [1: 9, 2: 3]).jackknifed(inference: .finite) { $0.mean() }
        #expect(abs(found.amount - (4.5 - 3)) < 1e-12)
    }

    @Test func `where all answered there is no error`() throws {
        let found = try change(units: [1: 3, 2: 3]).jackknifed(inference: .finite) { $0.gini() }
        #expect(found.uncertainty == .success(.exact))
    }

    @Test func `a measure without a number says why`() throws {
        let zero = try ChangeOfMeasure(
            then: table([0, 0, 0, 1, 1, 1]), now: table([1, 1, 1, 1, 2, 1]), units: [1: 9, 2: 9])
        #expect(throws: Unanswerable.measure(word: "mean-not-positive", "the mean is not above zero")) {
            try zero.jackknifed(inference: .finite) { $0.logRatio(leading: 2, trailing: 1) }
        }
        // Defined as a whole, not without the only one above zero.
        let thin = try ChangeOfMeasure(
            then: table([0, 0, 2, 1, 1, 1]), now: table([1, 1, 1, 1, 2, 1]), units: [1: 9, 2: 9])
        let found = try thin.jackknifed(inference: .finite) { $0.logRatio(leading: 2, trailing: 1) }
        #expect(abs(found.amount - (Double.log(4.0 / 3) - .log(1.5))) < 1e-12)
        #expect(found.uncertainty == .failure(.measure(word: "mean-not-positive", "the mean is not above zero")))
    }
}
