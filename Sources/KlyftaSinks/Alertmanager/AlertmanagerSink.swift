import KlyftaAlerting
import KlyftaModel
import KlyftaSources

/// A receiver that is told the whole state again and again, because it keeps none itself.
package protocol AlertMirror: Sendable {
    /// Its name in the configuration.
    var name: String { get }
    /// What is told there, and in which language.
    var route: Route { get }
    /// How often it is told.
    var interval: Duration { get }

    /// Tells all alerts that fire and those that ended a moment ago.
    /// - Throws: a ``DeliveryFault``; it is told again after ``interval``.
    func reflect(_ alerts: [OpenAlert], at now: CommitTime) async throws
}

/// Posts all alerts to Alertmanager's API v2, time and again.
///
/// Alertmanager holds alerts in memory and ends those that nobody confirms. So it is told the whole firing set every
/// minute, and each end for a quarter of an hour: one that was killed and comes back empty knows all of it within a
/// minute, and says no false "resolved".
package struct AlertmanagerSink: AlertMirror {
    package let route: Route
    package let interval: Duration
    private let post: WebPost
    private let address: SinkAddress
    private let addedLabels: [String]
    private let bearer: Secret?

    package var name: String { route.sink }

    /// For how long an end is told, in milliseconds.
    package static let afterglow: Int64 = 15 * 60_000

    /// - Parameters:
    ///   - address: of the API, such as `http://127.0.0.1:9093/api/v2/alerts`.
    ///   - addedLabels: see ``AlertmanagerAlert``.
    ///   - bearer: what a proxy in front of it asks for.
    package init(
        _ route: Route, _ post: WebPost, to address: SinkAddress, every interval: Duration = .seconds(60),
        adding addedLabels: [String] = [], bearer: Secret? = nil
    ) {
        self.route = route
        self.post = post
        self.address = address
        self.interval = interval
        self.addedLabels = addedLabels
        self.bearer = bearer
    }

    package func reflect(_ alerts: [OpenAlert], at now: CommitTime) async throws {
        guard !alerts.isEmpty else { return }
        try await send(alerts.map { AlertmanagerAlert($0, at: now, adding: addedLabels) })
    }

    /// One post for all, so that one round is one notification. One alert that Alertmanager does not take must not keep
    /// the others from it: then they are sent in halves.
    private func send(_ alerts: [AlertmanagerAlert]) async throws {
        var headers = [(name: "Content-Type", value: "application/json")]
        if let bearer { headers.append(("Authorization", "Bearer \(try bearer.text())")) }
        do {
            try await post.post(try SinkJSON.bytes(alerts), to: address.resolved(), headers: headers)
        } catch let fault as DeliveryFault where fault.kind == .refused && alerts.count > 1 {
            let middle = alerts.count / 2
            var faults: [any Error] = []
            for half in [alerts[..<middle], alerts[middle...]] {
                do { try await send(Array(half)) } catch { faults.append(error) }
            }
            if let first = faults.first { throw first }
        }
    }
}
