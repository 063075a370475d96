import KlyftaModel

/// The middle value of a class: half of its municipalities lie at or below it.
///
/// In the unit of the indicator; every municipality counts once. Zeros count, missing values are no members. Of an even
/// number it is the mean of the two in the middle; of ordered categories, which have no mean, the lower of the two.
/// Undefined for a class without members. Reference: Hyndman and Fan (1996), types 7 and 1.
///
/// Example: 1, 2, 3, 10 has the median 2.5; as categories, 2.
package func median(of members: [Panel.Member], nature: Indicator.Nature) -> Measured {
    guard !members.isEmpty else { return .undefined(.noValues) }
    let sorted = members.map(\.value).sorted()
    let upper = sorted[sorted.count / 2]
    let lower = sorted[(sorted.count - 1) / 2]
    return .finite(nature == .ordinal || lower == upper ? lower : lower + (upper - lower) / 2)
}
