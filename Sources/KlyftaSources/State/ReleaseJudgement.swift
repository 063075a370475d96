import KlyftaModel

/// What of a release can take the place of what stands: each indicator, or not. Pure: releases in, faults out.
public struct ReleaseJudgement: Hashable, Sendable {
    /// Why nothing of it can be taken; `nil` if something can. What all indicators are measured by is lacking then.
    public let refusal: SourceFault?
    /// The indicators that cannot, in order. Those that the source refuses itself are not among them.
    public let refused: [RefusedIndicator]

    /// Looks at a release.
    /// - Parameters:
    ///   - last: the release that stands, asked for with the same options; `nil` if there is none to compare with.
    ///   - plausible: what the operator holds to be possible, by the local names of indicators.
    public init(of release: Release, since last: Release?, plausible: [String: Plausibility] = [:]) {
        let lack = last.map { ReleaseLack(of: release, since: $0) }
        refusal = lack.flatMap { $0.population.isEmpty ? nil : Self.fault(release, lacking: $0.population) }
        let told = Set(release.refused.map(\.indicator))
        let declared = Dictionary(release.indicators.map { ($0.id, $0) }) { one, _ in one }
        let old = Dictionary((last?.indicators ?? []).map { ($0.id, $0) }) { one, _ in one }
        let (now, before) = (ReleaseContents(of: release), last.map { ReleaseContents(of: $0) })
        let ids = Set(declared.keys).union(lack?.indicators.keys ?? [:].keys).subtracting(told)
        refused = ids.sorted().compactMap { id in
            let fault: SourceFault?
            if let indicator = declared[id], let change = old[id].flatMap({ Self.change(indicator, $0, now, before) }) {
                fault = Self.fault(release, change, "Look at what the office changed", .changedShape)
            } else if let clauses = lack?.indicators[id] {
                fault = Self.fault(release, lacking: clauses)
            } else {
                fault = declared[id].flatMap { indicator in
                    (plausible[id.localName] ?? Plausibility()).within(indicator.unit)
                        .objection(to: indicator, in: now.values[id] ?? [:], since: before?.values[id] ?? [:])
                }.map { Self.fault(release, "\(id): \($0)", "Ask the office, or widen 'plausible'", .suspect) }
            }
            return fault.map { RefusedIndicator(id, because: $0) }
        }
    }

    /// The same name for something else: another unit, direction, nature or length of period. Where the office declares
    /// a new break, it has said so.
    private static func change(
        _ indicator: Indicator, _ old: Indicator, _ now: ReleaseContents, _ then: ReleaseContents?
    ) -> String? {
        guard Set(indicator.breaks).isSubset(of: old.breaks) else { return nil }
        let facts = [
            ("unit", old.unit.rawValue, indicator.unit.rawValue),
            ("direction", old.direction.rawValue, indicator.direction.rawValue),
            ("nature", old.nature.rawValue, indicator.nature.rawValue),
        ]
        if let (name, was, is_) = facts.first(where: { $0.1 != $0.2 }) {
            return "the \(name) of \(indicator.id) was \(was) and is \(is_)"
        }
        let lengths = { (contents: ReleaseContents?) in
            Set((contents?.told[indicator.id] ?? [:]).keys.map(\.length))
        }
        let (was, is_) = (lengths(then), lengths(now))
        let isAnother = !was.isEmpty && !is_.isEmpty && was.isDisjoint(with: is_)
        return isAnother ? "the periods of \(indicator.id) have another length" : nil
    }

    private static func fault(_ release: Release, lacking clauses: [String]) -> SourceFault {
        fault(
            release, "it lacks what the last one had: \(ReleaseLack.some(clauses, of: 4, by: "; "))",
            "Wait for the whole", .partial)
    }

    private static func fault(
        _ release: Release, _ problem: String, _ remedy: String, _ kind: SourceFault.Kind
    ) -> SourceFault {
        SourceFault(
            at: "release of \(release.source)", problem, remedy: "The last figures stand. \(remedy).", kind: kind)
    }
}
