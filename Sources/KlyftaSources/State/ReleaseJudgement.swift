import KlyftaModel

/// Whether a release that was read can take the place of the one that stands. Pure: releases in, a fault out.
public enum ReleaseJudgement {
    /// Why a release is refused; `nil` if it is not.
    /// - Parameters:
    ///   - last: the release that stands, asked for with the same options; `nil` if there is none to compare with.
    ///   - plausible: what the operator holds to be possible, by the local names of indicators.
    public static func refusal(
        of release: Release, since last: Release?, plausible: [String: Plausibility] = [:]
    ) -> SourceFault? {
        if let last {
            if let change = changedShape(of: release, since: last) {
                return fault(release, change, "Look at what the office changed", .changedShape)
            }
            let lack = ReleaseLack(of: release, since: last)
            if !lack.isEmpty {
                return fault(release, "it lacks what the last one had: \(lack)", "Wait for the whole", .partial)
            }
        }
        let (now, before) = (ReleaseContents(of: release), last.map { ReleaseContents(of: $0) })
        for indicator in release.indicators.sorted(by: { $0.id < $1.id }) {
            let objection = plausible[indicator.id.localName]?
                .objection(
                    to: indicator, in: now.values[indicator.id] ?? [:], since: before?.values[indicator.id] ?? [:])
            if let objection {
                return fault(release, "\(indicator.id): \(objection)", "Ask the office, or widen 'plausible'", .suspect)
            }
        }
        return nil
    }

    /// The same name for something else: another unit, direction, nature or length of period. Where the office declares
    /// a new break, it has said so.
    private static func changedShape(of release: Release, since last: Release) -> String? {
        let before = Dictionary(last.indicators.map { ($0.id, $0) }) { one, _ in one }
        let (now, then) = (ReleaseContents(of: release), ReleaseContents(of: last))
        for indicator in release.indicators.sorted(by: { $0.id < $1.id }) {
            guard let old = before[indicator.id], Set(indicator.breaks).isSubset(of: old.breaks) else { continue }
            let facts = [
                ("unit", old.unit.rawValue, indicator.unit.rawValue),
                ("direction", old.direction.rawValue, indicator.direction.rawValue),
                ("nature", old.nature.rawValue, indicator.nature.rawValue),
            ]
            if let (name, was, is_) = facts.first(where: { $0.1 != $0.2 }) {
                return "the \(name) of \(indicator.id) was \(was) and is \(is_)"
            }
            let lengths = { (contents: ReleaseContents) in
                Set((contents.told[indicator.id] ?? [:]).keys.map(\.length))
            }
            let (was, now) = (lengths(then), lengths(now))
            if !was.isEmpty, !now.isEmpty, was.isDisjoint(with: now) {
                return "the periods of \(indicator.id) have another length"
            }
        }
        return nil
    }

    private static func fault(
        _ release: Release, _ problem: String, _ remedy: String, _ kind: SourceFault.Kind
    ) -> SourceFault {
        SourceFault(
            at: "release of \(release.source)", problem, remedy: "The last figures stand. \(remedy).", kind: kind)
    }
}
