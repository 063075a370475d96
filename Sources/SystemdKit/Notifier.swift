internal import CSystemd

/// Tells the service manager how this program is doing, through libsystemd's `sd_notify`.
///
/// Every call is harmless where nobody asked: without `NOTIFY_SOCKET` nothing is sent. Under the default
/// `NotifyAccess=main` systemd listens to the main process only, so a child must not use it.
public struct Notifier: Sendable {
    /// What became of a message.
    public enum Delivery: Hashable, Sendable {
        /// The service manager has it.
        case told
        /// Nobody asked to be told: `NOTIFY_SOCKET` is not set.
        case notManaged
        /// The socket is there and did not take it; the `errno`. Worth a line in the log, not the end of the program.
        case failed(errno: Int32)
    }

    /// A notifier reads `NOTIFY_SOCKET` at each call, as libsystemd does.
    public init() {}

    /// Start-up is over, or a reload is: `READY=1`.
    @discardableResult
    public func ready(status: String? = nil) -> Delivery {
        send(.ready(status: status))
    }

    /// The line that `systemctl status` shows. Control characters become spaces, and 1024 bytes are kept.
    @discardableResult
    public func status(_ text: String) -> Delivery {
        send(.status(text))
    }

    /// A reload begins; it lasts until the next `ready`. `systemctl reload` waits only if this comes before
    /// `ExecReload=` ends.
    @discardableResult
    public func reloading() -> Delivery {
        send(.reloading(monotonicMicroseconds: Duration.monotonicNow.wholeMicroseconds))
    }

    /// The program is on its way down.
    @discardableResult
    public func stopping(status: String? = nil) -> Delivery {
        send(.stopping(status: status))
    }

    /// Asks for `duration` more from now on before start, run or stop counts as timed out. Must be repeated in time.
    @discardableResult
    public func extendTimeout(by duration: Duration) -> Delivery {
        send(.extendTimeout(duration))
    }

    /// Still alive: one ping for `WatchdogSec=`. See ``Watchdog`` for how often.
    @discardableResult
    public func watchdog() -> Delivery {
        send(.watchdog)
    }

    /// Has systemd keep a copy of a descriptor for the next process of this service, which finds it among
    /// ``ListenSockets/passed()`` under `name`. It is kept over crashes and restarts, as long as the unit has
    /// `FileDescriptorStoreMax=`, and let go when the service is stopped.
    /// - Parameter name: letters, digits and dashes.
    @discardableResult
    public func keep(_ descriptor: Int32, named name: String) -> Delivery {
        var descriptor = descriptor
        return Self.delivery(
            sd_pid_notify_with_fds(0, 0, NotifyMessage.keep(name: name).text, &descriptor, 1))
    }

    /// Has systemd let go of all descriptors that it keeps under a name.
    @discardableResult
    public func forget(_ name: String) -> Delivery {
        send(.forget(name: name))
    }

    private func send(_ message: NotifyMessage) -> Delivery {
        Self.delivery(sd_notify(0, message.text))
    }

    private static func delivery(_ result: Int32) -> Delivery {
        result > 0 ? .told : result == 0 ? .notManaged : .failed(errno: -result)
    }
}
