extension Measure {
    /// What a measure needs beside figures and inhabitants; without it there is a reason instead of a number.
    package enum Need: String, Hashable, Sendable, CaseIterable {
        /// A lowest and a highest possible value, by the definition of the indicator.
        case bounds
        /// The least value that counts as enough.
        case threshold
        /// Classes or municipalities in order of size.
        case order
        /// A class that the others are compared with.
        case reference
        /// Three classes or more.
        case threeClasses = "three-classes"
        /// The standard error of every class.
        case standardErrors = "standard-errors"
    }

    /// What the measure needs.
    package var needs: Set<Need> {
        switch self {
        case .group(let measure): measure.needs
        case .micro(let measure, _): measure.needs
        }
    }

    /// Whether the measure is here only to be compared with another program.
    package var isForParityOnly: Bool {
        if case .group(let measure) = self { measure.isForParityOnly } else { false }
    }
}

extension GroupMeasure {
    fileprivate var needs: Set<Measure.Need> {
        switch self {
        case .d, .r: []
        case .aci, .rci, .aciRegression, .rciRegression, .siiLinear, .riiLinear, .siiLinearHC1, .siiLogitAnchor,
            .riiLogitAnchor:
            [.order, .threeClasses]
        case .rciErreygers, .rciWagstaff, .siiLogit, .riiLogit: [.order, .threeClasses, .bounds]
        case .mdru, .mdrw: [.threeClasses, .reference]
        case .bgvBiasCorrected: [.threeClasses, .standardErrors]
        default: [.threeClasses]
        }
    }
}

extension MicroMeasure {
    fileprivate var needs: Set<Measure.Need> {
        switch self {
        case .aci, .rci, .slopeIndex, .relativeIndex: [.order]
        case .erreygers, .wagstaff: [.order, .bounds]
        case .shareAtOrAbove: [.threshold]
        default: []
        }
    }
}
