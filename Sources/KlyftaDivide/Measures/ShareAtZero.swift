/// The share of a class's municipalities whose value is exactly zero, `#{y = 0} / n`, as a fraction of those with a
/// value.
///
/// "Half of the small ones have none." Missing values are neither zero nor part of the whole. Undefined for a class
/// without members. For its interval see ``ShareInterval``. Reference: Cochran, Sampling Techniques (1977), chapter 3.
///
/// Example: 0, 0, 3, 8 has the share 0.5.
package func shareAtZero(of members: [Panel.Member]) -> Measured {
    guard !members.isEmpty else { return .undefined(.noValues) }
    return .defined(Double(members.count { $0.value == 0 }) / Double(members.count))
}
