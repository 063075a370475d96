import KlyftaModel
import Logging
import KlyftaStore

extension Engine {
    /// What is done beside the rounds: answers and history that nobody needs or wants are forgotten, the state is copied
    /// once a day, and the ballast is laid down where it was let go. What fails is told and stops nothing.
    /// - Parameter step: called again and again while it goes on.
    package func keepHouse(_ configuration: Configuration, step: @escaping () -> Void = {}) {
        prune(configuration)
        step()
        forget(configuration)
        step()
        store.renewBallast()
        let today = CalendarDay(daysSince1970: Int(clock.now().commitTime.milliseconds / 86_400_000))
        do {
            _ = try store.backUp(on: today, keeping: configuration.backupsKept, step: step)
        } catch {
            logger.error("The state was not copied", metadata: [LogKey.error: "\(error)"])
        }
    }

    /// Forgets history that is older than the configuration keeps it.
    private func forget(_ configuration: Configuration) {
        guard let keep = configuration.historyKeep else { return }
        do {
            let count = try store.forgetHistory(before: clock.now().advanced(by: .zero - keep).commitTime)
            if count > 0 { logger.info("Old history forgotten", metadata: [LogKey.rows: "\(count)"]) }
        } catch {
            logger.error("Old history not forgotten", metadata: [LogKey.error: "\(error)"])
        }
    }
}
