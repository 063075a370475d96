import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore

extension Dispatcher {
    /// Tells a mirror where all alerts stand.
    func reflect(in mirror: any AlertMirror) async -> (any Fault)? {
        do {
            let now = clock.now().commitTime
            let since = CommitTime(milliseconds: now.milliseconds - AlertmanagerSink.afterglow)
            let alerts = try store.openAlerts(since: since, in: mirror.route.language, at: now)
            let silences = try store.silences(at: now)
            let taken = alerts.filter { mirror.route.takes($0.opening) }.map { alert in
                var alert = alert
                alert.silencedUntil = silences.filter { $0.covers(alert.opening) }.map(\.ends).max()
                return alert
            }
            try await mirror.reflect(taken, at: now)
            return nil
        } catch let fault as any Fault {
            return fault
        } catch {
            return SourceFault(at: "sink \(mirror.name)", "\(error)", remedy: "It is told again.")
        }
    }
}

extension Store {
    /// The alerts that fire or ended since a moment, those of deliveries that were given up among them.
    func openAlerts(since moment: CommitTime, in language: Language, at now: CommitTime) throws -> [OpenAlert] {
        let episodes = try announcedEpisodes(openOrClosedSince: moment, in: language).map {
            OpenAlert(opening: $0.opening, latest: $0.latest, ended: $0.ended)
        }
        let dead = try sinksAwaited().compactMap { sink -> OpenAlert? in
            let given = try waiting(for: sink, given: true)
            guard let first = given.first else { return nil }
            let record = DeadLetter(sink: sink, count: given.count, firstSeq: first.record.seq)
                .record(at: now, in: language)
            return OpenAlert(opening: record, latest: record, ended: nil)
        }
        return episodes + dead
    }
}
