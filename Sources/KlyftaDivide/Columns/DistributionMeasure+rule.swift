import KlyftaModel

/// What a rule must know of a measure that it watches.
extension DistributionMeasure {
    /// Those that say something that two size classes do not: for the others a rule names the two classes itself.
    package static let watchable = allCases.filter { measure in
        switch measure {
        case .count, .inhabitants, .difference, .ratio, .classSlope: false
        default: true
        }
    }

    private static let byKey = Dictionary(uniqueKeysWithValues: watchable.map { ($0.key, $0) })

    /// Reads the key of a measure that a rule can watch, such as `gini_w` or `q10_w`.
    /// - Throws: `InvalidText` if there is none; it names the nearest one.
    package init(key: String) throws(InvalidText) {
        guard let known = Self.byKey[key] else {
            throw InvalidText(
                key, isNo: "measure of all municipalities",
                remedy: Suggestion.remedy(
                    for: key, among: Self.watchable.map(\.key), otherwise: "a rule can watch"))
        }
        self = known
    }

    /// What rules call it: the key of the same measure elsewhere, where there is one.
    package var key: String {
        if let measure { return measure.description }
        return switch self {
        case .decile1, .quartile1, .weightedMedian, .quartile3, .decile9: "\(rawValue)_w"
        case .median: "median_u"
        default: rawValue
        }
    }

    /// The same measure among those of single municipalities.
    package var measure: Measure? {
        switch self {
        case .weightedMean: .micro(.mean, .inhabitant)
        case .mean: .micro(.mean, .municipality)
        case .gini: .micro(.gini, .inhabitant)
        case .theil: .micro(.theil, .inhabitant)
        case .theilBetween: .micro(.theilBetween, .inhabitant)
        case .theilWithin: .micro(.theilWithin, .inhabitant)
        case .concentration: .micro(.rci, .inhabitant)
        case .slope: .micro(.slopeIndex, .inhabitant)
        case .variation: .micro(.cv, .inhabitant)
        case .shareAtZero: .micro(.shareZero, .municipality)
        case .weightedShareAtZero: .micro(.shareZero, .inhabitant)
        default: nil
        }
    }

    /// What counts once.
    package var weight: Weight {
        switch self {
        case .mean, .shareAtZero, .median, .lowest, .highest, .count: .municipality
        default: .inhabitant
        }
    }

    /// How its number becomes one whose growth means that the divide widens.
    package var orientation: Orientation { measure?.orientation ?? .level }

    /// What its number is in.
    package var unit: Measure.Unit { measure?.unit ?? .indicator }

    /// What people call it.
    package var name: LocalizedText {
        if let measure { return measure.name }
        return switch self {
        case .lowest: LocalizedText(sv: "Lägsta värdet", nb: "Laveste verdi", en: "Lowest value")
        case .highest: LocalizedText(sv: "Högsta värdet", nb: "Høyeste verdi", en: "Highest value")
        case .median: LocalizedText(sv: "Median, per kommun", nb: "Median, per kommune", en: "Median, per municipality")
        default:
            LocalizedText(
                sv: "Kvantil \(percent) %, per invånare", nb: "Kvantil \(percent) %, per innbygger",
                en: "Quantile \(percent) %, per inhabitant")
        }
    }

    private var percent: Substring { rawValue.dropFirst() }
}
