import Logging
import ServiceLifecycle
import SystemdKit
import UnixSignals

/// Reloads at SIGHUP.
struct HangupService: Service {
    let reloader: Reloader
    let logger: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        for await signal in signals.cancelOnGracefulShutdown() {
            logger.info("Reload asked for", metadata: [LogKey.signal: "\(signal)"])
            _ = reloader.reload()
        }
    }
}

/// Tells systemd's watchdog that the daemon lives, as long as its loop proves it.
struct WatchdogService: Service {
    let heartbeat: Heartbeat
    let notifier: Notifier
    let logger: Logger

    func run() async throws {
        guard let watchdog = try? Watchdog.requested() else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if heartbeat.isAlive {
                    notifier.watchdog()
                } else {
                    logger.critical("The loop hangs; the watchdog is not fed")
                }
                try? await Task.sleep(for: watchdog.pingPeriod)
            }
        }
    }
}
