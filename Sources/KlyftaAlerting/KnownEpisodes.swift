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

    /// The episodes of an alert, in the order in which they were written.
    package subscript(alert: String) -> [KnownEpisode] { byAlert[alert] ?? [] }
}
