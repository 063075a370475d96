import KlyftaDivide
import KlyftaModel
import Testing

/// What must hold for all municipalities there could be.
struct MicroPropertyTests {
    private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]

    @Test(arguments: seeds)
    func `no measure knows the unit of measurement`(seed: UInt64) throws {
        let table = try microLottery(60, seed: seed)
        let scaled = try table.changed(values: { $0 * 1_000 })
        for weight in Weight.allCases {
            for measure in MicroMeasure.allCases where ![.erreygers, .wagstaff, .shareAtOrAbove].contains(measure) {
                let factor = measure.unit == .indicator ? 1_000.0 : 1
                let one = table.estimate(measure, per: weight)
                let expected = one.value.map { Answer.finite($0 * factor) } ?? one
                #expect(agree(scaled.estimate(measure, per: weight), expected), "\(measure)")
            }
        }
    }

    @Test(arguments: seeds)
    func `two identical countries are as unequal as one`(seed: UInt64) throws {
        let table = try microLottery(40, seed: seed, zeros: seed % 2 == 0)
        let rows = Array(table.values.indices)
        let doubled = try table.changed(rows: rows + rows)
        for weight in Weight.allCases {
            for measure in MicroMeasure.allCases where measure != .giniCorrected {
                let (one, two) = (table.estimate(measure, per: weight), doubled.estimate(measure, per: weight))
                #expect(agree(one, two, within: 1e-9), "\(measure) \(weight)")
            }
        }
    }

    @Test(arguments: seeds)
    func `the order of the rows does not show`(seed: UInt64) throws {
        let table = try microLottery(80, seed: seed)
        let backwards = try table.changed(rows: table.values.indices.reversed())
        for weight in Weight.allCases {
            for measure in MicroMeasure.allCases {
                let (one, other) = (table.estimate(measure, per: weight), backwards.estimate(measure, per: weight))
                #expect(agree(one, other, within: 1e-12), "\(measure)")
                let (error, otherError) = (one.standardError ?? 0, other.standardError ?? 0)
                #expect((error - otherError).magnitude <= 1e-10 * max(1, error), "\(measure)")
            }
        }
    }

    @Test(arguments: seeds)
    func `between and within add up to the whole`(seed: UInt64) throws {
        let table = try microLottery(70, seed: seed, zeros: false)
        for weight in Weight.allCases {
            let sample = try table.sample(per: weight)
            for (whole, parts) in [
                (sample.theil(), sample.theilDecomposition()),
                (sample.meanLogDeviation(), sample.meanLogDeviationDecomposition()),
                (sample.halfSquaredVariation(), sample.halfSquaredVariationDecomposition()),
            ] {
                let between = try #require(parts.between.value)
                let within = try #require(parts.within.value)
                #expect(agree(.finite(between + within), whole, within: 1e-13))
                #expect(agree(.finite(between / (between + within)), parts.betweenShare))
            }
        }
    }

    @Test func `one class explains nothing, a class for each municipality everything`() throws {
        let values: [Double] = [1, 4, 6, 6]
        for weight in Weight.allCases {
            let one = try microTable(values, classes: [9, 9, 9, 9]).sample(per: weight).theilDecomposition()
            let each = try microTable(values, classes: [1, 2, 3, 4]).sample(per: weight).theilDecomposition()
            #expect(agree(one.betweenShare, .finite(0)))
            #expect(agree(each.betweenShare, .finite(1)))
        }
    }

    @Test func `a class that has nothing adds nothing within`() throws {
        let parts = try microTable([0, 0, 2, 4], classes: [1, 1, 2, 2]).sample(per: .municipality)
        #expect(parts.theilDecomposition().within.value.map { $0 > 0 } == true)
        let between = parts.halfSquaredVariationDecomposition().between
        #expect(agree(between, .finite(0.5)))
    }

    @Test(arguments: seeds)
    func `Erreygers and Wagstaff see attainment and shortfall alike`(seed: UInt64) throws {
        let table = try microLottery(60, seed: seed)
        let shortfall = try table.changed(values: { 200 - $0 })
        for weight in Weight.allCases {
            for measure in [MicroMeasure.erreygers, .wagstaff] {
                let one = table.estimate(measure, per: weight)
                let other = shortfall.estimate(measure, per: weight)
                let mirrored = try #require(other.value)
                #expect(agree(one, .finite(-mirrored), within: 1e-13))
                let (error, otherError) = (try #require(one.standardError), try #require(other.standardError))
                #expect((error - otherError).magnitude < 1e-13)
            }
        }
    }

    @Test(arguments: seeds)
    func `measures stay within their bounds`(seed: UInt64) throws {
        let table = try microLottery(50, seed: seed, zeros: seed % 2 == 0)
        let unit: [MicroMeasure] = [
            .gini, .giniCorrected, .hoover, .atkinsonHalf, .atkinsonOne, .atkinsonTwo, .shareZero, .shareAtOrAbove,
            .theilBetweenShare, .ge2BetweenShare, .mldBetweenShare,
        ]
        for weight in Weight.allCases {
            for measure in unit {
                guard let estimate = table.estimate(measure, per: weight).value else { continue }
                #expect((0...1).contains(estimate), "\(measure)")
            }
            for measure in [MicroMeasure.rci, .erreygers, .wagstaff] {
                let estimate = try #require(table.estimate(measure, per: weight).value)
                #expect((-1...1).contains(estimate), "\(measure)")
            }
            let gini = try #require(table.estimate(.gini, per: weight).value)
            let concentration = try #require(table.estimate(.rci, per: weight).value)
            #expect(concentration.magnitude <= gini + 1e-12)
        }
    }

    @Test(arguments: seeds)
    func `the standard error agrees with weighing each unit a little more`(seed: UInt64) throws {
        let table = try microLottery(25, seed: seed, zeros: false)
        let total = table.populations.reduce(0, +)
        let measures: [MicroMeasure] = [
            .mean, .gini, .theil, .mld, .ge2, .cv, .atkinsonHalf, .atkinsonOne, .atkinsonTwo, .shareAtOrAbove,
        ]
        for measure in measures {
            let plain = table.estimate(measure, per: .inhabitant)
            var squares = 0.0
            for row in table.values.indices {
                // The influence of a unit is the derivative by its weight, at a total weight of 1.
                func moved(by step: Double) throws -> Double {
                    var populations = table.populations
                    populations[row] += step * total
                    let heavier = try microTable(table.values, populations: populations, threshold: table.threshold)
                    return try #require(heavier.estimate(measure, per: .inhabitant).value)
                }
                let influence = try (moved(by: 1e-5) - moved(by: -1e-5)) / 2e-5
                squares += (table.populations[row] / total * influence) * (table.populations[row] / total * influence)
            }
            let expected = (25.0 / 24 * squares).squareRoot()
            let error = try #require(plain.standardError)
            #expect((error - expected).magnitude < 1e-5 * expected, "\(measure): \(error), by steps \(expected)")
        }
    }

    @Test(arguments: [MicroMeasure.aci, .rci, .erreygers, .wagstaff, .gini, .mean])
    func `the standard error agrees with one municipality more or less of each kind`(measure: MicroMeasure) throws {
        let kinds = try microTable(
            [3, 0, 9, 5, 5, 20, 14], populations: [10, 20, 20, 30, 80, 90, 200], bounds: -1...30)
        let copies = 300
        func estimate(of kind: Int, times count: Int) throws -> Double {
            let rows = kinds.values.indices.flatMap { Array(repeating: $0, count: $0 == kind ? count : copies) }
            return try #require(try kinds.changed(rows: rows).estimate(measure, per: .municipality).value)
        }
        let total = Double(7 * copies)
        let squares = try kinds.values.indices.reduce(0.0) { sum, kind in
            let apart = try estimate(of: kind, times: copies + 1) - estimate(of: kind, times: copies - 1)
            return sum + (apart * total / 2) * (apart * total / 2)
        }
        let expected = (7.0 / 6 * squares).squareRoot() / 7
        let error = try #require(kinds.estimate(measure, per: .municipality).standardError)
        #expect((error - expected).magnitude < 1e-4 * expected, "\(error), by steps \(expected)")
    }
}
