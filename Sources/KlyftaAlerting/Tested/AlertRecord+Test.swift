import KlyftaDivide
import KlyftaModel

extension AlertRecord {
    /// A test of change, with every number that is needed to judge it.
    ///
    /// `before`, `after`, `change`, `lower`, `threshold`, `minimum_detectable`, `secondary`, `composition` and
    /// `volatility` are on the scale of the measure; of a ratio they are natural logarithms.
    package struct Test: Codable, Hashable, Sendable {
        /// `quiet`, `watch`, `signal`, `alert` or `disputed`.
        package var state: String
        /// The key of the measure, such as `d`.
        package var measure: String
        /// `panel` or `cross-section`: whom the verdict rests on.
        package var estimator: String
        /// `finite` or `superpopulation`.
        package var inference: String
        package var before: Double
        package var after: Double
        package var change: Double
        /// The bound above which the change lies with `confidence`.
        package var lower: Double
        package var threshold: Double
        /// Of this look; with `looks` looks planned it is above the one that was asked for.
        package var confidence: Double
        package var looks: Int
        /// Absent for a complete count, which has no chance in it.
        package var p: Double?
        /// p among all tests of the family.
        package var adjusted: Double?
        package var familySize: Int
        package var falseDiscovery: Double
        package var method: String
        package var minimumDetectable: Double
        /// The change by the other estimate.
        package var secondary: Double?
        /// What of the change among all who answered is that others answered.
        package var composition: Double?
        package var classes: [Turnout]
        /// Municipalities left out because the division changed.
        package var redrawn: [String]
        /// Whose population formed the classes.
        package var basis: String
        /// Ratio of the class means for an absolute measure, their difference for a relative one.
        package var opposite: Levels
        /// The difference of the class means with the classes of each period.
        package var currentClasses: Levels
        package var volatility: Double?
        /// The name of the test: rule, what it asked, content of both waves.
        package var key: String
        /// The test of the same waves on figures that were revised since.
        package var revises: String?

        enum CodingKeys: String, CodingKey {
            case state, measure, estimator, inference, before, after, change, lower, threshold, confidence, looks, p,
                adjusted, method, secondary, composition, classes, redrawn, basis, opposite, volatility, key, revises
            case familySize = "family_size"
            case falseDiscovery = "false_discovery"
            case minimumDetectable = "minimum_detectable"
            case currentClasses = "current_classes"
        }
    }

    /// How many of a class answered.
    package struct Turnout: Codable, Hashable, Sendable {
        package var sizeClass: String
        package var then: Int
        package var now: Int
        package var both: Int
        package var of: Int

        enum CodingKeys: String, CodingKey {
            case then, now, both, of
            case sizeClass = "class"
        }
    }

    /// A number in both waves; absent where it has none.
    package struct Levels: Codable, Hashable, Sendable {
        package var then: Double?
        package var now: Double?
    }
}

extension AlertRecord.Test {
    /// The test as it is written down.
    package init(_ tested: TestedChange) {
        let (comparison, outcome) = (tested.comparison, tested.outcome)
        self.init(
            state: outcome.state.rawValue, measure: comparison.test.measure.description,
            estimator: comparison.estimator.rawValue, inference: comparison.test.inference.rawValue,
            before: comparison.before, after: comparison.after, change: comparison.change, lower: comparison.lower,
            threshold: comparison.threshold, confidence: comparison.widening.confidence, looks: comparison.test.looks,
            p: comparison.isFact ? nil : outcome.p, adjusted: outcome.adjusted, familySize: outcome.familySize,
            falseDiscovery: outcome.falseDiscovery, method: outcome.method.rawValue,
            minimumDetectable: comparison.minimumDetectable, secondary: comparison.secondary,
            composition: comparison.composition,
            classes: comparison.turnouts.map {
                AlertRecord.Turnout(
                    sizeClass: $0.sizeClass.description, then: $0.then, now: $0.now, both: $0.both, of: $0.units)
            },
            redrawn: comparison.redrawn.map(\.description), basis: comparison.basis.description,
            opposite: AlertRecord.Levels(comparison.opposite),
            currentClasses: AlertRecord.Levels(comparison.currentClasses), volatility: comparison.volatility,
            key: outcome.key, revises: outcome.revises)
    }
}

extension AlertRecord.Numbers {
    /// The decimals that show what was measured: two do for a difference of percentages; an index is small by nature.
    package var decimals: Int { test.map { $0.measure == "d" } ?? true ? 2 : 4 }
}

extension AlertRecord.Levels {
    fileprivate init(_ levels: WaveComparison.Levels) {
        self.init(then: levels.then.value, now: levels.now.value)
    }
}
