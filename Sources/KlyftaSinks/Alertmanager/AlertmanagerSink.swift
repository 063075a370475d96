import Foundation
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
/// minute, and says no false "resolved". What is silenced here is silenced there before it is told.
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
        let isSilent = alerts.contains { $0.silencedUntil != nil }
        do {
            try await silence(alerts, at: now)
        } catch  where isSilent {
            // Rather late than told to people who asked for silence.
            let loud = alerts.filter { $0.silencedUntil == nil }
            if !loud.isEmpty { try await send(loud.map { AlertmanagerAlert($0, at: now, adding: addedLabels) }) }
            throw error
        } catch {
            // One that keeps no silences, or lets nobody see them, has none of ours that could stand for too long.
        }
        try await send(alerts.map { AlertmanagerAlert($0, at: now, adding: addedLabels) })
    }

    /// Makes Alertmanager's silences on these alerts those that hold here.
    private func silence(_ alerts: [OpenAlert], at now: CommitTime) async throws {
        let address = try silences()
        let present = try await post.read(address, headers: headers())
        let known: [AlertmanagerSilence]
        do {
            known = try JSONDecoder().decode([AlertmanagerSilence].self, from: Data(present))
        } catch {
            throw DeliveryFault(
                .refused, at: "sink \(name)", "its list of silences cannot be read: \(error)",
                remedy: "Name the address of Alertmanager's API v2, which ends in /api/v2/alerts.")
        }
        for change in AlertmanagerSilence.changes(for: alerts, present: known, at: now) {
            try await post.post(SinkJSON.bytes(change), to: address, headers: headers())
        }
    }

    /// Where silences are kept: beside the alerts.
    private func silences() throws -> WebAddress {
        let text = try address.resolved().description
        guard text.hasSuffix("/alerts"), let address = try? WebAddress(String(text.dropLast(6)) + "silences") else {
            throw DeliveryFault(
                .refused, at: "sink \(name)", "an alert is silenced, and its address does not end in /alerts",
                remedy: "Name the address of Alertmanager's API v2, which ends in /api/v2/alerts.")
        }
        return address
    }

    private func headers() throws -> [(name: String, value: String)] {
        let token = try bearer.map { [(name: "Authorization", value: "Bearer \(try $0.text())")] } ?? []
        return [(name: "Content-Type", value: "application/json")] + token
    }

    /// One post for all, so that one round is one notification. One alert that Alertmanager does not take must not keep
    /// the others from it: then they are sent in halves.
    private func send(_ alerts: [AlertmanagerAlert]) async throws {
        do {
            try await post.post(try SinkJSON.bytes(alerts), to: address.resolved(), headers: headers())
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
