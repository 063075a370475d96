import KlyftaModel
import KlyftaSources
import KlyftaStore

/// What of a delivery is taken.
extension Engine {
    /// A delivery as it is taken: indicators that were refused are those of the release before.
    struct Accepted {
        var delivery: Delivery
        var refused: Set<IndicatorID> = []
        /// Why they were refused; `nil` if none was.
        var refusal: SourceFault?
    }

    /// - Parameter isComparable: whether the release that stands was asked for with the same options.
    /// - Throws: ``SourceFault`` if nothing can be taken.
    func accept(
        _ delivery: Delivery, of source: SourceConfiguration, comparable isComparable: Bool
    ) throws -> Accepted {
        let (release, last) = (delivery.release, try store.release(of: source.id))
        let vintage = try store.vintage(of: release)
        let isWanted = source.accept.map { vintage.digest.hasPrefix($0) } ?? false
        let judgement = ReleaseJudgement(of: release, since: isComparable ? last : nil, plausible: source.plausible)
        let refused = release.refused + (isWanted ? [] : judgement.refused)
        // A file of an inbox is taken or not; half of it would be neither.
        let isIndivisible =
            !release.inbox.isEmpty || Set(release.indicators.map(\.id)).isSubset(of: refused.map(\.indicator))
        let whole = isWanted ? nil : judgement.refusal
        guard var refusal = whole ?? refused.fault else { return Accepted(delivery: delivery) }
        if whole != nil || !judgement.refused.isEmpty, !isWanted {
            refusal = refusal.offering(vintage, of: source.id)
        }
        if whole != nil || isIndivisible {
            // A file that made the release what it is would spoil the next one too.
            Inbox(of: source.options)?.refuse(release.inbox, because: refusal)
            throw refusal
        }
        let kept = try keeping(Set(refused.map(\.indicator)), in: delivery, of: last)
        return Accepted(delivery: kept, refused: Set(refused.map(\.indicator)), refusal: refusal)
    }

    /// A delivery with some indicators as they stand in the store.
    private func keeping(_ refused: Set<IndicatorID>, in delivery: Delivery, of last: Release?) throws -> Delivery {
        let source = delivery.release.source
        let release = try delivery.release.keeping(refused, of: last).checked()
        let origin = try delivery.origin.map { origin in
            let standing = try last.map { ($0, try store.vintage(of: $0), try store.standingOrigin(of: source)) }
            return origin.keeping(refused, in: release, fetched: delivery.release, of: standing)
        }
        return Delivery(release: release, origin: origin)
    }
}

extension SourceFault {
    /// The same, with how to take the figures all the same.
    fileprivate func offering(_ vintage: Vintage, of source: SourceID) -> SourceFault {
        SourceFault(
            at: place, problem,
            remedy: "\(remedy) To take it all the same, write 'accept: \(vintage.short)' under sources.\(source).",
            kind: kind)
    }
}
