import KlyftaDivide
import KlyftaModel
import KlyftaStatistics
import RealModule
import Testing

struct DistributionTests {
    /// A measure here, and what ``MicroSample`` defines it to be.
    static let definitions: [(DistributionMeasure, @Sendable (MicroSample) -> Answer)] = [
        (.weightedMean, { $0.mean() }), (.gini, { $0.gini() }), (.theil, { $0.theil() }),
        (.theilBetween, { $0.theilDecomposition().between }), (.theilWithin, { $0.theilDecomposition().within }),
        (.concentration, { $0.relativeConcentration() }), (.slope, { $0.slopeIndex() }),
        (.variation, { $0.coefficientOfVariation() }), (.weightedShareAtZero, { $0.shareAtZero() }),
    ]

    @Test(arguments: ColumnShape.allCases, [2, 3, 5, 17, 290, 650])
    func `the measures are those of the municipalities' sample to 1e-12`(shape: ColumnShape, count: Int) throws {
        let (values, inhabitants) = shape.column(count, seed: UInt64(count))
        let table = try MicroTable(
            values: values, populations: inhabitants.map(Double.init),
            sizeClasses: inhabitants.map { $0 < 1_000 ? 0 : $0 < 5_000 ? 1 : 2 })
        let all = try #require(distribution(values, inhabitants).all)
        let sample = try table.sample(per: .inhabitant)
        for (measure, definition) in Self.definitions {
            let (ours, theirs) = (all.answer(measure), definition(sample))
            // Asked of differently where values lie below zero; see Distribution.
            if measure == .variation || measure == .concentration, all.lowest < 0 { continue }
            if measure == .concentration, shape == .equalSizes {
                #expect(all.concentration!.magnitude < 1e-15)
                continue
            }
            #expect((ours.value == nil) == (theirs.value == nil), "\(measure): \(ours), \(theirs)")
            guard let one = ours.value, let other = theirs.value else {
                #expect(ours.reason == theirs.reason, "\(measure)")
                continue
            }
            let unit = measure == .slope || measure == .weightedMean ? max(1, all.highest, -all.lowest) : 1
            #expect((one - other).magnitude <= 1e-12 * max(unit, other.magnitude), "\(measure): \(one), \(other)")
        }
        let plain = try table.sample(per: .municipality)
        #expect((all.mean - plain.average).magnitude <= 1e-12 * max(1, plain.average.magnitude))
        #expect(all.shareAtZero == plain.shareAtZero().value)
    }

    @Test(arguments: ColumnShape.allCases, [1, 2, 4, 63, 650, 3_000])
    func `values come out in order whatever lies between them`(shape: ColumnShape, count: Int) throws {
        let (values, inhabitants) = shape.column(count, seed: 7)
        let all = try #require(distribution(values, inhabitants).all)
        let order = values.indices.sorted { values[$0] < values[$1] }
        let (lower, upper) = (values[order[(count - 1) / 2]], values[order[count / 2]])
        #expect(all.lowest == values[order[0]] && all.highest == values[order[count - 1]])
        #expect(all.median == (lower == upper ? lower : lower + (upper - lower) / 2))
        let whole = inhabitants.reduce(0, +)
        let parts: [(Int, Double)] = [
            (10, all.decile1), (25, all.quartile1), (50, all.weightedMedian), (75, all.quartile3), (90, all.decile9),
        ]
        for (percent, found) in parts {
            var reached = 0
            let place = order.first { place in
                reached += inhabitants[place]
                return reached * 100 >= percent * whole
            }
            #expect(found == values[place!], "\(percent) %")
        }
    }

    @Test func `numbers from the smallest to the largest that there are stay in order`() throws {
        let (huge, tiny) = (Double.greatestFiniteMagnitude, Double.leastNonzeroMagnitude)
        let values = [1, -huge, tiny, huge, 0, -tiny, 1e-300, -1, 1e300]
        let all = try #require(distribution(values, values.map { _ in 100 }).all)
        #expect(all.lowest == -huge && all.highest == huge && all.median == tiny)
    }

    @Test func `an example that can be followed by hand`() throws {
        let (answer, classes) = distribution([1, 2, 3, nil, 4, 9, 8], [500, 500, 2_000, 3_000, 7_000, nil, 0])
        let all = try #require(answer)
        #expect(all.count == 4 && all.inhabitants == 10_000)
        #expect(all.weightedMean == 3.55 && all.mean == 2.5)
        #expect(all.lowestClass == 0 && all.highestClass == 2)
        #expect(all.difference == 2.5 && all.ratio == 4 / 1.5)
        #expect(classes.map(\.count) == [2, 1, 1] && classes.map(\.mean) == [1.5, 3, 4])
        #expect(all.decile1 == 2 && all.quartile1 == 3 && all.weightedMedian == 4 && all.median == 2.5)
    }

    @Test func `a period without a value has no distribution, and one value has no inequality`() throws {
        #expect(distribution([nil, nil], [100, 100]).all == nil)
        #expect(distribution([1, 2], [nil, 0]).all == nil)
        let one = try #require(distribution([nil, 7], [100, 200]).all)
        #expect(one.gini == 0 && one.theil == 0 && one.variation == 0)
        #expect(one.answer(.slope) == .undefined(.oneUnit))
        #expect(one.answer(.difference) == .undefined(.needsTwoGroups))
    }

    @Test func `a kernel remembers nothing of the column before`() throws {
        let (values, inhabitants) = ColumnShape.plain.column(300, seed: 1)
        let (others, _) = ColumnShape.outliers.column(300, seed: 2)
        let order = SizeOrder(of: inhabitants, on: threeClasses)
        var cells = FigureCells(rows: 300, columns: 2)
        for row in 0..<300 {
            cells[row, 0] = .value(others[row])
            if row % 3 == 0 { cells[row, 1] = .value(values[row]) }
        }
        var used = DistributionKernel(rows: 300, classes: 3)
        var fresh = DistributionKernel(rows: 300, classes: 3)
        _ = used.distribution(of: cells, column: 0, along: order)
        let again = used.distribution(of: cells, column: 1, along: order)
        let first = fresh.distribution(of: cells, column: 1, along: order)
        #expect(again != nil && again == first)
        let (mine, theirs) = (used.classes, fresh.classes)
        #expect(mine == theirs)
    }

    @Test func `the logarithm of four lanes is within one unit in the last place`() {
        var dice = SeededGenerator(seed: 3)
        for _ in 0..<5_000 {
            let lanes = SIMD4<Double>(
                dice.uniform() + 0.5, .exp(dice.uniform() * 1_400 - 700), 1 + dice.uniform() * 1e-9,
                dice.uniform() + 1e-9)
            let logarithms = logarithm(lanes)
            for lane in 0..<4 {
                let exact = Double.log(lanes[lane])
                #expect((logarithms[lane] - exact).magnitude <= max(exact.ulp, 1e-300), "\(lanes[lane])")
            }
        }
        #expect(logarithm(SIMD4(repeating: 1)) == .zero)
        #expect(logarithm(SIMD4(repeating: 0)).sum().isFinite)
    }
}
