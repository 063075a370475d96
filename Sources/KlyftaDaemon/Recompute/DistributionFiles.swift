import Glibc
import KlyftaAlerting
import KlyftaDivide

/// What a recomputation leaves behind: `metrics.csv`, `classes.csv` and `breaches.csv`.
///
/// Rows are in order of indicator, year and class; an undefined number is an empty field, and every other one has as
/// many digits as it takes to read it back. Stretches of a file are spelt side by side and written in order.
struct DistributionFiles: Sendable {
    private let watch: DistributionWatch
    private let classNames: [String]
    private let breaches: [DistributionWatch.Breach]
    /// The numbers of the indicators in order of their codes.
    private let indicators: [Int]
    /// In how many stretches a file is spelt.
    private static let stretches = 8

    /// - Parameter classNames: of the size classes, from the smallest municipalities.
    init(_ watch: DistributionWatch, _ breaches: [DistributionWatch.Breach], classNames: [String]) {
        (self.watch, self.breaches, self.classNames) = (watch, breaches, classNames)
        let codes = watch.cube.indicators.all
        indicators = codes.indices.sorted { codes[$0].utf8.lexicographicallyPrecedes(codes[$1].utf8) }
    }

    /// Writes the three files into a folder, which is made if it is not there.
    /// - Throws: ``DaemonFault`` if one cannot be written.
    func write(to folder: String) async throws(DaemonFault) {
        _ = mkdir(folder, 0o755)
        let head = "indicator,period,n,pop,mean_w,mean,class_lo,class_hi,"
        let names = Self.columns.dropFirst(2).map(\.rawValue).joined(separator: ",")
        try await write(to: "\(folder)/metrics.csv", head + names, count: indicators.count, addMetrics)
        try await write(
            to: "\(folder)/classes.csv", "indicator,period,class,n,pop,mean_w", count: indicators.count, addClasses)
        try await write(
            to: "\(folder)/breaches.csv", "rule,indicator,period,value", count: breaches.count, addBreaches)
    }

    /// The measures in the order of their columns; the names of the classes stand before the difference.
    private static let columns = DistributionMeasure.allCases.filter { $0 != .count && $0 != .inhabitants }

    private func addMetrics(_ range: Range<Int>, to text: inout RowText) {
        for indicator in indicators[range] {
            for (column, distribution) in watch.series[indicator].distributions.enumerated() {
                guard let distribution else { continue }
                addPlace(indicator, column, to: &text)
                text.add(distribution.count)
                text.add(Int(distribution.inhabitants))
                for (place, measure) in Self.columns.enumerated() {
                    if place == 2 {
                        text.add(classNames[distribution.lowestClass])
                        text.add(classNames[distribution.highestClass])
                    }
                    text.add(distribution[measure])
                }
                text.end()
            }
        }
    }

    private func addClasses(_ range: Range<Int>, to text: inout RowText) {
        for indicator in indicators[range] {
            let series = watch.series[indicator]
            for column in 0..<series.columnCount {
                for (name, group) in zip(classNames, series.classes(of: column)) where group.count > 0 {
                    addPlace(indicator, column, to: &text)
                    text.add(name)
                    text.add(group.count)
                    text.add(Int(group.inhabitants))
                    text.add(group.mean)
                    text.end()
                }
            }
        }
    }

    private func addBreaches(_ range: Range<Int>, to text: inout RowText) {
        for breach in breaches[range] {
            text.begin(watch.rules[Int(breach.rule)].id)
            text.add(watch.cube.indicators.all[Int(breach.indicator)])
            text.add(watch.cube.years.lowerBound + Int(breach.column))
            text.add(breach.value)
            text.end()
        }
    }

    private func addPlace(_ indicator: Int, _ column: Int, to text: inout RowText) {
        text.begin(watch.cube.indicators.all[indicator])
        text.add(watch.cube.years.lowerBound + column)
    }

    /// Writes a file of rows that `add` spells.
    private func write(
        to path: String, _ head: String, count: Int,
        _ add: @escaping @Sendable (Range<Int>, inout RowText) -> Void
    ) async throws(DaemonFault) {
        let texts = await withTaskGroup(of: (Int, RowText).self) { group in
            for stretch in 0..<Self.stretches {
                let range = (stretch * count / Self.stretches)..<((stretch + 1) * count / Self.stretches)
                group.addTask {
                    var text = RowText()
                    add(range, &text)
                    return (stretch, text)
                }
            }
            return await group.reduce(into: [RowText](repeating: RowText(), count: Self.stretches)) { texts, part in
                texts[part.0] = part.1
            }
        }
        try Self.write([Array("\(head)\n".utf8)] + texts.map(\.bytes), to: path)
    }

    private static func write(_ pieces: [[UInt8]], to path: String) throws(DaemonFault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        var isWritten = descriptor >= 0
        for piece in pieces where isWritten {
            var written = 0
            while isWritten, written < piece.count {
                let count = piece.withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written)
                }
                isWritten = count >= 0 || errno == EINTR
                written += max(count, 0)
            }
        }
        let code = errno
        if descriptor >= 0 { close(descriptor) }
        guard isWritten else {
            throw DaemonFault(
                at: path, "it cannot be written (\(String(cString: strerror(code))))",
                remedy: "Make room, or choose another --out.")
        }
    }
}

/// Rows of fields between commas.
private struct RowText: Sendable {
    private(set) var bytes: [UInt8] = []

    mutating func begin(_ field: String) { bytes += field.utf8 }

    mutating func add(_ field: String) {
        bytes.append(UInt8(ascii: ","))
        bytes += field.utf8
    }

    mutating func add(_ number: Int) { add(String(number)) }

    mutating func add(_ number: Double?) { add(number?.description ?? "") }

    mutating func end() { bytes.append(10) }
}
