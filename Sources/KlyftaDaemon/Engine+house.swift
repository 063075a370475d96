import KlyftaModel
import Logging
import KlyftaStore

extension Engine {
    /// How many daily copies of the state are kept.
    private static let copies = 3

    /// What is done beside the rounds: answers that nobody needs are forgotten, the state is copied once a day, and the
    /// ballast is laid down where it was let go. What fails is told and stops nothing.
    package func keepHouse(_ configuration: Configuration) {
        prune(configuration)
        store.renewBallast()
        let today = CalendarDay(daysSince1970: Int(clock.now().commitTime.milliseconds / 86_400_000))
        do {
            _ = try store.backUp(on: today, keeping: Self.copies)
        } catch {
            logger.error("The state was not copied", metadata: [LogKey.error: "\(error)"])
        }
    }
}
