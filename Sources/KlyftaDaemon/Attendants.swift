import Logging
import ServiceLifecycle
import SystemdKit
import UnixSignals

/// Tells systemd that the daemon ends, as soon as it is told to: the last service of a group hears it first. A round that
/// is being made comes to its end; until then systemd is asked for time, as long as the loop proves that it goes on.
struct StoppingService: Service {
    let notifier: Notifier
    let heartbeat: Heartbeat

    func run() async throws {
        try? await gracefulShutdown()
        notifier.stopping(status: "stopping; what is under way comes to its end")
        // It is not ended: the process does that.
        TimeoutExtension(while: { heartbeat.isAlive }, ask: { notifier.extendTimeout(by: $0) }).begin()
    }
}

/// Reloads at SIGHUP.
struct HangupService: Service {
    let signals: UnixSignalsSequence
    let reloader: Reloader
    let logger: Logger

    func run() async throws {
        // Not `cancelOnGracefulShutdown()`, whose unstructured tasks leave the daemon's threads: see ``ThreadPool``.
        await cancelWhenGracefulShutdown {
            for await signal in signals {
                logger.info("Reload asked for", metadata: [LogKey.signal: "\(signal)"])
                _ = reloader.reload()
            }
        }
    }
}

/// Tells systemd that the daemon is ready, and goes on to the loop. By now the group catches the signals that end it;
/// one that came between readiness and that would end the daemon without a word.
struct ReadyService: Service {
    let loop: any Service
    let notifier: Notifier
    let status: String

    func run() async throws {
        notifier.ready(status: status)
        try await loop.run()
    }
}
