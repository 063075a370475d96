import CalendarEvents
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Logging

/// Asking sources side by side, while the loop goes on looking at the clock.
extension Scheduler {
    /// For how long a round waits for those that are still being asked. After that it is made on what is there.
    private static let patience = Duration.seconds(60)

    /// How often the clock is looked at meanwhile.
    private static let nap = Duration.seconds(5)

    private enum Moment: Sendable {
        case fetched(SourceID, isNews: Bool)
        case look
    }

    /// Asks the sources that are due, and those that become due meanwhile, until none is being asked any more. Where one
    /// is slow, rounds are made without it; they are made here, one at a time.
    /// - Returns: whether a round is wanted that was not made yet.
    func ask(_ due: [Job], of configuration: Configuration, isNews: Bool) async -> Bool {
        var lanes = FetchLanes()
        lanes.add(due, of: configuration)
        guard !lanes.isEmpty else { return isNews }
        var isNews = isNews
        var since = clock.now()
        await withTaskGroup(of: Moment.self) { group in
            group.addTask { await self.nap() }
            while !lanes.isEmpty, !Task.isCancelled, settings.ending == nil {
                while let source = lanes.next() {
                    group.addTask { .fetched(source.id, isNews: await self.fetch(source)) }
                }
                switch await group.next() {
                case .fetched(let id, let isNew)?:
                    lanes.done(id)
                    isNews = isNews || isNew
                case .look?:
                    if round(among: &lanes, isNews, since: since) { (isNews, since) = (false, clock.now()) }
                    group.addTask { await self.nap() }
                case nil: return
                }
            }
            group.cancelAll()
        }
        return isNews
    }

    /// Looks at the clock while sources are being asked.
    /// - Returns: whether a round was made.
    private func round(among lanes: inout FetchLanes, _ isNews: Bool, since: UnixTime) -> Bool {
        guard !Task.isCancelled else { return false }
        heartbeat.beat()
        let configuration = settings.configuration
        let book = daybook(configuration)
        let outage = settings.outage
        let due = book.due(at: clock.now())
        lanes.add(due, of: configuration)
        let isLate = isNews && since.duration(to: clock.now()) >= Self.patience
        guard settings.takeWantedRound() || due.contains(.recompute) || isLate else {
            return false
        }
        recompute(configuration, during: outage)
        tellOthers()
        tell(configuration, daybook(configuration))
        return true
    }

    /// Asks a source, unless what it says could not be kept; it stays due then.
    /// - Returns: whether new figures were taken.
    private func fetch(_ source: SourceConfiguration) async -> Bool {
        guard settings.outage == nil else { return false }
        let job = Job(fetching: source)
        do {
            let fetched = try await engine.fetch(source)
            settings.taken(job.name)
            note(job, fetched.refusal?.description)
            tally.fetched(source.id, isGood: fetched.refusal == nil)
            if let refusal = fetched.refusal {
                logger.error(
                    "Indicators refused; their last figures stand",
                    metadata: [LogKey.source: "\(source.id)", LogKey.error: "\(refusal)"])
            }
            if case .adopted = fetched.taken { return true }
        } catch {
            guard !Task.isCancelled else { return false }
            tally.fetched(source.id, isGood: false)
            watch.tell("Source failed; its last figures stand", error, [LogKey.source: "\(source.id)"])
            failed(job, error)
        }
        return false
    }

    private func failed(_ job: Job, _ error: any Error) {
        if error is StoreFault {
            // Of this process alone: after a restart it is due at once.
            settings.untaken(job.name, Store.JobStatus(lastRun: clock.now().commitTime, fault: "\(error)"))
        } else {
            settings.taken(job.name)
            note(job, "\(error)")
        }
    }

    private func nap() async -> Moment {
        try? await clock.sleep(for: heartbeat.pace(Self.nap))
        return .look
    }
}

extension FetchLanes {
    /// Puts the sources of jobs at the end.
    fileprivate mutating func add(_ due: [Job], of configuration: Configuration) {
        for case .fetch(let id, _, _) in due {
            configuration.sources.first { $0.id == id }.map { add($0) }
        }
    }
}
