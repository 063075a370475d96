import KlyftaModel

/// The mean of the members of a class, `Σ w·y / Σ w`.
///
/// With `w = 1` it is the mean per municipality, with `w =` inhabitants the mean per inhabitant: on average over
/// municipalities, or over people. In the unit of the indicator. Zeros count, missing values are no members.
/// Undefined for a class without members, for ordinal indicators, and per inhabitant where nobody lives. Reference:
/// Cochran, Sampling Techniques (1977), chapter 2.
///
/// Example: two municipalities, 10 % with 1 000 inhabitants and 40 % with 9 000: 25 % per municipality, 37 % per
/// inhabitant.
package func mean(of members: [Panel.Member], per weight: Weight, nature: Indicator.Nature) -> Measured {
    guard nature != .ordinal else { return .undefined(.ordinal) }
    guard !members.isEmpty else { return .undefined(.noValues) }
    switch weight {
    case .municipality:
        return .finite(CompensatedSum.of(members.map(\.value)) / Double(members.count))
    case .inhabitant:
        let inhabitants = CompensatedSum.of(members.map { Double($0.inhabitants) })
        guard inhabitants > 0 else { return .undefined(.noInhabitants) }
        return .finite(CompensatedSum.of(members.map { $0.value * Double($0.inhabitants) }) / inhabitants)
    }
}
