import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// How long a new figure takes from its arrival to the breaches, everything else being in memory.
package struct RoundTimes: Sendable {
    /// Microseconds for the next year of one indicator, from the bytes of a JSON-stat table.
    package let newYear: Spread
    /// Microseconds for one revised figure.
    package let revision: Spread
    /// Microseconds for all rules on everything.
    package let rules: Spread
    /// The sum of the revised groups' Gini coefficients after each revision, to compare with other programs.
    package let giniSum: Double
    /// The breaches found after all revisions together.
    package let breaches: Int
    /// The breaches that the new year's figures are seen in.
    package let newYearBreaches: Int

    /// The middle and nearly the worst of many times.
    package struct Spread: Sendable {
        /// Half took no longer.
        package let median: Double
        /// 99 of 100 took no longer.
        package let p99: Double

        init(_ times: [Double]) {
            let sorted = times.sorted()
            median = sorted[sorted.count / 2]
            p99 = sorted[sorted.count * 99 / 100]
        }
    }

    /// Measures both, and makes sure that the state is bit for bit what computing everything anew gives.
    /// - Parameter folder: has `update/population.json` and `update/new-period.json`.
    /// - Throws: ``SourceFault`` for a table that cannot be read, ``DaemonFault`` if the state went another way.
    package init(of watch: DistributionWatch, in folder: FigureFolder, rounds: Int = 1_001) async throws {
        let clock = ContinuousClock()
        rules = Self.rules(of: watch)
        var growing = watch
        let population = "\(folder.path)/update/population.json"
        var tables = StatTables()
        let counts = try tables.column(
            FileBytes.all(of: population), from: population, rows: growing.cube.municipalities)
        var kernel = growing.kernel()
        growing.addYear(inhabitants: counts.figures.map { $0.map { Int($0) } }, with: &kernel)
        let file = "\(folder.path)/update/new-period.json"
        let bytes = try FileBytes.all(of: file)
        var times: [Double] = []
        var found = 0
        for _ in 0..<rounds {
            let start = clock.now
            let table = try tables.column(bytes, from: file, rows: growing.cube.municipalities)
            guard let indicator = growing.cube.indicators.number(of: table.indicator),
                let column = growing.cube.column(of: table.year)
            else {
                throw SourceFault(at: file, "nobody was counted for it", remedy: "Send the population first.")
            }
            found = growing.take(table.figures, of: indicator, in: column, with: &kernel).count
            times.append((clock.now - start).seconds * 1e6)
        }
        newYear = Spread(times)
        newYearBreaches = found
        try await Self.expectAnew(growing)

        var revised = watch
        revised.own()
        var revisions = Revisions(of: watch.cube)
        times = []
        var (sum, all) = (0.0, 0)
        for _ in 0..<(10 * (rounds - 1)) {
            let next = revisions.next()
            let start = clock.now
            let breaches = revised.revise(
                next.indicator, next.row, next.column, to: .value(next.value), with: &kernel)
            times.append((clock.now - start).seconds * 1e6)
            sum += revised.series[next.indicator][next.column]?.gini ?? 0
            all += breaches.count
        }
        revision = Spread(times)
        (giniSum, breaches) = (sum, all)
        try await Self.expectAnew(revised)
    }

    private static func rules(of watch: DistributionWatch) -> Spread {
        let clock = ContinuousClock()
        var found = 0
        let times = (0..<101).map { _ in
            let start = clock.now
            found += watch.breaches().count
            return (clock.now - start).seconds * 1e6
        }
        precondition(found % 101 == 0, "the same figures breach the same rules each time")
        return Spread(times)
    }

    private static func expectAnew(_ watch: DistributionWatch) async throws {
        let orders = watch.cube.sizeOrders(on: watch.scale)
        let series = await distributions(of: watch.cube, along: orders, classes: watch.scale.classes.count)
        guard series == watch.series else {
            throw DaemonFault(
                at: "recompute --rounds", "the state after the rounds is not what computing everything anew gives",
                remedy: "This is a fault of Klyfta; tell its authors.")
        }
    }
}

/// Revisions that only look random, the same for every program: SplitMix64 of 0, 1, 2 and so on picks a figure by the
/// places in the sorted codes, and its new value.
private struct Revisions {
    private let indicators: [Int]
    private let rows: [Int]
    private let columns: Int
    private var number: UInt64 = 0

    init(of cube: FigureCube) {
        func sorted(_ codes: [String]) -> [Int] {
            codes.indices.sorted { codes[$0].utf8.lexicographicallyPrecedes(codes[$1].utf8) }
        }
        indicators = sorted(cube.indicators.all)
        rows = sorted(cube.municipalities.all)
        columns = cube.years.count
    }

    mutating func next() -> (indicator: Int, row: Int, column: Int, value: Double) {
        var bits = number &+ 0x9e37_79b9_7f4a_7c15
        number += 1
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        bits ^= bits >> 31
        return (
            indicators[Int(bits % UInt64(indicators.count))], rows[Int((bits >> 16) % UInt64(rows.count))],
            Int((bits >> 40) % UInt64(columns)), Double((bits >> 8) % 1_000) / 10
        )
    }
}
