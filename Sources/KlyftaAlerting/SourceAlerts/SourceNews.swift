import KlyftaModel

/// What is new of how sources fare: the last looks at them, held against what was written down.
///
/// A pure function of both, so a look that is taken again after a crash says the same under the same ids.
package enum SourceNews {
    /// The events, by source and trouble.
    /// - Parameters:
    ///   - looks: by source that is watched, the last looks in order of time, one for each answer; of one that was never
    ///     asked there are none. An open alert about any other source is closed.
    ///   - known: the last episode of each alert that was written down, in any order.
    package static func events(of looks: [String: [SourceLook]], known: [SourceEpisode]) -> [SourceEvent] {
        let orphans = known.filter { $0.isOpen && looks[$0.source] == nil }
            .sorted { ($0.source, $0.trouble.rawValue) < ($1.source, $1.trouble.rawValue) }
            .map { SourceEvent(ending: $0, with: nil) }
        return orphans
            + looks.sorted { $0.key < $1.key }.flatMap { source, looks in
                SourceTrouble.allCases.compactMap { trouble in
                    event(trouble, of: source, looks, known.last { $0.source == source && $0.trouble == trouble })
                }
            }
    }

    /// What comes and goes between two looks is over before anybody could act: it is no event.
    private static func event(
        _ trouble: SourceTrouble, of source: String, _ looks: [SourceLook], _ known: SourceEpisode?
    ) -> SourceEvent? {
        guard let last = looks.last else { return nil }
        let open = known.flatMap { $0.isOpen ? $0 : nil }
        var phase = open.map { AlertPhase<CommitTime>.firing(since: $0.began) } ?? .inactive
        for look in open == nil ? looks : [last] {
            phase = phase.next(seeing: look.evidence(of: trouble), in: look.moment, patience: trouble.patience)
        }
        switch (phase, open) {
        case (.firing, nil):
            return SourceEvent(trouble, of: source, episode: (known?.number ?? 0) + 1, seen: last)
        case (.resolved, let open?): return SourceEvent(ending: open, with: last)
        default: return nil
        }
    }
}
