import KlyftaModel

/// What a test of change has to know of each measure.
extension Measure {
    /// How a measure is made of answers.
    enum Form {
        /// The lead of one class's mean over another's.
        case difference
        /// The same as a ratio.
        case ratio
        /// The lead of one class's share over another's.
        case share
        /// One number of all classes.
        case groups(GroupMeasure)
        /// One number of all municipalities.
        case municipalities(MicroMeasure, Weight)
    }

    var form: Form {
        switch self {
        case .group(.d): .difference
        case .group(.r): .ratio
        case .micro(.shareZero, _), .micro(.shareAtOrAbove, _): .share
        case .group(let measure): .groups(measure)
        case .micro(let measure, let weight): .municipalities(measure, weight)
        }
    }

    /// Whether it compares two classes and no others.
    package var comparesTwoClasses: Bool {
        switch form {
        case .difference, .ratio, .share: true
        case .groups, .municipalities: false
        }
    }

    /// Whether it is a ratio: its change is tested on the logarithmic scale, and a threshold is a share.
    package var isRatio: Bool { orientation == .orientedRatio || orientation == .signedRatio }

    /// Whether it is a fraction between 0 and 1 of municipalities or people.
    package var isShare: Bool {
        if case .share = form { true } else { false }
    }

    /// Whether it is relative to the level: where everybody gains the same, a relative gap closes and an absolute one
    /// stands still. The two can move in opposite directions.
    package var isRelative: Bool {
        switch self {
        case .group(let measure):
            [.r, .rci, .rciWagstaff, .riiLinear, .riiLogit, .cov, .covDelta, .idisu, .idisw, .ti, .mld, .paf]
                .contains(measure)
        case .micro(let measure, _):
            ![.mean, .aci, .erreygers, .slopeIndex, .shareZero, .shareAtOrAbove].contains(measure)
        }
    }

    /// Why no change of it can be tested, in a clause; `nil` if it can.
    package var whyUntestable: String? {
        switch self {
        case .group(let measure) where measure.isForParityOnly: "it is there to be compared with another program"
        case .group(.mdru), .group(.mdrw): "it needs a chosen group of reference, and size classes have none"
        case .group(.bgvBiasCorrected): "it needs the standard error of every class"
        case .micro(.mean, _): "a level is no gap"
        case .micro(.s80s20, _), .micro(.palma, _): "it jumps where one municipality more or less decides"
        default: nil
        }
    }
}
