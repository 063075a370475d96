/// The finest division of a country that two waves share: the connected parts of what became what.
///
/// A merger is one unit, and what was split is one unit again. So two waves can be compared although the municipalities
/// changed between them, and nobody has to guess who went where. Where several became several, a border moved between
/// municipalities: as a whole such a unit can still be counted, but it is no municipality of either wave. It is marked
/// as redrawn, for a panel to leave out.
///
/// Example: 0101 and 0102 became 3001, 0103 became 3002 and 3003: the units {0101, 0102} to {3001} and {0103} to
/// {3002, 3003}.
package struct CommonGeography<Code: Hashable & Comparable & Sendable>: Hashable, Sendable {
    /// The units, in order of their first code: of the old division, or else of the new one.
    package let units: [Unit]

    /// What belongs together.
    package struct Unit: Hashable, Sendable {
        /// The codes of the old division, in order.
        package let predecessors: [Code]
        /// The codes of the new division, in order.
        package let successors: [Code]

        /// What happened to it, as the numbers of codes tell.
        package var kind: Kind {
            switch (predecessors.count, successors.count) {
            case (_, 0): .ended
            case (0, _): .begun
            case (1, 1): .unchanged
            case (_, 1): .merger
            case (1, _): .split
            default: .redrawn
            }
        }
    }

    /// What happened to a unit.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// One municipality stayed one, perhaps under another code.
        case unchanged
        /// Several became one.
        case merger
        /// One became several.
        case split
        /// Several became several: parts moved between them.
        case redrawn
        /// It has no successor.
        case ended
        /// It has no predecessor.
        case begun
    }

    /// The common division of two lists of codes.
    /// - Parameters:
    ///   - old: the codes in force in the first wave.
    ///   - new: the codes in force in the second wave.
    ///   - links: (part of) the one became (part of) the other; codes that are in neither list count too. A code that
    ///     is in both lists, and of which no link says what it became, went on.
    package init(from old: Set<Code>, to new: Set<Code>, links: [(predecessor: Code, successor: Code)]) {
        let before = old.union(links.map(\.predecessor)).sorted()
        let after = new.union(links.map(\.successor)).sorted()
        let places = Dictionary(uniqueKeysWithValues: before.enumerated().map { ($1, $0) })
        let newPlaces = Dictionary(uniqueKeysWithValues: after.enumerated().map { ($1, before.count + $0) })
        var sets = DisjointSets(count: before.count + after.count)
        for link in links {
            if let one = places[link.predecessor], let other = newPlaces[link.successor] { sets.join(one, other) }
        }
        let told = Set(links.map(\.predecessor))
        for code in before where !told.contains(code) {
            if let one = places[code], let other = newPlaces[code] { sets.join(one, other) }
        }
        var parts: [Int: (predecessors: [Code], successors: [Code])] = [:]
        for (place, code) in before.enumerated() {
            parts[sets.root(of: place), default: ([], [])].predecessors.append(code)
        }
        for (place, code) in after.enumerated() {
            parts[sets.root(of: before.count + place), default: ([], [])].successors.append(code)
        }
        // The root is the smallest place, and places are in order of the codes, old ones first.
        units = parts.sorted { $0.key < $1.key }.map {
            Unit(predecessors: $0.value.predecessors, successors: $0.value.successors)
        }
    }
}
