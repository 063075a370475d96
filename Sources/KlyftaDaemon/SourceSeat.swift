import Foundation
import Glibc
import KlyftaModel
import KlyftaSources
import SystemdKit

/// The other end of ``SourceUnit``: the one conversation that a process of klyfta-source@.service holds before it ends.
package struct SourceSeat: Sendable {
    private let connection: CInt

    /// How long the daemon is waited for, which says its request as soon as it has connected.
    private static let patience = Duration.seconds(60)
    /// POLLRDHUP of poll(2): the other side will say nothing more. glibc shows it under _GNU_SOURCE only.
    private static let hungUp = Int16(0x2000)
    /// References to every answer that is held, at the most.
    private static let longestRequest = 64 << 20

    /// Takes one who waits at the socket that systemd handed over; `nil` if it handed over none.
    /// - Throws: ``DaemonFault``, or what systemd says wrongly.
    package static func handed() throws -> SourceSeat? {
        guard let socket = try ListenSockets.passed().first else { return nil }
        let connection = accept(socket.descriptor, nil, nil)
        // Whoever comes meanwhile waits for the next process.
        close(socket.descriptor)
        guard connection >= 0 else {
            throw DaemonFault(
                at: "socket \(socket.name)", "nobody can be let in (\(String(cString: strerror(errno))))",
                remedy: "Give the unit a socket with ListenStream= and Accept=no.")
        }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        return SourceSeat(connection: connection)
    }

    init(connection: CInt) {
        self.connection = connection
    }

    /// What the daemon asks.
    /// - Throws: ``SourceFault`` if it says nothing.
    package func request() throws(SourceFault) -> String {
        guard let line = UnixSocket.readLine(connection, limit: Self.longestRequest, within: Self.patience) else {
            throw SourceFault(
                at: "socket", "whoever connected asked nothing", remedy: "The daemon asks again when it is due.")
        }
        return line
    }

    /// Says a line. Whoever is gone needs no answer.
    package func say(_ line: String) {
        UnixSocket.write(line + "\n", to: connection)
    }

    /// Ends this process as soon as the daemon hangs up, whatever the module is doing: it has given up on the answer, at
    /// its deadline or because it ends itself. systemd ends what else is in the unit.
    package func leaveWithTheDaemon() {
        Thread.detachNewThread { [connection] in
            var question = pollfd(fd: connection, events: Self.hungUp, revents: 0)
            while poll(&question, 1, -1) < 0, errno == EINTR {}
            _exit(1)
        }
    }
}
