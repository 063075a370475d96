import CalendarEvents
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Logging

/// What offices answer, on its way and once it is old.
extension Engine {
    /// Writes down and tells what a source says while it asks its office.
    func note(_ line: FetchLine, of source: SourceID) {
        if let budget = line.budget {
            do {
                try store.note(budget.left, of: budget.host)
            } catch {
                // Each answer brings one. What is asked for cannot be stored either, and that is told.
                logger.debug("State not written", metadata: [LogKey.source: "\(source)", LogKey.error: "\(error)"])
            }
        }
        if let progress = line.progress { self.progress(progress) }
        if let progress = line.progress, progress.isTopicDone {
            logger.info(
                "Table fetched",
                metadata: [
                    LogKey.source: "\(source)", LogKey.topic: "\(progress.topic)", LogKey.cells: "\(progress.cells)",
                    LogKey.bytes: "\(progress.wireBytes)", LogKey.answers: "\(progress.answered)/\(progress.planned)",
                ])
        }
    }

    /// Forgets answers that are older than the configuration keeps them and that no figure rests on.
    package func prune(_ configuration: Configuration) {
        let moment = clock.now().advanced(by: .zero - configuration.archiveKeep).commitTime
        do {
            let count = try store.prunePayloads(before: moment)
            if count > 0 { logger.info("Old answers forgotten", metadata: [LogKey.answers: "\(count)"]) }
        } catch {
            logger.error("Old answers not forgotten", metadata: [LogKey.error: "\(error)"])
        }
    }
}
