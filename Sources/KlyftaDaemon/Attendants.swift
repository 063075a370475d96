import Logging
import ServiceLifecycle
import SystemdKit
import UnixSignals

/// Reloads at SIGHUP.
struct HangupService: Service {
    let signals: UnixSignalsSequence
    let reloader: Reloader
    let logger: Logger

    func run() async throws {
        for await signal in signals.cancelOnGracefulShutdown() {
            logger.info("Reload asked for", metadata: [LogKey.signal: "\(signal)"])
            _ = reloader.reload()
        }
    }
}

/// Tells systemd that the daemon is ready, and goes on to the loop. By now the group catches the signals that end it;
/// one that came between readiness and that would end the daemon without a word.
struct ReadyService: Service {
    let loop: any Service
    let notifier: Notifier

    func run() async throws {
        notifier.ready(status: "ready; first look at the sources")
        try await loop.run()
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
