extension MicroSample {
    /// What the highest fifth holds over what the lowest fifth holds, S80/S20.
    ///
    /// Fifths of the weight, by value; a unit on the border belongs to both sides in part. A ratio without unit, 1
    /// where all have the same. Zeros count. Undefined where the lowest fifth has nothing, for values below zero, a
    /// mean of zero, one unit. No standard error: not smooth, use a bootstrap. Reference: Eurostat, EU-SILC
    /// methodology, S80/S20.
    ///
    /// Example: of 1 to 10, 9 + 10 over 1 + 2 = 6.33. Of 1, 2, 3, 4, four fifths of 4 over four fifths of 1 = 4.
    package func topOverBottomFifth() -> Answer { ratio(top: 0.2, bottom: 0.2) }

    /// What the highest tenth holds over what the lowest four tenths hold, the Palma ratio.
    ///
    /// By weight and value; a unit on the border belongs to both sides in part. A ratio without unit, ¼ where all have
    /// the same. Zeros count. Undefined where the lowest four tenths have nothing, for values below zero, a mean of
    /// zero, one unit. No standard error. Reference: Palma, Homogeneous middles vs. heterogeneous tails, Development
    /// and Change 42, 2011.
    ///
    /// Example: of 1, 2, 3, 4, 0.4 of the 4 over the 1 and 0.6 of the 2: 1.6 / 2.2 = 0.727.
    package func palma() -> Answer { ratio(top: 0.1, bottom: 0.4) }

    private func ratio(top: Double, bottom: Double) -> Answer {
        if let reason = lacksWhole { return .undefined(reason) }
        let low = held(byFirst: bottom, of: valueOrder)
        guard low > 0 else { return .undefined(.emptyBottom) }
        return .finite(held(byFirst: top, of: valueOrder.reversed()) / low)
    }

    /// What the first units hold that together have a part of the weight, relative to the mean.
    func held(byFirst part: Double, of order: some Sequence<Int>) -> Double {
        // A remainder smaller than this is a rounding error of the shares, and no part of a unit.
        let rounding = 1e-12
        var left = part
        var sum = CompensatedSum()
        for unit in order where left > rounding {
            let taken = min(left, shares[unit])
            sum.add(taken * relative(unit))
            left -= taken
        }
        return sum.total
    }
}
