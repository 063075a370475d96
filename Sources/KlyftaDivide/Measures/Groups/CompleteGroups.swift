/// The groups with an estimate as columns, with what nearly every measure needs of them.
struct CompleteGroups {
    /// The estimates `y_j`.
    let values: [Double]
    /// Their standard errors `s_j`.
    let errors: [Double?]
    /// The populations `N_j`.
    let populations: [Double]
    /// The shares of the population `p_j = N_j / ΣN`.
    let shares: [Double]
    /// The places of the groups in their table.
    let places: [Int]
    /// The mean per inhabitant `μ = Σ p_j y_j`.
    let mean: Double

    init(_ table: GroupTable) throws(Undefined) {
        let known = table.groups.enumerated().filter { $0.element.estimate != nil }
        guard known.count >= 3 else { throw .needsThreeGroups }
        let missing = table.groups.count - known.count
        guard missing == 0 || !table.isOrdered else { throw .orderedGroupMissing }
        // In whole numbers: 3 of 20 groups are 15 %, no more.
        guard missing * 100 <= table.groups.count * 15 else { throw .tooManyMissing }
        places = known.map(\.offset)
        values = known.map { $0.element.estimate ?? 0 }
        errors = known.map(\.element.standardError)
        populations = known.map(\.element.population)
        shares = try Self.shares(of: populations)
        mean = try Self.mean(of: values, shares)
    }

    /// The same groups with other values; shares and errors stay.
    func replacing(values: [Double]) throws(Undefined) -> CompleteGroups {
        try CompleteGroups(self, values: values)
    }

    private init(_ groups: CompleteGroups, values: [Double]) throws(Undefined) {
        (errors, populations, shares) = (groups.errors, groups.populations, groups.shares)
        places = groups.places
        self.values = values
        mean = try Self.mean(of: values, shares)
    }

    static func shares(of populations: [Double]) throws(Undefined) -> [Double] {
        let total = CompensatedSum.of(populations)
        guard total > 0 else { throw .noInhabitants }
        guard total.isFinite else { throw .tooLarge }
        return populations.map { $0 / total }
    }

    /// The weighted mean, kept between the extremes so that equal values have no spread at all.
    static func mean(of values: [Double], _ shares: [Double]) throws(Undefined) -> Double {
        let populated = zip(values, shares).filter { $0.1 > 0 }.map(\.0)
        let sum = CompensatedSum.of(zip(values, shares).map { $0 * $1 })
        guard let least = populated.min(), let most = populated.max(), sum.isFinite else { throw .tooLarge }
        return min(max(sum, least), most)
    }

    /// `y_j − μ`.
    var deviations: [Double] { values.map { $0 - mean } }

    /// The mean, of a measure that divides by it.
    var positiveMean: Double {
        get throws(Undefined) {
            guard mean > 0 else { throw .meanNotPositive }
            return mean
        }
    }

    /// The ranks `X_j − ½` of the middles of the groups, from −½ to ½; their weighted mean is 0.
    var ranks: [Double] { Self.ranks(of: shares) }

    static func ranks(of shares: [Double]) -> [Double] {
        var below = CompensatedSum()
        return shares.map { share in
            defer { below.add(share) }
            return below.total + share / 2 - 0.5
        }
    }

    /// `Σ g_j v_j`.
    static func sum(_ factors: [Double], _ values: [Double]) -> Double {
        CompensatedSum.of(zip(factors, values).map { $0 * $1 })
    }

    /// The standard error `√Σ (∂m/∂y_j)² s_j²` of a measure `m` with this gradient, for independent groups. Nil if a
    /// group that matters has an unknown error; a group without inhabitants and without influence does not.
    func propagated(_ gradient: [Double]) -> Double? {
        var terms: [Double] = []
        for (place, slope) in gradient.enumerated() where slope != 0 || shares[place] > 0 {
            guard let error = errors[place] else { return nil }
            terms.append(slope * error)
        }
        return Self.length(terms)
    }

    /// `√Σ v²` without squaring numbers so small or large that their squares are none.
    static func length(_ terms: [Double]) -> Double {
        guard let largest = terms.map(\.magnitude).max(), largest > 0, largest.isFinite else {
            return terms.allSatisfy { $0 == 0 } ? 0 : .nan
        }
        return largest * CompensatedSum.of(terms.map { ($0 / largest) * ($0 / largest) }).squareRoot()
    }
}

extension Double {
    /// The number, or 0 where rounding took it below; what is no number stays that, where `max` would make it 0.
    var roundedUpToZero: Double { self < 0 ? 0 : self }
}

extension GroupTable {
    /// The groups in order of size; a gradient needs one.
    func ranked() throws(Undefined) -> CompleteGroups {
        guard isOrdered else { throw .notOrdered }
        return try CompleteGroups(self)
    }
}
