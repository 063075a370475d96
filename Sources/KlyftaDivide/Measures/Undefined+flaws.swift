/// What is wrong with a table that was made of checked figures, as the reason why it has no number.
extension Undefined {
    /// Of a table of class means only the bounds can be wrong, since means are checked numbers.
    init(_ flaw: GroupTableFlaw) {
        self =
            switch flaw {
            case .noGroups: .noValues
            case .estimateOutsideBounds, .boundsNotAnInterval, .scaleNotPositive: .outsideBounds
            case .estimateNotFinite, .standardErrorNotANumber, .populationNotANumber: .tooLarge
            case .ranksMissing, .rankRepeated: .notOrdered
            case .noSuchReference: .noReference
            }
    }

    /// Of a table of municipalities nobody may be left, or the bounds may be wrong.
    init(_ flaw: MicroTableFlaw) {
        self =
            switch flaw {
            case .noUnits: .noValues
            case .columnsDiffer, .notFinite: .tooLarge
            case .negativePopulation: .noInhabitants
            case .emptyBounds: .noBounds
            }
    }
}
