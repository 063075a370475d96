import KlyftaModel
import KlyftaSources
import Logging
import Synchronization
import SystemdKit

/// Reads the configuration again and puts it in force, whole, or keeps the old one and says why.
package final class Reloader: Sendable {
    private let path: String
    private let registry: SourceRegistry
    private let settings: Settings
    private let scheduler: Scheduler
    private let outlets: Outlets
    private let levels: LogLevels
    private let notifier: Notifier
    private let tally: Tally
    private let logger: Logger
    /// A signal and a command may come together; the second waits, so that the newer file wins.
    private let turn = Mutex(())

    package init(
        path: String, registry: SourceRegistry, settings: Settings, scheduler: Scheduler, outlets: Outlets,
        levels: LogLevels, notifier: Notifier, tally: Tally = Tally(), logger: Logger
    ) {
        self.path = path
        self.registry = registry
        self.settings = settings
        self.scheduler = scheduler
        self.outlets = outlets
        self.levels = levels
        self.notifier = notifier
        self.tally = tally
        self.logger = logger
    }

    /// Reloads.
    package func reload() -> ControlSocket.Answer {
        turn.withLock { _ in reloadInTurn() }
    }

    private func reloadInTurn() -> ControlSocket.Answer {
        notifier.reloading()
        let answer = attempt()
        tally.reloaded(isGood: answer.isSuccess)
        if answer.isSuccess {
            logger.notice("Configuration read again", metadata: [LogKey.outcome: "\(answer.text)"])
            notifier.ready()
        } else {
            logger.error("Configuration refused; the old one is in force", metadata: [LogKey.error: "\(answer.text)"])
            let first = answer.text.prefix { !$0.isNewline }
            notifier.ready(status: "configuration refused, the old one is in force: \(first)")
        }
        return answer
    }

    private func attempt() -> ControlSocket.Answer {
        do {
            let new = try Configuration.load(path, registry: registry)
            let old = settings.configuration
            if let key = Self.fixedKey(old, new) {
                return .init(
                    isSuccess: false,
                    text: "'\(key)' cannot change while klyfta runs. Restart it: systemctl restart klyfta.")
            }
            outlets.inForce = try new.outlets(logger: logger)
            settings.configuration = new
            levels.configure(new.logLevel)
            // Also if nothing changed: the status may still say that the last try was refused.
            scheduler.recomputeSoon()
            guard new != old else { return .init(isSuccess: true, text: "Configuration unchanged") }
            return .init(
                isSuccess: true,
                text: "Configuration reloaded: \(new.sources.count) sources, \(new.rules.count) rules")
        } catch {
            return .init(isSuccess: false, text: "\(error)")
        }
    }

    /// What the daemon opened at its start and cannot move.
    private static func fixedKey(_ old: Configuration, _ new: Configuration) -> String? {
        if old.stateDirectory != new.stateDirectory { return "state" }
        if old.database != new.database { return "postgresql" }
        if old.alertFile != new.alertFile { return "alert-file" }
        if old.controlSocket != new.controlSocket { return "control" }
        if old.page != new.page { return "page" }
        if old.metricsFile != new.metricsFile { return "metrics-file" }
        return nil
    }
}
