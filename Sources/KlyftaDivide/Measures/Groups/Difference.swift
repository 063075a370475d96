extension GroupTable {
    /// The difference D: how far apart the extreme groups are.
    ///
    /// Formula: `D = y₁ − y₂`, `se = √(s₁² + s₂²)`, for independent groups. Of an ordered table, the largest class
    /// less the smallest if more is better, the smallest less the largest if less is: above 0 the small municipalities
    /// are worse off. Of a table without order, the highest less the lowest; with a reference `r`, `y_r` less the
    /// lowest of the others, or the highest of the others less `y_r` if less is better.
    ///
    /// Input: estimates; populations play no part. Unit: that of the indicator. Zeros and negative values count.
    /// Undefined for a single group and where a compared group has no estimate.
    /// Reference: WHO, HEAT Technical Notes v6.0, "Difference".
    ///
    /// Example: 8 % in the smallest class and 67 % in the largest: 59 percentage points.
    package func difference(z: Double = Estimate.z95) throws(Undefined) -> Estimate {
        let (one, other) = try comparedPair()
        let errors = one.standardError.flatMap { one in other.standardError.map { [one, $0] } }
        return try Estimate(one.value - other.value, se: errors.map(CompleteGroups.length), z: z)
    }

    /// A group that has an estimate.
    struct ComparedGroup {
        let value: Double
        let standardError: Double?
    }

    /// The two groups that D and R compare, the one that comes first in the formula first.
    func comparedPair() throws(Undefined) -> (ComparedGroup, ComparedGroup) {
        guard groups.count >= 2 else { throw .needsTwoGroups }
        if isOrdered {
            let (small, large) = try (compared(groups[0]), compared(groups[groups.count - 1]))
            return direction == .favourable ? (large, small) : (small, large)
        }
        guard let reference else {
            return try (extreme(of: groups, sign: 1), extreme(of: groups, sign: -1))
        }
        let standard = try compared(groups[reference])
        let others = groups.enumerated().filter { $0.offset != reference }.map(\.element)
        return direction == .favourable
            ? try (standard, extreme(of: others, sign: -1)) : try (extreme(of: others, sign: 1), standard)
    }

    private func compared(_ group: Group) throws(Undefined) -> ComparedGroup {
        guard let value = group.estimate else { throw .comparedGroupMissing }
        return ComparedGroup(value: value, standardError: group.standardError)
    }

    /// The highest (sign 1) or lowest (−1) group. Of equal ones that whose error is smallest, so that the order of the
    /// input does not show.
    private func extreme(of candidates: [Group], sign: Double) throws(Undefined) -> ComparedGroup {
        let known = candidates.filter { $0.estimate != nil }
        guard known.count + (reference == nil ? 0 : 1) >= 2 else { throw .comparedGroupMissing }
        let best = known.min { one, other in
            let (a, b) = ((one.estimate ?? 0) * sign, (other.estimate ?? 0) * sign)
            return a != b ? a > b : (one.standardError ?? .infinity) < (other.standardError ?? .infinity)
        }
        guard let best else { throw .comparedGroupMissing }
        return try compared(best)
    }
}
