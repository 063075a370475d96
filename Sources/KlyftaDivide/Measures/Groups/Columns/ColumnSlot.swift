/// Measures that are computed together, because they rest on the same sums.
package enum ColumnFamily: Hashable, Sendable, CaseIterable {
    /// D and R.
    case extremes
    /// Concentration and the straight line.
    case gradients
    /// The logistic curve: the dear ones.
    case logistic
    /// Variance and its relatives.
    case spreads
    /// Mean differences and disparity.
    case distances
    /// TI and MLD.
    case entropies
    /// PAR and PAF.
    case impacts
}

/// The columns that answers are kept in. BGSD and COV with and without limits share theirs.
enum ColumnSlot: Int, CaseIterable {
    case d, r
    case aci, rci, erreygers, wagstaff, slope, slopeRatio
    case logisticSlope, logisticSlopeRatio
    case variance, varianceCorrected, deviation, variation
    case mdmu, mdmw, mdbu, mdbw, mdru, mdrw, idisu, idisw
    case ti, mld
    case par, paf

    /// The column of a measure; a parity measure has none.
    init?(_ measure: GroupMeasure) {
        guard let slot = Self.slots[measure] else { return nil }
        self = slot
    }

    private static let slots = Dictionary(uniqueKeysWithValues: allCases.map { ($0.measure, $0) })
        .merging([.bgsd: .deviation, .cov: .variation]) { $1 }

    /// The measure that the scalar path fills the column with.
    var measure: GroupMeasure {
        switch self {
        case .d: .d
        case .r: .r
        case .aci: .aci
        case .rci: .rci
        case .erreygers: .rciErreygers
        case .wagstaff: .rciWagstaff
        case .slope: .siiLinear
        case .slopeRatio: .riiLinear
        case .logisticSlope: .siiLogit
        case .logisticSlopeRatio: .riiLogit
        case .variance: .bgv
        case .varianceCorrected: .bgvBiasCorrected
        case .deviation: .bgsdDelta
        case .variation: .covDelta
        case .mdmu: .mdmu
        case .mdmw: .mdmw
        case .mdbu: .mdbu
        case .mdbw: .mdbw
        case .mdru: .mdru
        case .mdrw: .mdrw
        case .idisu: .idisu
        case .idisw: .idisw
        case .ti: .ti
        case .mld: .mld
        case .par: .par
        case .paf: .paf
        }
    }

    /// What it is computed together with.
    var family: ColumnFamily {
        switch self {
        case .d, .r: .extremes
        case .aci, .rci, .erreygers, .wagstaff, .slope, .slopeRatio: .gradients
        case .logisticSlope, .logisticSlopeRatio: .logistic
        case .variance, .varianceCorrected, .deviation, .variation: .spreads
        case .mdmu, .mdmw, .mdbu, .mdbw, .mdru, .mdrw, .idisu, .idisw: .distances
        case .ti, .mld: .entropies
        case .par, .paf: .impacts
        }
    }

    /// Whether the measure ever has a standard error.
    var hasError: Bool { family != .distances && self != .varianceCorrected }

    /// Which scale the standard error is on.
    var errorScale: Estimate.ErrorScale {
        switch self {
        case .r, .slopeRatio, .logisticSlopeRatio: .logarithmic
        default: .natural
        }
    }

    /// Why the measure is undefined for every complete table of this shape, if it is.
    func reason(in shape: GroupTable) -> Undefined? {
        switch self {
        case .aci, .rci, .slope, .slopeRatio:
            shape.isOrdered ? nil : .notOrdered
        case .erreygers, .wagstaff:
            !shape.isOrdered ? .notOrdered : shape.bounds == nil ? .noBounds : nil
        case .logisticSlope, .logisticSlopeRatio:
            !shape.isOrdered
                ? .notOrdered
                : shape.bounds.map { $0.lowest == 0 ? nil : .boundsNotFromZero } ?? .noBounds
        case .mdru, .mdrw: shape.reference == nil ? .noReference : nil
        default: nil
        }
    }
}
