import Glibc
import KlyftaAlerting
import KlyftaDivide
import KlyftaSources

/// What a recomputation leaves behind: `metrics.csv`, `classes.csv` and `breaches.csv`.
///
/// Rows are in order of indicator, year and class; an undefined number is an empty field, and every other one has as
/// many digits as it takes to read it back.
struct DistributionFiles {
    private var text: [UInt8] = []
    private let watch: DistributionWatch
    private let classNames: [String]
    private let indicators: [Int]

    /// - Parameter classNames: of the size classes, from the smallest municipalities.
    init(_ watch: DistributionWatch, classNames: [String]) {
        self.watch = watch
        self.classNames = classNames
        let codes = watch.cube.indicators.all
        indicators = codes.indices.sorted { codes[$0].utf8.lexicographicallyPrecedes(codes[$1].utf8) }
        text.reserveCapacity(1 << 21)
    }

    /// Writes the three files into a folder, which is made if it is not there.
    /// - Throws: ``DaemonFault`` if one cannot be written.
    mutating func write(_ breaches: [DistributionWatch.Breach], to folder: String) throws(DaemonFault) {
        _ = mkdir(folder, 0o755)
        addMetrics()
        try flush(to: "\(folder)/metrics.csv")
        addClasses()
        try flush(to: "\(folder)/classes.csv")
        add(breaches)
        try flush(to: "\(folder)/breaches.csv")
    }

    /// The measures in the order of their columns; the names of the classes stand before the difference.
    private static let columns = DistributionMeasure.allCases.filter { $0 != .count && $0 != .inhabitants }

    private mutating func addMetrics() {
        let names = Self.columns.map(\.rawValue)
        text += "indicator,period,n,pop,mean_w,mean,class_lo,class_hi,".utf8
        text += names.dropFirst(2).joined(separator: ",").utf8
        text.append(10)
        for indicator in indicators {
            for (column, distribution) in watch.series[indicator].distributions.enumerated() {
                guard let distribution else { continue }
                addPlace(indicator, column)
                add(distribution.count)
                add(Int(distribution.inhabitants))
                for (place, measure) in Self.columns.enumerated() {
                    if place == 2 {
                        add(classNames[distribution.lowestClass])
                        add(classNames[distribution.highestClass])
                    }
                    add(distribution[measure])
                }
                text.append(10)
            }
        }
    }

    private mutating func addClasses() {
        text += "indicator,period,class,n,pop,mean_w\n".utf8
        for indicator in indicators {
            for column in watch.series[indicator].distributions.indices {
                for (name, group) in zip(classNames, watch.series[indicator].classes(of: column)) where group.count > 0
                {
                    addPlace(indicator, column)
                    add(name)
                    add(group.count)
                    add(Int(group.inhabitants))
                    add(group.mean)
                    text.append(10)
                }
            }
        }
    }

    private mutating func add(_ breaches: [DistributionWatch.Breach]) {
        text += "rule,indicator,period,value\n".utf8
        for breach in breaches {
            text += watch.rules[breach.rule].id.utf8
            text.append(UInt8(ascii: ","))
            addPlace(breach.indicator, breach.column)
            add(breach.value)
            text.append(10)
        }
    }

    private mutating func addPlace(_ indicator: Int, _ column: Int) {
        text += watch.cube.indicators.all[indicator].utf8
        add(watch.cube.years.lowerBound + column)
    }

    private mutating func add(_ field: String) {
        text.append(UInt8(ascii: ","))
        text += field.utf8
    }

    private mutating func add(_ number: Int) { add(String(number)) }

    private mutating func add(_ number: Double?) { add(number?.description ?? "") }

    private mutating func flush(to path: String) throws(DaemonFault) {
        defer { text.removeAll(keepingCapacity: true) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        var written = descriptor < 0 ? -1 : 0
        while written >= 0, written < text.count {
            let count = text.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written) }
            written = count < 0 && errno != EINTR ? -1 : written + max(count, 0)
        }
        let code = errno
        if descriptor >= 0 { close(descriptor) }
        guard written >= 0 else {
            throw DaemonFault(
                at: path, "it cannot be written (\(String(cString: strerror(code))))",
                remedy: "Make room, or choose another --out.")
        }
    }
}
