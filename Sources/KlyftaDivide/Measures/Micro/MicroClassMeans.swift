import RealModule

extension MicroSample {
    /// The mean of one size class, `Σ p·y / Σ p` over its units.
    ///
    /// In the unit of the indicator; zeros and values below zero count. Undefined for a class without units.
    ///
    /// Example: 1, 2, 3, 4 in the classes 1, 1, 2, 2 has the means 1.5 and 3.5.
    package func mean(ofClass sizeClass: Int) -> Answer {
        var (held, share) = (CompensatedSum(), CompensatedSum())
        for unit in values.indices where sizeClasses[unit] == sizeClass {
            held.add(shares[unit] * values[unit])
            share.add(shares[unit])
        }
        return share.total > 0 ? .finite(held.total / share.total) : .undefined(.noValues)
    }

    /// The lead of one class's mean over another's, in the unit of the indicator. Undefined where a class is empty.
    ///
    /// Example: 1, 2, 3, 4 in the classes 1, 1, 2, 2: class 2 leads by 2.
    package func gap(leading: Int, trailing: Int) -> Answer {
        compare(leading, trailing) { .finite($0 - $1) }
    }

    /// The natural logarithm of the ratio of two classes' means, without unit. Undefined where a class is empty or its
    /// mean not above zero.
    ///
    /// Example: 1, 2, 3, 4 in the classes 1, 1, 2, 2: ln(3.5/1.5) = 0.847….
    package func logRatio(leading: Int, trailing: Int) -> Answer {
        compare(leading, trailing) { lead, trail in
            lead > 0 && trail > 0 ? .finite(.log(lead) - .log(trail)) : .undefined(.meanNotPositive)
        }
    }

    private func compare(
        _ leading: Int, _ trailing: Int, _ join: (Double, Double) -> Answer
    ) -> Answer {
        switch (mean(ofClass: leading), mean(ofClass: trailing)) {
        case (.defined(let lead), .defined(let trail)): join(lead.value, trail.value)
        case (.undefined(let reason), _), (_, .undefined(let reason)): .undefined(reason)
        }
    }
}
