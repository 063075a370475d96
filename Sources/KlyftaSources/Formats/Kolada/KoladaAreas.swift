import KlyftaModel

/// Sweden's municipalities as Kolada lists them, and what else it mixes with them.
package struct KoladaAreas: Sendable {
    /// The municipalities, by code.
    package let municipalities: Set<String>
    private let others: Set<String>

    /// How many municipalities Sweden has; a list with another number is incomplete, or Sweden has changed.
    package static let expected = 290

    /// Areas from Kolada's own list.
    /// - Throws: ``SourceFault`` if there are not as many municipalities as expected, or one is there twice.
    package init(_ areas: [KoladaArea], expecting expected: Int = expected) throws(SourceFault) {
        let place = "Kolada's list of municipalities"
        if let twin = areas.firstRepetition(of: \.id) {
            throw SourceFault(at: place, "\(twin.id) is there twice", remedy: "Ask RKA.")
        }
        municipalities = Set(areas.filter { $0.type == "K" }.map(\.id))
        others = Set(areas.map(\.id)).subtracting(municipalities)
        guard municipalities.count == expected else {
            throw SourceFault(
                at: place, "there are \(municipalities.count) municipalities where \(expected) are expected",
                remedy: "A page is missing, or the division has changed; then a new release of Klyfta must know it.",
                kind: .partial)
        }
    }

    /// The figures of municipalities alone: groups, regions and the country are dropped, and withdrawn figures too
    /// unless they are wanted.
    /// - Throws: ``SourceFault`` for a code in no list, or two figures of the same area, year and gender.
    package func municipal(
        _ figures: [KoladaFigure], from source: String, withdrawnToo: Bool = false
    ) throws(SourceFault) -> [KoladaFigure] {
        var kept: [KoladaFigure] = []
        for figure in figures where !figure.area.hasPrefix("G") && !others.contains(figure.area) {
            guard municipalities.contains(figure.area) else {
                throw SourceFault(
                    at: "\(source): \(figure.kpi) in \(figure.year)",
                    "'\(JSONReader.shown(figure.area))' is no area of Kolada's list",
                    remedy: "Codes are four digits with their leading zeros. Fetch the list of municipalities again.")
            }
            kept.append(figure)
        }
        if let twin = kept.firstRepetition(of: \.key) {
            throw SourceFault(
                at: source,
                "there are two figures of \(twin.kpi) for \(twin.area) in \(twin.year), \(twin.gender.rawValue)",
                remedy: "A page came twice, or Kolada is at fault; nothing of the answer is taken.")
        }
        return withdrawnToo ? kept : kept.filter { !$0.isDeleted }
    }
}
