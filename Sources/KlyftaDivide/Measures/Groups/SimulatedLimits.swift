import KlyftaStatistics

/// Limits as WHO simulates them for the measures that are never below 0.
///
/// In the unit of the measure. Noise alone makes such a measure positive: never test with these limits whether it is 0.
package struct SimulatedLimits: Hashable, Sendable {
    /// The lower limit.
    package let lower: Double
    /// The upper limit.
    package let upper: Double
}

extension GroupMeasure {
    /// The measures whose limits WHO simulates.
    package static let simulated: [GroupMeasure] = [
        .bgsd, .cov, .mdmu, .mdmw, .mdbu, .mdbw, .mdru, .mdrw, .idisu, .idisw,
    ]
}

extension GroupTable {
    /// The limits of all ``GroupMeasure/simulated`` measures: every estimate is drawn again from a normal distribution
    /// with its standard error, cut off below 0 and, on a scale of 100, above 100; the limits are type-7 quantiles.
    ///
    /// Input: any table with standard errors and no estimate below zero. The same seed gives the same limits on every
    /// machine. With 100 draws, WHO's number, a limit is off by a tenth of the interval; with 40 000 by a half percent.
    /// A measure that a draw leaves undefined is undefined for that reason. The mean of the index of disparity is drawn
    /// too. Reference: WHO, HEAT Technical Notes v6.0.
    ///
    /// Example: the difference from the best of two equal groups, 50 and 50, is 0, and its simulated limits are above 0.
    /// - Throws: as ``betweenGroupVariance(z:)``; `.negativeValue`, `.noStandardErrors`, and `.tooLarge` for fewer than
    ///   one draw or a confidence outside 0…1, which leave no quantile.
    package func simulatedLimits(
        draws: Int, seed: UInt64, confidence: Double = 0.95
    ) throws(Undefined) -> [GroupMeasure: Result<SimulatedLimits, Undefined>] {
        let data = try CompleteGroups(self)
        let laws = try drawingLaws(of: data)
        guard draws > 0, confidence > 0, confidence < 1 else { throw .tooLarge }
        var generator = SeededGenerator(seed: seed)
        var columns = GroupMeasure.simulated.map { Column(measure: $0) }
        for _ in 0..<draws {
            var values: [Double] = []
            for law in laws { values.append(try Self.drawn(from: law, generator.uniform())) }
            let redrawn = try data.replacing(values: values)
            for place in columns.indices where columns[place].reason == nil {
                columns[place].append { measure throws(Undefined) in try value(of: measure, in: redrawn) }
            }
        }
        let limits = columns.map { column in (column.measure, column.limits(confidence)) }
        return Dictionary(uniqueKeysWithValues: limits)
    }

    private func drawingLaws(of data: CompleteGroups) throws(Undefined) -> [TruncatedNormal] {
        var laws: [TruncatedNormal] = []
        for (value, error) in zip(data.values, data.errors) {
            guard value >= 0 else { throw .negativeValue }
            guard let error else { throw .noStandardErrors }
            let highest = scale == 100 ? 100 : Double.infinity
            do {
                laws.append(try TruncatedNormal(mean: value, deviation: error, from: 0, through: highest))
            } catch {
                throw .tooLarge
            }
        }
        return laws
    }

    private static func drawn(from law: TruncatedNormal, _ share: Double) throws(Undefined) -> Double {
        do { return try law.quantile(share) } catch { throw .tooLarge }
    }

    private func value(of measure: GroupMeasure, in data: CompleteGroups) throws(Undefined) -> Double {
        switch measure {
        case .bgsd: data.standardDeviation
        case .cov: try 100 * (data.standardDeviation / data.positiveMean)
        case .mdmu, .mdmw: data.meanDistance(from: data.mean, weighted: measure == .mdmw)
        case .mdbu, .mdbw:
            data.meanDistance(from: data.values[data.best(direction)], weighted: measure == .mdbw)
        case .mdru, .mdrw: data.meanDistance(from: try referenceLevel(in: data), weighted: measure == .mdrw)
        default:
            try 100 * (data.meanDistance(from: data.mean, weighted: measure == .idisw) / data.positiveMean)
        }
    }

    private func referenceLevel(in data: CompleteGroups) throws(Undefined) -> Double {
        guard let reference else { throw .noReference }
        guard let place = data.places.firstIndex(of: reference) else { throw .referenceMissing }
        return data.values[place]
    }
}

/// What the draws gave for one measure, or the first reason why they gave nothing.
private struct Column {
    let measure: GroupMeasure
    private var values: [Double] = []
    private(set) var reason: Undefined?

    init(measure: GroupMeasure) { self.measure = measure }

    mutating func append(_ value: (GroupMeasure) throws(Undefined) -> Double) {
        do {
            values.append(try value(measure))
        } catch {
            reason = error
        }
    }

    func limits(_ confidence: Double) -> Result<SimulatedLimits, Undefined> {
        if let reason { return .failure(reason) }
        let tail = (1 - confidence) / 2
        guard let lower = try? values.quantile(at: tail), let upper = try? values.quantile(at: 1 - tail)
        else { return .failure(.tooLarge) }
        return .success(SimulatedLimits(lower: lower, upper: upper))
    }
}
