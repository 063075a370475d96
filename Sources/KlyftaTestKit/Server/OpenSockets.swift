import Glibc
import Synchronization

/// The sockets of a server, each used by a thread of its own and all ended by another.
///
/// A socket is closed by the thread that uses it, and shut down only while it is open: a descriptor that was given back
/// is soon somebody else's, and ending it then would cut off a server or a client of another test.
final class OpenSockets: Sendable {
    private let state = Mutex((open: Set<CInt>(), isOver: false))

    /// Takes one that was opened, or a negative number where there is none.
    /// - Returns: whether the server goes on; otherwise the socket is closed.
    @discardableResult
    func add(_ socket: CInt) -> Bool {
        state.withLock { state in
            if state.isOver {
                if socket >= 0 { _ = Glibc.close(socket) }
            } else if socket >= 0 {
                state.open.insert(socket)
            }
            return !state.isOver
        }
    }

    /// Closes one that its thread is done with.
    func close(_ socket: CInt) {
        state.withLock { state in if state.open.remove(socket) != nil { _ = Glibc.close(socket) } }
    }

    /// Ends all of them: who waits in one of them is woken, and closes it.
    func shutDown() {
        state.withLock { state in
            state.isOver = true
            for socket in state.open { shutdown(socket, CInt(SHUT_RDWR)) }
        }
    }
}
