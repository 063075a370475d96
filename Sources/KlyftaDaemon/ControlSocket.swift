import Dispatch
import Glibc
import KlyftaModel
import Logging
import ServiceLifecycle

/// The Unix socket over which commands reach a running daemon: one line asked, one answer, closed.
///
/// Who may connect may ask the daemon to reload, and handle alerts; the socket's mode keeps everybody else out, and the
/// kernel says who it is.
package final class ControlSocket: Service {
    /// What a command did: whether it succeeded, and what to tell the one who asked.
    package struct Answer: Sendable {
        package var isSuccess: Bool
        package var text: String

        package init(isSuccess: Bool, text: String) {
            self.isSuccess = isSuccess
            self.text = text
        }
    }

    private static let longestCommand = 16 << 10

    private let listener: ControlListener
    private let patience: Duration
    private let logger: Logger
    private let answer: @Sendable (String, Peer) async -> Answer
    /// Waiting for somebody who may say nothing is no work for the few threads that everything else runs on. Not the
    /// global queue: once that has run anything, its pool wakes the process every second. See `ThreadPool`.
    private let queue = DispatchQueue(label: "klyfta.control")

    /// Serves whoever connects to a listener.
    /// - Parameter patience: how long somebody who connects and says nothing is waited for.
    package init(
        on listener: ControlListener, patience: Duration = .seconds(2), logger: Logger,
        answer: @escaping @Sendable (String, Peer) async -> Answer
    ) {
        self.listener = listener
        self.patience = patience
        self.logger = logger
        self.answer = answer
    }

    package func run() async throws {
        // Whoever comes while that many wait is sent away: a crowd must not use up the descriptors.
        let (connections, arrival) = AsyncStream<CInt>.makeStream(bufferingPolicy: .bufferingOldest(16))
        // Dispatch itself guards it; nothing of it is changed here but its end.
        nonisolated(unsafe) let source = DispatchSource.makeReadSource(
            fileDescriptor: listener.descriptor, queue: queue)
        source.setEventHandler { [listener] in
            let connection = accept(listener.descriptor, nil, nil)
            guard connection >= 0 else { return }
            // A child that held a copy open would keep the other side waiting for the end.
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            if case .dropped(let rejected) = arrival.yield(connection) { close(rejected) }
        }
        source.setCancelHandler { [listener] in
            listener.end()
            arrival.finish()
        }
        source.resume()
        // At the end nobody else is let in, and whoever was is still answered.
        await withTaskCancellationOrGracefulShutdownHandler {
            for await connection in connections {
                await cancelWhenGracefulShutdown { await self.serve(connection) }
            }
        } onCancelOrGracefulShutdown: {
            source.cancel()
        }
        source.cancel()
    }

    private func serve(_ connection: CInt) async {
        defer { close(connection) }
        let command = await withCheckedContinuation { answer in
            queue.async { [patience] in
                answer.resume(returning: UnixSocket.readLine(connection, limit: Self.longestCommand, within: patience))
            }
        }
        guard let command else { return }
        let reply = await answer(command, Peer(of: connection))
        UnixSocket.setPatience(patience, of: connection)
        UnixSocket.write("\(reply.isSuccess ? "ok" : "refused")\n\(reply.text)\n", to: connection)
    }
}

/// The other end of ``ControlSocket``.
package enum ControlClient {
    /// Asks the daemon behind a socket.
    /// - Throws: ``DaemonFault`` if nobody answers.
    package static func ask(_ command: String, at path: String) throws(DaemonFault) -> ControlSocket.Answer {
        let connection = try UnixSocket.connect(path)
        defer { close(connection) }
        // A drill waits for receivers that are slow.
        UnixSocket.setPatience(.seconds(90), of: connection)
        UnixSocket.write(command + "\n", to: connection)
        let text = UnixSocket.readAll(connection, limit: 1 << 20)
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard let word = lines.first, word == "ok" || word == "refused" else {
            throw DaemonFault(
                at: path, "the daemon did not answer", remedy: "See its log: journalctl -u klyfta.")
        }
        let rest = lines.count > 1 ? String(lines[1]) : ""
        return ControlSocket.Answer(
            isSuccess: word == "ok", text: rest.hasSuffix("\n") ? String(rest.dropLast()) : rest)
    }
}
