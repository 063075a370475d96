import Foundation
import Glibc
import KlyftaDivide

/// The job of the group measures race: every measure of many tables of ordered classes, and the mean differences from
/// the largest class as reference.
struct GroupBenchmark {
    private let ordered: GroupColumns
    private let referred: GroupColumns
    private var answers: GroupColumnAnswers
    private var references: GroupColumnAnswers

    /// Reads what `groups.py` wrote: numbers of tables and classes, then estimates, errors and populations, class by
    /// class, all as eight bytes.
    init(_ file: URL) throws {
        let numbers = try Data(contentsOf: file).withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        let (tables, classes) = (Int(numbers[0]), Int(numbers[1]))
        let rows = (0..<(3 * classes)).map { row in Array(numbers[(2 + row * tables)..<(2 + (row + 1) * tables)]) }
        let columns = (0..<classes).map { group in
            GroupColumns.Column(
                estimates: rows[group], standardErrors: rows[classes + group],
                populations: rows[2 * classes + group])
        }
        ordered = try GroupColumns(
            columns, .ordered(ranks: Array(0..<classes)), .favourable, scale: 100, bounds: .percent)
        referred = try GroupColumns(
            columns, .unordered(reference: classes - 1), .favourable, scale: 100, bounds: .percent)
        answers = GroupColumnAnswers(ordered)
        references = GroupColumnAnswers(referred)
    }

    /// How many tables could not be computed side by side.
    var handedOver: Int { answers.handedOver }

    private mutating func compute(_ families: Set<ColumnFamily>) {
        answers.compute(ordered, families)
        references.compute(referred, [.distances])
    }

    /// The CPU time of the process for the whole job, in microseconds a table, the best of five.
    mutating func microseconds(logistic: Bool) -> Double {
        let families = Set(ColumnFamily.allCases).subtracting(logistic ? [] : [.logistic])
        let times = (0..<5).map { _ in
            let start = Self.processTime
            compute(families)
            return Self.processTime - start
        }
        return (times.min() ?? .nan) * 1e6 / Double(ordered.tables)
    }

    private static var processTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Writes the answers: a line with the keys, then the columns as they lie in memory. NaN is undefined.
    mutating func write(to file: URL) throws {
        compute(Set(ColumnFamily.allCases))
        var (keys, columns): ([String], [[Double]]) = ([], [])
        for measure in GroupColumnAnswers.measures {
            let source = [.mdru, .mdrw].contains(measure) ? references : answers
            if let estimates = source.estimates(of: measure) {
                keys.append(measure.rawValue)
                columns.append(estimates)
            }
            if let errors = source.standardErrors(of: measure) {
                keys.append(measure.rawValue + "_se")
                columns.append(errors)
            }
        }
        var bytes = Data((keys.joined(separator: " ") + "\n").utf8)
        for column in columns { column.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        try bytes.write(to: file)
    }
}
