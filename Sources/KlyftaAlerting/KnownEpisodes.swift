/// What was written down of all alerts, alert by alert: put in order once, and asked for one alert at a time.
package struct KnownEpisodes: Sendable {
    /// All of it, in the order in which it was written.
    package let all: [KnownEpisode]
    /// The episodes that nobody wrote the end of, in the same order.
    package let open: [KnownEpisode]
    private let byAlert: [String: [KnownEpisode]]

    /// - Parameter all: what was written down, in any order.
    package init(_ all: [KnownEpisode]) {
        self.all = all
        open = all.filter { !$0.isClosed }
        byAlert = Dictionary(grouping: all, by: \.alertID)
    }

    /// The same with what was written since: episodes that are known go on as they are now, and new ones come last.
    package func continued(by now: [KnownEpisode]) -> KnownEpisodes {
        guard !now.isEmpty else { return self }
        var (all, places) = (all, Dictionary(uniqueKeysWithValues: all.enumerated().map { (Name($1), $0) }))
        for episode in now {
            if let place = places[Name(episode)] {
                all[place] = episode
            } else {
                places[Name(episode)] = all.count
                all.append(episode)
            }
        }
        return KnownEpisodes(all)
    }

    private struct Name: Hashable {
        let alert: String
        let number: Int

        init(_ episode: KnownEpisode) { (alert, number) = (episode.alertID, episode.number) }
    }

    /// The episodes of an alert, in the order in which they were written.
    package subscript(alert: String) -> [KnownEpisode] { byAlert[alert] ?? [] }
}
