import Glibc
import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// How fast single parts are, each alone and warm: the parsers in bytes a second, the measures in time a figure.
///
/// Nothing is asserted, since machines differ; but a part that reads or computes something else than was made is an error.
enum MicroBenchmark {
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    static func run() throws {
        let table = MadeFigures.statTable(regions: 357, others: [("Alder", 115), ("Tid", 20)])
        try parser("JSON-stat", table.bytes) { try JSONStat.cube(table.bytes, from: "made").count == table.cells }
        var known = KnownDimensions()
        let small = MadeFigures.statTable(regions: 650, others: [("Tid", 1)])
        try parser("JSON-stat, one year, same dimensions as before", small.bytes) {
            try JSONStat.cube(small.bytes, from: "made", knowing: &known).count == small.cells
        }
        let page = MadeFigures.koladaPage(rows: 5_000)
        try parser("Kolada", page) {
            var list = FigureList()
            try KoladaTotals.read(page, from: "made", into: &list)
            return list.figures.count == 5_000
        }
        let lines = MadeFigures.lines(rows: 20_000)
        try parser("delimited", lines) {
            var list = FigureList()
            return try lines.withUnsafeBufferPointer {
                try FigureRows.read($0, firstLine: 1, from: "made", into: &list) == 20_000
            }
        }
        for rows in [290, 650, 20_000] { distribution(rows: rows) }
    }

    private static func parser(_ name: String, _ bytes: [UInt8], _ read: () throws -> Bool) throws {
        let seconds = try best {
            guard try read() else { throw Mistake(description: "\(name) was not read as it was made") }
        }
        print("\(name): \(Int(Double(bytes.count) / seconds / 1e6)) MB/s, \(Int(seconds * 1e6)) µs")
    }

    /// All measures of ``Distribution`` of one column.
    private static func distribution(rows: Int) {
        var cells = FigureCells(rows: rows, columns: 1)
        var dice = MadeFigures.Numbers()
        for row in 0..<rows { cells[row, 0] = .value(Double(dice.next() % 1_000) / 10) }
        let order = SizeOrder(of: (0..<rows).map { 200 + $0 * 37 % 90_001 }, on: .standard)
        var kernel = DistributionKernel(rows: rows, classes: order.classCount)
        let seconds = best {
            for _ in 0..<50 { _ = kernel.distribution(of: cells, column: 0, along: order) }
        }
        print("25 measures of \(rows) municipalities: \(seconds / 50 / Double(rows) * 1e9) ns a value")
    }

    /// The processor's time, not the wall's: benchmarks run beside other work. The best of seven.
    private static func best(_ work: () throws -> Void) rethrows -> Double {
        var best = Double.infinity
        for _ in 0..<7 {
            let start = processorSeconds
            try work()
            best = min(best, processorSeconds - start)
        }
        return best
    }

    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
