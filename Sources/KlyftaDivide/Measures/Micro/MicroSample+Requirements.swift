/// What measures ask of their input; the first reason wins.
extension MicroSample {
    var lowest: Double { values[valueOrder[0]] }
    var highest: Double { values[valueOrder[valueOrder.count - 1]] }

    /// Why a measure relative to the mean has no number.
    var lacksPositiveMean: Undefined? {
        if values.count < 2 { return .oneUnit }
        if !average.isFinite { return .tooLarge }
        return average > 0 ? nil : .meanNotPositive
    }

    /// Why a measure of shares of a whole has no number.
    var lacksWhole: Undefined? {
        if values.count < 2 { return .oneUnit }
        if lowest < 0 { return .negativeValue }
        return lacksPositiveMean
    }

    /// Why a measure that takes logarithms has no number.
    var lacksLogarithms: Undefined? {
        lacksWhole ?? (lowest > 0 ? nil : .zeroValue)
    }

    /// Why a measure along the order by size has no number.
    var lacksSizes: Undefined? {
        if values.count < 2 { return .oneUnit }
        return sizeRanks.allSatisfy { $0 == sizeRanks[0] } ? .oneSize : nil
    }
}
