extension GroupMeasure {
    /// Which formula a measure is; one line each.
    func estimate(on table: GroupTable, _ z: Double) throws(Undefined) -> Estimate {
        switch self {
        case .d: try table.difference(z: z)
        case .r: try table.ratio(z: z)
        case .aci: try table.absoluteConcentration(z: z)
        case .rci: try table.relativeConcentration(z: z)
        case .rciErreygers: try table.erreygers(z: z)
        case .rciWagstaff: try table.wagstaff(z: z)
        case .aciRegression: try table.absoluteConcentrationByRegression(z: z)
        case .rciRegression: try table.relativeConcentrationByRegression(z: z)
        case .siiLinear: try table.linearSlope(z: z)
        case .riiLinear: try table.linearSlopeRatio(z: z)
        case .siiLinearHC1: try table.linearSlopeSandwich(z: z)
        case .siiLogit: try table.logisticSlope(z: z)
        case .riiLogit: try table.logisticSlopeRatio(z: z)
        case .siiLogitAnchor: try table.logisticSlopeOfAnchor(z: z)
        case .riiLogitAnchor: try table.logisticSlopeRatioOfAnchor(z: z)
        case .bgv: try table.betweenGroupVariance(z: z)
        case .bgvBiasCorrected: try table.betweenGroupVarianceCorrected(z: z)
        case .bgsd, .bgsdDelta: try table.betweenGroupDeviation(delta: self == .bgsdDelta, z: z)
        case .cov, .covDelta: try table.coefficientOfVariation(delta: self == .covDelta, z: z)
        case .mdmu, .mdmw: try table.meanDifference(from: .mean, weighted: self == .mdmw, z: z)
        case .mdbu, .mdbw: try table.meanDifference(from: .best, weighted: self == .mdbw, z: z)
        case .mdru, .mdrw: try table.meanDifference(from: .reference, weighted: self == .mdrw, z: z)
        case .idisu, .idisw: try table.indexOfDisparity(weighted: self == .idisw, z: z)
        case .ti: try table.theilIndex(z: z)
        case .mld: try table.meanLogDeviation(z: z)
        case .tiMillionth, .mldMillionth: try table.entropyWithMillionthForZero(self == .tiMillionth ? .ti : .mld, z: z)
        case .par: try table.attributableRisk(z: z)
        case .paf: try table.attributableFraction(z: z)
        case .par2x2: try table.attributableRiskTwoByTwo(z: z)
        case .paf2x2: try table.attributableFractionTwoByTwo(z: z)
        }
    }
}
