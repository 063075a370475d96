import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaStore
import Logging

/// Does what people want done about alerts, and writes down who wanted it, when and why: in the store and in the log.
package struct Handler: Sendable {
    private let store: Store
    private let outlets: Outlets
    private let clock: any WallClock
    private let logger: Logger
    private let done: @Sendable () -> Void

    /// - Parameter done: called after each act: what people did may let something be sent, and shows in the pictures.
    package init(
        store: Store, outlets: Outlets, clock: any WallClock = SystemClock(), logger: Logger,
        done: @escaping @Sendable () -> Void = {}
    ) {
        self.store = store
        self.outlets = outlets
        self.clock = clock
        self.logger = logger
        self.done = done
    }

    /// Does it.
    /// - Parameter author: who asks, as the kernel or the login says, not as they say.
    package func perform(_ order: HandlingOrder, by author: String) async -> ControlSocket.Answer {
        let comment = PlainText.line(order.comment, atMost: 500)
        guard !comment.isEmpty else {
            return .init(isSuccess: false, text: "there is no comment. Say why with --comment.")
        }
        let doer = Doer(PlainText.line(author, atMost: 100), because: comment)
        do {
            let text = try await perform(order, by: doer)
            logger.notice(
                "Handled by a person",
                metadata: [
                    LogKey.act: "\(order.verb.rawValue)", LogKey.author: "\(doer.author)",
                    LogKey.outcome: "\(text)", LogKey.comment: "\(comment)",
                ])
            done()
            return .init(isSuccess: true, text: text)
        } catch {
            return .init(isSuccess: false, text: "\(error)")
        }
    }

    private func perform(_ order: HandlingOrder, by doer: Doer) async throws -> String {
        try store.requireLead()
        let now = clock.now().commitTime
        switch order.verb {
        case .silence:
            guard let match = order.match, !match.wanted.isEmpty, let end = order.moment else {
                throw refusal("silence", "it names no alerts or no end", "Write rule=NAME, and --for or --until.")
            }
            try checkLabels(of: match)
            let id = try store.silence(match, from: now, to: CommitTime(milliseconds: end), by: doer, at: now)
            return "silence \(id): \(match.text) until \(CommitTime(milliseconds: end))"
        case .expire:
            guard let id = order.silence, try store.expire(id, by: doer, at: now) else {
                throw refusal("silence", "no such silence holds", "See 'klyfta silence list'.")
            }
            return "silence \(id) has ended"
        case .acknowledge: return try acknowledge(order, doer, now)
        case .unacknowledge:
            let alert = try alert(order)
            guard try store.unacknowledge(alert, by: doer, at: now) else {
                throw refusal(alert, "it is not acknowledged", "See 'klyfta alerts'.")
            }
            return "alert \(alert) is not acknowledged any more"
        case .retry, .drop: return try outbox(order, doer, now)
        case .drill: return try await drill(order, doer, now)
        }
    }

    /// A silence that no alert can ever be meant by is a mistake of whoever waits for it to be quiet.
    private func checkLabels(of match: LabelMatch) throws {
        let own = Set((try store.current()?.alerts ?? []).flatMap { $0.labels.map { Array($0.keys) } ?? [] })
        let names = LabelMatch.names + own.subtracting(LabelMatch.names).sorted()
        guard let stranger = match.wanted.keys.sorted().first(where: { !names.contains($0) }) else { return }
        throw refusal(
            PlainText.line(stranger, atMost: 80), "no alert has such a label",
            Suggestion.remedy(for: stranger, among: names, otherwise: "Labels are"))
    }

    private func acknowledge(_ order: HandlingOrder, _ doer: Doer, _ now: CommitTime) throws -> String {
        let alert = try alert(order)
        let end: Acknowledgement.End =
            switch (order.until, order.moment) {
            case ("next-release", _): .nextRelease
            case ("resolved", _): .resolved
            case (_, let moment?): .moment(CommitTime(milliseconds: moment))
            default:
                throw refusal(alert, "there is no end", "Write --until DAY, --until next-release or --until resolved.")
            }
        guard let episode = try store.acknowledge(alert, until: end, by: doer, at: now) else {
            throw refusal(alert, "it does not fire", "See 'klyfta alerts' for those that do.")
        }
        return "alert \(alert), episode \(episode), is acknowledged until \(end.text)"
    }

    /// The alert that is meant: its id, or its rule.
    private func alert(_ order: HandlingOrder) throws -> String {
        let name = order.alert ?? ""
        let rows = try store.current()?.alerts ?? []
        let ofSources = try store.sourceEpisodes().filter(\.isOpen).map { $0.trouble.alertID(of: $0.source) }
        if ofSources.contains(name) { return name }
        guard let row = rows.first(where: { $0.alert == name || $0.rule == name }) else {
            let near = Suggestion.nearest(to: name, among: rows.flatMap { [$0.rule, $0.alert] } + ofSources)
            throw refusal(
                PlainText.line(name, atMost: 80), "there is no such alert",
                near.map { "Did you mean \($0)?" } ?? "See 'klyfta alerts'.")
        }
        return row.alert
    }

    private func outbox(_ order: HandlingOrder, _ doer: Doer, _ now: CommitTime) throws -> String {
        let known = try store.sinksAwaited()
        guard let sink = order.sink, known.contains(sink) || outlets.routes.map(\.sink).contains(sink) else {
            throw refusal(
                "sink \(PlainText.line(order.sink ?? "", atMost: 80))", "nothing waits for it",
                "See 'klyfta outbox list'.")
        }
        if order.verb == .retry {
            let count = try store.retry(sink, only: order.event, by: doer, at: now)
            return "\(count) tried again for sink \(sink)"
        }
        let count = try store.drop(sink, only: order.event, by: doer, at: now)
        return "\(count) dropped for sink \(sink); they stay in the history"
    }

    /// Sends a message that says it is a test, and tells what each sink made of it.
    private func drill(_ order: HandlingOrder, _ doer: Doer, _ now: CommitTime) async throws -> String {
        let set = outlets.inForce
        let names = set.outlets.map(\.route.sink) + set.mirrors.map(\.name)
        if let sink = order.sink, !names.contains(sink) {
            throw refusal(
                "sink \(PlainText.line(sink, atMost: 80))", "there is no such sink",
                Suggestion.remedy(for: sink, among: names, otherwise: "There are"))
        }
        try store.note("drill", on: order.sink ?? "every sink", by: doer, at: now)
        let isMeant = { (name: String) in order.sink.map { $0 == name } ?? true }
        return await withTaskGroup(of: (Int, String).self) { group in
            for (index, outlet) in set.outlets.enumerated() where isMeant(outlet.route.sink) {
                let record = Drill.record(at: now, in: outlet.route.language, by: doer.author)
                group.addTask {
                    (index, await Self.line(outlet.route.sink) { try await outlet.sink.deliver([record]) })
                }
            }
            for (index, mirror) in set.mirrors.enumerated() where isMeant(mirror.name) {
                let record = Drill.record(at: now, in: mirror.route.language, by: doer.author)
                // It ends by itself, where a firing one would stand for an hour.
                let alert = OpenAlert(opening: record, latest: record, ended: now + .seconds(300))
                group.addTask {
                    (
                        set.outlets.count + index,
                        await Self.line(mirror.name) { try await mirror.reflect([alert], at: now) }
                    )
                }
            }
            var lines: [(Int, String)] = []
            for await line in group { lines.append(line) }
            return lines.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: "\n")
        }
    }

    private static func line(_ sink: String, _ send: () async throws -> Void) async -> String {
        do {
            try await send()
            return "\(sink): sent"
        } catch {
            return "\(sink): NOT sent: \(error)"
        }
    }

    private func refusal(_ place: String, _ problem: String, _ remedy: String) -> DaemonFault {
        DaemonFault(at: place, problem, remedy: remedy)
    }
}
