/// The measures of a divide between groups. The raw values are the keys that people write.
///
/// Those of the folder `Parity` answer what another program would say, not what is so; see ``isForParityOnly``.
package enum GroupMeasure: String, Hashable, Sendable, CaseIterable {
    /// Difference of the extreme groups.
    case d
    /// Ratio of the extreme groups.
    case r
    /// Absolute concentration index.
    case aci
    /// Relative concentration index.
    case rci
    /// Concentration index of Erreygers, for a bounded indicator.
    case rciErreygers = "rci_erreygers"
    /// Concentration index of Wagstaff, for a bounded indicator.
    case rciWagstaff = "rci_wagstaff"
    /// Parity: ACI with the lack of fit of a line as its error.
    case aciRegression = "aci_regression"
    /// Parity: RCI with the lack of fit of a line as its error.
    case rciRegression = "rci_regression"
    /// Slope index of inequality, of a straight line.
    case siiLinear = "sii_linear"
    /// Relative index of inequality, of a straight line.
    case riiLinear = "rii_linear"
    /// Parity: linear SII with a sandwich error.
    case siiLinearHC1 = "sii_linear_hc1"
    /// Slope index of inequality, of a logistic curve.
    case siiLogit = "sii_logit"
    /// Relative index of inequality, of a logistic curve.
    case riiLogit = "rii_logit"
    /// Parity: logistic SII with squared population weights.
    case siiLogitAnchor = "sii_logit_anchor_pop2"
    /// Parity: logistic RII with squared population weights.
    case riiLogitAnchor = "rii_logit_anchor_pop2"
    /// Between-group variance.
    case bgv
    /// Between-group variance without its sampling error.
    case bgvBiasCorrected = "bgv_bias_corrected"
    /// Between-group standard deviation, without limits.
    case bgsd
    /// Coefficient of variation, without limits.
    case cov
    /// Between-group standard deviation with limits by the delta method.
    case bgsdDelta = "bgsd_delta"
    /// Coefficient of variation with limits by the delta method.
    case covDelta = "cov_delta"
    /// Mean difference from the mean; each group counts once.
    case mdmu
    /// Mean difference from the mean; each inhabitant counts once.
    case mdmw
    /// Mean difference from the best group; each group counts once.
    case mdbu
    /// Mean difference from the best group; each inhabitant counts once.
    case mdbw
    /// Mean difference from the reference; each group counts once.
    case mdru
    /// Mean difference from the reference; each inhabitant counts once.
    case mdrw
    /// Index of disparity; each group counts once.
    case idisu
    /// Index of disparity; each inhabitant counts once.
    case idisw
    /// Theil index, times 1000.
    case ti
    /// Mean logarithmic deviation, times 1000.
    case mld
    /// Parity: TI with a millionth for zero.
    case tiMillionth = "ti_eps1e-6"
    /// Parity: MLD with a millionth for zero.
    case mldMillionth = "mld_eps1e-6"
    /// Population attributable risk.
    case par
    /// Population attributable fraction.
    case paf
    /// Parity: PAR with WHO's two by two error.
    case par2x2 = "par_2x2"
    /// Parity: PAF with WHO's two by two error.
    case paf2x2 = "paf_2x2"

    /// The unit of the estimate and its limits.
    package var unit: Measure.Unit {
        switch self {
        case .d, .aci, .aciRegression, .siiLinear, .siiLinearHC1, .siiLogit, .siiLogitAnchor, .bgsd, .bgsdDelta,
            .mdmu, .mdmw, .mdbu, .mdbw, .mdru, .mdrw, .par, .par2x2:
            .indicator
        case .bgv, .bgvBiasCorrected: .indicatorSquared
        case .cov, .covDelta, .idisu, .idisw, .paf, .paf2x2: .percent
        case .r, .rci, .rciErreygers, .rciWagstaff, .rciRegression, .riiLinear, .riiLogit, .riiLogitAnchor: .none
        case .ti, .mld, .tiMillionth, .mldMillionth: .thousandths
        }
    }

    /// Whether the measure is here only to be compared with another program, whose defect its own page describes.
    package var isForParityOnly: Bool {
        switch self {
        case .aciRegression, .rciRegression, .siiLinearHC1, .siiLogitAnchor, .riiLogitAnchor, .tiMillionth,
            .mldMillionth, .par2x2, .paf2x2:
            true
        default: false
        }
    }

    /// The measure of a table, with normal limits at `z` (95 % if left out), or the reason why it has none.
    ///
    /// Example: of 8 % in the smallest class and 67 % in the largest, `GroupMeasure.d` is 59 percentage points.
    package func compute(on table: GroupTable, z: Double = Estimate.z95) -> Answer {
        do throws(Undefined) {
            return .defined(try estimate(on: table, z))
        } catch {
            return .undefined(error)
        }
    }
}
