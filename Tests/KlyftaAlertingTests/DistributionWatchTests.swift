import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import Testing

struct DistributionWatchTests {
    static let scale = SizeScale(cuts: [1_000, 5_000])

    /// A state of three indicators, sixty municipalities and eight years, with holes.
    static func cube() -> FigureCube {
        let rows = 60
        let counts = (0..<(8 * rows)).map { $0 % 17 == 3 ? nil : 100 + ($0 % rows) * ($0 % rows) * 3 }
        var cube = FigureCube(
            municipalities: Codes((0..<rows).map(String.init)), years: 2010...2017, inhabitants: counts)
        for (place, code) in ["B", "A", "C"].enumerated() {
            let indicator = cube.intern(code)
            for cell in 0..<(8 * rows) where (cell + place) % 11 != 0 {
                let filled = cube.fill(indicator, cell % rows, cell / rows, with: Double((cell * 37 + place) % 101))
                #expect(filled)
            }
        }
        return cube
    }

    static let rules = [
        DistributionRule(
            id: "r2", indicator: nil, measure: .gini, subject: .level, comparison: .above, threshold: 0.3, patience: 1),
        DistributionRule(
            id: "r1", indicator: "A", measure: .weightedMean, subject: .change, comparison: .atLeast, threshold: 0,
            patience: 2),
        DistributionRule(
            id: "r3", indicator: "Z", measure: .mean, subject: .level, comparison: .below, threshold: 1e9, patience: 1),
    ]

    static func watch(_ cube: FigureCube) -> DistributionWatch {
        let orders = cube.sizeOrders(on: scale)
        var kernel = DistributionKernel(rows: cube.municipalities.count, classes: scale.classes.count)
        let series = cube.cells.map { DistributionSeries(of: $0, along: orders, with: &kernel) }
        return DistributionWatch(cube, on: scale, orders: orders, series: series, rules: rules)
    }

    static func expectSame(_ one: DistributionWatch, _ other: DistributionWatch) {
        #expect(one.series == other.series)
        #expect(one.breaches() == other.breaches())
    }

    @Test func `revisions leave the state as if everything had been computed anew`() {
        var watch = Self.watch(Self.cube())
        var kernel = watch.kernel()
        for step in 0..<200 {
            let outcome: Outcome? = step % 7 == 0 ? .absent(.missing) : .value(Double(step * 13 % 89) / 10)
            _ = watch.revise(step % 3, step * 29 % 60, step * 5 % 8, to: outcome, with: &kernel)
        }
        Self.expectSame(watch, Self.watch(watch.cube))
    }

    @Test func `a new year leaves the state as if everything had been computed anew`() {
        var watch = Self.watch(Self.cube())
        var kernel = watch.kernel()
        watch.addYear(inhabitants: (0..<60).map { 90 + $0 * 200 }, with: &kernel)
        let figures = (0..<60).map { $0 % 9 == 0 ? nil : Double($0 % 23) }
        let found = watch.take(figures, of: 1, in: 8, with: &kernel)
        Self.expectSame(watch, Self.watch(watch.cube))
        #expect(found == watch.breaches().filter { $0.indicator == 1 && $0.column == 8 })
    }

    @Test func `a revision tells the breaches that it can be seen in`() {
        var watch = Self.watch(Self.cube())
        var kernel = watch.kernel()
        let found = watch.revise(1, 59, 3, to: .value(1_000), with: &kernel)
        // Patience of two and a change reach two columns further than the figure.
        #expect(found == watch.breaches().filter { $0.indicator == 1 && (3..<6).contains($0.column) })
        #expect(!found.isEmpty)
    }

    @Test func `breaches come in order of rule, code and year, and a rule on nothing has none`() {
        let watch = Self.watch(Self.cube())
        let breaches = watch.breaches()
        let keys = breaches.map {
            (watch.rules[Int($0.rule)].id, watch.cube.indicators.all[Int($0.indicator)], $0.column)
        }
        #expect(watch.rules.map(\.id) == ["r1", "r2", "r3"])
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
        #expect(!keys.contains { $0.0 == "r3" } && keys.contains { $0.0 == "r2" })
    }

    static let one = DistributionRule(
        id: "x", indicator: "A", measure: .highest, subject: .level, comparison: .atLeast, threshold: 5, patience: 2)

    /// The columns in which a rule is breached by a series of highest values; `nil` is a year without figures.
    static func breached(_ rule: DistributionRule, by values: [Double?], columns: Range<Int>? = nil) -> [Int] {
        var cells = FigureCells(rows: 1, columns: values.count)
        for (column, value) in values.enumerated() { cells[0, column] = value.map(Outcome.value) }
        let orders = values.map { _ in SizeOrder(of: [100], on: scale) }
        var kernel = DistributionKernel(rows: 1, classes: 3)
        let series = DistributionSeries(of: cells, along: orders, with: &kernel)
        return rule.breaches(in: series, columns: columns ?? 0..<values.count).map(\.column)
    }

    @Test func `a rule holds for as many years running as it is patient, and a hole breaks the run`() {
        #expect(Self.breached(Self.one, by: [5, 6, 7, 4, 8, nil, 9, 9]) == [1, 2, 7])
        #expect(Self.breached(Self.one, by: [5, 6, 7, 8], columns: 2..<3) == [2])
    }

    @Test(arguments: zip(DistributionRule.Comparison.allCases, [[2], [1, 2], [0], [0, 1]]))
    func `each comparison has its side, and the threshold itself belongs to two`(
        comparison: DistributionRule.Comparison, columns: [Int]
    ) {
        let rule = DistributionRule(
            id: "x", indicator: "A", measure: .highest, subject: .level, comparison: comparison, threshold: 5,
            patience: 1)
        #expect(Self.breached(rule, by: [4, 5, 6]) == columns)
    }

    @Test func `a change needs both years`() {
        let rule = DistributionRule(
            id: "x", indicator: "A", measure: .highest, subject: .change, comparison: .above, threshold: 0, patience: 1)
        #expect(Self.breached(rule, by: [1, 2, nil, 4, 5]) == [1, 4])
    }
}
