import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Logging

extension Engine {
    /// Looks at how every source fares, and tells of those that do not fare well and of those that do again.
    ///
    /// Apart from rounds: a date of an office's calendar passes without anything being recomputed, and a source that does
    /// not answer brings nothing to recompute.
    /// - Returns: what is new; mostly nothing.
    /// - Throws: ``StoreFault``; nothing is stored then.
    package func watchSources(_ configuration: Configuration) throws(StoreFault) -> [SourceEvent] {
        let now = clock.now().commitTime
        var looks: [String: [SourceLook]] = [:]
        for source in configuration.sources { looks[source.id.text] = try store.looks(at: source.id, now) }
        let events = SourceNews.events(of: looks, known: try warmth.sourceEpisodes(in: store))
        guard !events.isEmpty else { return [] }
        try store.commit(events, routes: outlets.routes, language: configuration.language, at: now)
        logger.info("Alerts about sources", metadata: [LogKey.events: "\(events.count)"])
        return events
    }
}

extension Store {
    /// The last looks at a source: one for each of its last answers, the last of them as things are now.
    fileprivate func looks(at source: SourceID, _ now: CommitTime) throws(StoreFault) -> [SourceLook] {
        let records = try lastRecords(of: source, SourceTrouble.allCases.map(\.patience).max() ?? 1)
        return records.enumerated().compactMap { index, record in
            let isLast = index == records.count - 1
            let moment = isLast ? now : record.asked.map { CommitTime(milliseconds: $0) } ?? now
            return SourceLook(at: moment, record)
        }
    }
}

extension SourceLook {
    /// What a record of a source says at a moment; `nil` if it was never asked.
    init?(at moment: CommitTime, _ record: SourceRecord) {
        guard let state = SourceState(of: record, at: moment.milliseconds) else { return nil }
        func sentence(_ language: Language) -> String { state.message(of: record, in: language) }
        self.init(
            at: moment, SourceTrouble(rawValue: state.rawValue),
            isDelivering: record.refusal == nil && (state == .fresh || state == .withdrawn),
            message: LocalizedText(sv: sentence(.swedish), nb: sentence(.norwegian), en: sentence(.english)),
            newestPeriod: record.newestPeriod,
            succeeded: record.succeeded.map { CommitTime(milliseconds: $0) }, vintage: record.vintage)
    }
}
