/// The share of a class's municipalities whose value is exactly zero, as a fraction of those with a value.
///
/// "Half of the small ones have none." Missing values are neither zero nor part of the whole. Undefined for a class
/// without members.
///
/// Example: 0, 0, 3, 8 has the share 0.5.
package func shareAtZero(of members: [Panel.Member]) -> Measured {
    guard !members.isEmpty else { return .undefined(.noValues) }
    return .defined(Double(members.count { $0.value == 0 }) / Double(members.count))
}
