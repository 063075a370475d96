import KlyftaStore
import Logging
import SystemdKit

/// Waits until this daemon may write. Of several on one database one leads, and the others stand by: started, known to systemd
/// as ready, and there within seconds when the leader is gone. A state in a directory is nobody else's, so there a second one ends.
struct Standby {
    let state: StatePlace
    let notifier: Notifier
    let logger: Logger
    /// How long is waited between two tries; a try itself waits in the queue of the lock.
    var pause = Duration.milliseconds(500)

    /// What `systemctl status` says meanwhile.
    static let status = "stands by; another klyfta leads"

    /// The state, once it may be written.
    /// - Throws: ``StoreFault`` if it cannot be opened, but for a state that another one leads; `CancellationError`.
    func store() async throws -> Store {
        var isWaiting = false
        while true {
            switch Result(catching: { () throws(StoreFault) in try state.open() }) {
            case .success(let store):
                if isWaiting { logger.notice("This klyfta leads now") }
                return store
            case .failure(let fault):
                // Who waits goes on waiting while the server is away.
                let isWorthWaiting = fault.kind == .held || isWaiting && fault.kind == .system
                guard state.database != nil, isWorthWaiting else { throw fault }
                if !isWaiting {
                    logger.notice("This klyfta stands by", metadata: [LogKey.error: "\(fault)"])
                    notifier.ready(status: Self.status)
                }
                isWaiting = true
                notifier.watchdog()
            }
            try await Task.sleep(for: pause)
        }
    }
}
