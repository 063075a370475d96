import CalendarEvents
import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Logging

extension Engine {
    /// Gets the release of a source, and takes each indicator of it that can stand in place of the last one.
    /// - Throws: a ``Fault`` if nothing can be taken; the figures that stood before stand then.
    package func fetch(_ source: SourceConfiguration) async throws -> Fetched {
        let record = try store.sourceRecords()[source.id] ?? SourceRecord()
        let wishes = Job(fetching: source).name
        let exchange = Exchange(path: "\(store.directory)/exchange/\(source.id)")
        try exchange.prepare()
        defer { exchange.clear() }
        let accepted: Accepted
        do {
            let delivery = try await self.delivery(of: source, through: exchange)
            let isComparable = record.wishes == nil || record.wishes == wishes
            accepted = try accept(delivery, of: source, comparable: isComparable)
        } catch let fault as any Fault {
            // A fetch that was given up says nothing of the source, and neither does a store that cannot be used.
            if !Task.isCancelled, !(fault is StoreFault) { remember(record, of: source) { $0.failed(fault, at: $1) } }
            throw fault
        }
        let release = accepted.delivery.release
        // First the content, then the rows that speak of it: a crash between leaves a file too many, never a row too many.
        for payload in accepted.delivery.origin?.fetched ?? [] where !payload.isKnown {
            try exchange.move(payload.sha256, into: store.archive)
        }
        let taken = try store.take(release, from: accepted.delivery.origin, at: clock.now().commitTime)
        remember(record, of: source) { record, now in
            record.delivered(release, taken.vintage.digest, wishes: wishes, at: now)
            record.expected = source.expect?.moments(2, after: record.calendarFrom ?? record.newestSince) ?? []
            record.staleAt = source.schedule.moments(3, after: now).last
            if let refusal = accepted.refusal { record.kept(accepted.refused, because: refusal) }
        }
        // Only now: figures that are stored need their files no longer, and those that are not are read again.
        if let inbox = Inbox(of: source.options) {
            for fault in inbox.accept(release.inbox, at: clock.now().commitTime) { tell(fault, of: source) }
            for name in inbox.refused() {
                logger.warning(
                    "A file in the inbox is refused", metadata: [LogKey.source: "\(source.id)", "file.name": "\(name)"])
            }
        }
        logger.info(
            taken.message,
            metadata: [
                LogKey.source: "\(source.id)", LogKey.vintage: "\(taken.vintage.short)",
                LogKey.observations: "\(release.observations.count)",
            ])
        return Fetched(taken: taken, refusal: accepted.refusal)
    }

    private func delivery(of source: SourceConfiguration, through exchange: Exchange) async throws -> Delivery {
        let known = try store.knownPayloads(of: source.id)
        try store.collect(known)
        let terms = FetchTerms(
            network: source.network, budgets: try store.hostBudgets(), known: known,
            exchange: exchange.path, archive: store.archive.directory)
        return try await sources.delivery(of: source, on: terms) { [self] line in note(line, of: source.id) }
    }

    /// Remembers how a source fared, and says so where that is another state than before.
    private func remember(
        _ record: SourceRecord, of source: SourceConfiguration, _ change: (inout SourceRecord, Int64) -> Void
    ) {
        let now = clock.now().commitTime.milliseconds
        var changed = record
        change(&changed, now)
        do {
            try store.remember(changed, of: source.id, at: CommitTime(milliseconds: now))
        } catch {
            tell(error, of: source)
        }
        let state = SourceState(of: changed, at: now)
        guard let state, state != record.asked.flatMap({ SourceState(of: record, at: $0) }) else { return }
        logger.log(
            level: state == .fresh ? .notice : .warning, "A source is in another state",
            metadata: [
                LogKey.source: "\(source.id)", LogKey.sourceState: "\(state.rawValue)",
                "source.message": "\(state.message(of: changed, in: .english))",
            ])
    }

    private func tell(_ fault: any Error, of source: SourceConfiguration) {
        logger.error(
            "What was fetched is stored; something beside it failed",
            metadata: [LogKey.source: "\(source.id)", LogKey.error: "\(fault)"])
    }
}

extension Store.Taken {
    fileprivate var message: Logger.Message {
        switch self {
        case .adopted: "New figures taken"
        case .unchanged: "Figures unchanged"
        }
    }
}
