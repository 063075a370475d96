import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaStore

extension Store {
    /// How every source that was ever asked fares at a moment, by name.
    /// - Throws: ``StoreFault``.
    package func sourceStandings(at now: CommitTime, in language: Language) throws(StoreFault) -> [SourceStanding] {
        try sourceRecords().sorted { $0.key < $1.key }.compactMap { source, record in
            guard let state = SourceState(of: record, at: now.milliseconds) else { return nil }
            let text = { (moment: Int64?) in moment.map { CommitTime(milliseconds: $0).description } }
            return SourceStanding(
                source: source.text, state: state.rawValue, message: state.message(of: record, in: language),
                asked: text(record.asked), succeeded: text(record.succeeded), newestPeriod: record.newestPeriod,
                nextExpected: text(record.expected.first { $0 >= now.milliseconds }), rows: record.rows,
                vintage: record.vintage)
        }
    }
}
