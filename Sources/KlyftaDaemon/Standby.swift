import KlyftaModel
import KlyftaStore
import Logging
import ServiceLifecycle
import SystemdKit

/// Follows until this daemon may write, leads from then on, and follows again where another one has come to lead. Of several on
/// one database one leads; the others show what it wrote, and are there within seconds when it is gone. A state in a directory
/// is nobody else's, so there it leads at once.
///
/// It asks for the right every second: that costs one short question, tells at once whether the database is there, and brings
/// along what the leader notified of what it wrote.
struct Standby: Service {
    let scheduler: Scheduler
    let turn: Turn
    let board: StatusBoard
    let notifier: Notifier
    let logger: Logger
    /// How long is waited between two looks.
    var pause = Duration.seconds(1)

    func run() async throws {
        while try await cancelWhenGracefulShutdown({ try await follow() }) {
            turn.come()
            do {
                return try await scheduler.run()
            } catch let fault as StoreFault where fault.kind == .held {
                await giveUp(because: fault)
            }
        }
    }

    /// Leads no more. What sends has to have ended before the state can be read again: it would send what is another's to send.
    private func giveUp(because fault: StoreFault) async {
        logger.warning("Another klyfta leads by now", metadata: [LogKey.error: "\(fault)"])
        await turn.pass(on: scheduler.clock)
        scheduler.store.resign()
        scheduler.settings.beginAnew()
    }

    /// - Returns: whether it leads now; otherwise it is to end.
    /// - Throws: ``StoreFault`` if it can neither lead nor follow.
    private func follow() async throws(StoreFault) -> Bool {
        var seen = Scheduler.Seen()
        var (isFirst, fault) = (true, StoreFault?.none)
        while !Task.isCancelled {
            scheduler.heartbeat.beat()
            switch Result(catching: { () throws(StoreFault) in try look(&seen, isFirst: isFirst) }) {
            case .success(true): return true
            case .success(false): fault = nil
            case .failure(let new):
                // Who waits goes on waiting while the server is away, refuses, or has the schema of an older klyfta. What no
                // start would mend in the beginning was found out by then.
                guard new.kind != .unusable else { throw new }
                if fault != new { tell(new) }
                fault = new
            }
            isFirst = false
            await scheduler.settings.bell.wait(atMost: pause, on: scheduler.clock)
        }
        return false
    }

    private func look(_ seen: inout Scheduler.Seen, isFirst: Bool) throws(StoreFault) -> Bool {
        if try scheduler.store.lead() {
            if !isFirst { logger.notice("This klyfta leads now") }
            return true
        }
        if isFirst { logger.notice("This klyfta stands by") }
        try scheduler.follow(&seen)
        return false
    }

    /// The state cannot be looked at: what was told last stands from before then.
    private func tell(_ fault: StoreFault) {
        logger.warning("This klyfta stands by and cannot look at the state", metadata: [LogKey.error: "\(fault)"])
        guard var situation = board.situation else {
            notifier.status("stands by; \(fault.problem)")
            return
        }
        (situation.term, situation.isFollower) = (nil, true)
        situation.obstacle = PlainText.line(fault.problem, atMost: 160)
        scheduler.report(situation)
    }
}
