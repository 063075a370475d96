import KlyftaModel

/// A measure of a divide, by its key: what rules, commands and answers name.
///
/// ```swift
/// try Measure("sii_linear")  // of the means of size classes
/// try Measure("gini_w")  // of the municipalities, each inhabitant counting once
/// ```
package enum Measure: Hashable, Sendable, CustomStringConvertible {
    /// Computed from one figure per size class.
    case group(GroupMeasure)
    /// Computed from one value per municipality, under a weight.
    case micro(MicroMeasure, Weight)

    /// All of them, those by size class first.
    package static let all: [Measure] =
        GroupMeasure.allCases.map(Measure.group)
        + MicroMeasure.allCases.flatMap { measure in
            Weight.allCases.map { Measure.micro(measure, $0) }
        }

    private static let byKey = Dictionary(all.map { ($0.description, $0) }) { first, _ in first }

    /// Reads a key such as `d`, `rci_erreygers` or `theil_between_share_u`.
    /// - Throws: `InvalidText` if no measure has it; it names the nearest one.
    package init(_ key: String) throws(InvalidText) {
        guard let known = Self.byKey[key] else {
            let near = Suggestion.nearest(to: key, among: Array(Self.byKey.keys)).map { "Did you mean '\($0)'? " } ?? ""
            throw InvalidText(key, isNo: "measure", remedy: near + "'klyfta measures' lists all.")
        }
        self = known
    }

    /// Those that answer the question themselves, not what another program would say.
    package static let own = all.filter { !$0.isForParityOnly }

    /// Reads keys separated by commas, such as `d,rci`; a repeated one counts once.
    /// - Throws: ``InvalidText`` for the first part that is no key.
    package static func list(_ keys: String) throws(InvalidText) -> [Measure] {
        var measures: [Measure] = []
        for key in keys.split(separator: ",", omittingEmptySubsequences: false) {
            let measure = try Measure(String(key))
            if !measures.contains(measure) { measures.append(measure) }
        }
        return measures
    }

    /// The key.
    package var description: String {
        switch self {
        case .group(let measure): measure.rawValue
        case .micro(let measure, let weight): measure.key(per: weight)
        }
    }
}
