/// How much of an entropy lies between the size classes, and how much within them.
///
/// With π the weight and m the mean of a class: between is the entropy of the class means, `Σ π·term(m/μ)`; within is
/// `Σ π·(m/μ)^α·(entropy of the class)` with α = 1 for Theil's index, 0 for the mean logarithmic deviation and 2 for
/// half the squared variation. The two add up to the whole. Their share between is how much of all inequality between
/// municipalities is size. Over time compare only with the same classes: splitting a class raises it by itself.
///
/// Without unit; the share is from 0 to 1. Zeros count except for the mean logarithmic deviation; a class that has
/// nothing adds nothing within. Undefined as the entropy is; the share also where there is no inequality. Reference:
/// Shorrocks, The class of additively decomposable inequality measures, Econometrica 48, 1980.
///
/// Example: 1, 2 in the small and 3, 4 in the large class: half the squared variation is 0.1, of which 0.08 between the
/// means 1.5 and 3.5, a share of 0.8.
package struct MicroDecomposition: Sendable {
    /// What the class means alone explain.
    package let between: Answer
    /// What is left inside the classes.
    package let within: Answer
    /// `between / (between + within)`.
    package let betweenShare: Answer

    init(of sample: MicroSample, _ order: MicroEntropyOrder) {
        if let reason = sample.lacksEntropy(order) {
            (between, within, betweenShare) = (.undefined(reason), .undefined(reason), .undefined(reason))
            return
        }
        var across = CompensatedSum()
        var inside = CompensatedSum()
        for units in sample.unitsBySizeClass {
            let group = MicroGroup(units, of: sample, order)
            across.add(group.share * order.term(group.relative))
            inside.add(group.share * order.weight(ofMean: group.relative) * group.entropy)
        }
        let (apart, left) = (max(0, across.total), max(0, inside.total))
        between = .finite(apart)
        within = .finite(left)
        betweenShare = apart + left > 0 ? .finite(apart / (apart + left)) : .undefined(.noInequality)
    }
}

extension MicroSample {
    /// Theil's index between and within the size classes. See ``MicroDecomposition``.
    package func theilDecomposition() -> MicroDecomposition { MicroDecomposition(of: self, .theil) }

    /// The mean logarithmic deviation between and within the size classes. See ``MicroDecomposition``.
    package func meanLogDeviationDecomposition() -> MicroDecomposition {
        MicroDecomposition(of: self, .meanLogDeviation)
    }

    /// Half the squared variation between and within the size classes. See ``MicroDecomposition``.
    package func halfSquaredVariationDecomposition() -> MicroDecomposition {
        MicroDecomposition(of: self, .halfSquaredVariation)
    }

    /// The rows of each class that has any.
    fileprivate var unitsBySizeClass: [[Int]] {
        // Sorted, because the order of a dictionary differs from run to run, and with it the last digit of a sum.
        Dictionary(grouping: shares.indices) { sizeClasses[$0] }.sorted { $0.key < $1.key }.map(\.value)
    }
}

/// One size class in a decomposition.
private struct MicroGroup {
    /// π, its part of the weight.
    let share: Double
    /// Its mean, relative to the common one.
    let relative: Double
    /// The entropy within it; zero where it has nothing.
    let entropy: Double

    init(_ units: [Int], of sample: MicroSample, _ order: MicroEntropyOrder) {
        let share = CompensatedSum.of(units.lazy.map { sample.shares[$0] })
        let held = CompensatedSum.of(units.lazy.map { sample.shares[$0] * sample.relative($0) })
        let equal = units.allSatisfy { sample.values[$0] == sample.values[units[0]] }
        let mean = equal ? sample.relative(units[0]) : held / share
        self.share = share
        relative = mean
        guard mean > 0 else {
            entropy = 0
            return
        }
        entropy =
            CompensatedSum.of(units.lazy.map { sample.shares[$0] * order.term(sample.relative($0) / mean) }) / share
    }
}
