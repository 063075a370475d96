internal import Glibc
internal import Synchronization

/// What systemd handed over at the start, to be taken by name: each part of a program asks for its own, and what nobody
/// asked for is let go.
public final class HandedSockets: Sendable {
    private let left: Mutex<[ListenSocket]>

    /// Descriptors that are waiting to be taken.
    public init(_ sockets: [ListenSocket]) {
        left = Mutex(sockets)
    }

    /// What this very process was given. To be asked for once, before anything else opens descriptors.
    public static func passed() throws(SystemdError) -> HandedSockets {
        HandedSockets(try ListenSockets.passed())
    }

    /// All descriptors of a name, in order. They belong to the caller from here on.
    public func take(_ name: String) -> [ListenSocket] {
        left.withLock { left in
            defer { left.removeAll { $0.name == name } }
            return left.filter { $0.name == name }
        }
    }

    /// Closes what nobody took, and has systemd keep it no longer: a program that was replaced by another version may
    /// have left what the new one does not know.
    /// - Returns: the names.
    @discardableResult
    public func letGo(telling notifier: Notifier) -> [String] {
        let rest = left.withLock { left in
            defer { left = [] }
            return left
        }
        for socket in rest {
            close(socket.descriptor)
            notifier.forget(socket.name)
        }
        return rest.map(\.name)
    }
}
