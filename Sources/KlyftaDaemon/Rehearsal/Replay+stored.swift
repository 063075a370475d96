import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore

extension Replay.Moment {
    /// What was stored when it was: a moment for each time that the figures of any source changed, and for each round that
    /// told something, since figures also settle without changing.
    /// - Throws: ``StoreFault``.
    package static func asStored(in store: Store, of sources: [SourceID]) throws -> [Replay.Moment] {
        let times = Set(try sources.flatMap { try store.vintages(of: $0).map(\.time) } + store.timesOfEvents())
        return try times.sorted { $0.milliseconds < $1.milliseconds }.map { time in
            let past = store.asKnown(at: time)
            return Replay.Moment(
                day: time.day, figures: Figures(try sources.compactMap { try past.release(of: $0) }),
                vintages: try past.vintageNames())
        }
    }
}
