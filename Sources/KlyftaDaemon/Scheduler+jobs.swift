import CalendarEvents
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Logging

/// What ran when, and what is due.
extension Scheduler {
    /// Writes down that a job ran.
    /// - Parameter fault: why it failed; `nil` if it did not.
    /// - Returns: whether it could be written. Otherwise this process remembers it.
    @discardableResult
    func note(_ job: Job, _ fault: String?) -> Bool {
        do {
            try store.jobRan(job.name, at: clock.now().commitTime, fault: fault)
            return true
        } catch {
            watch.tell("State not written", error, [LogKey.job: "\(job.name)"])
            settings.remember(job.name, Store.JobStatus(lastRun: clock.now().commitTime, fault: fault))
            return false
        }
    }

    /// Which job is due when; while the state cannot be used, none that asks anybody.
    func daybook(_ configuration: Configuration) -> Daybook {
        let now = clock.now()
        let statuses = statuses(at: now)
        let book = Daybook(configuration, statuses: statuses, retries: settings.retries, now: now, host: host)
        return settings.outage.map { book.during($0, at: now) } ?? book
    }

    /// What ran when. Where the store cannot be asked, what this process remembers keeps a job from running every few
    /// seconds.
    func statuses(at now: UnixTime) -> [String: Store.JobStatus] {
        let statuses = latest()
        guard statuses.values.contains(where: { $0.lastRun.map { UnixTime($0) > now } ?? false }) else {
            return statuses
        }
        settings.forget()
        if (try? store.clockSetBack(to: now.commitTime)) == true {
            logger.warning("The clock was set back; schedules go on from now")
        }
        return latest()
    }

    private func latest() -> [String: Store.JobStatus] {
        var stored: [String: Store.JobStatus] = [:]
        do {
            stored = try store.jobs()
        } catch {
            watch.tell("State not read", error)
        }
        return stored.merging(settings.remembered) { one, other in
            (one.lastRun?.milliseconds ?? 0) >= (other.lastRun?.milliseconds ?? 0) ? one : other
        }
    }
}
