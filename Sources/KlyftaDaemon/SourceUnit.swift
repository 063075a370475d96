import Foundation
import Glibc
import KlyftaModel
import KlyftaSources
import Synchronization

/// Asks a module that runs in a systemd unit of its own, over the unit's socket. The lines are those that a child would
/// be told and would say; the unit ends with the conversation.
struct SourceUnit: Sendable {
    /// Where its socket is.
    let socket: String
    /// How many bytes it may say.
    let outputLimit: Int

    /// Everything that it says, once it has said a whole release.
    /// - Throws: ``SourceFault``, or `CancellationError`: the conversation is over then, and the unit with it.
    func answer(
        of source: SourceID, _ request: SourceRequest, _ report: @escaping @Sendable (FetchLine) -> Void
    ) async throws -> SourceAnswer {
        let line = Line()
        return try await withTaskCancellationHandler {
            let answer = try await withCheckedThrowingContinuation { continuation in
                // Waiting for somebody who may be silent for half an hour takes a thread of its own.
                Thread.detachNewThread {
                    continuation.resume(with: Result { try converse(with: source, request, over: line, report) })
                }
            }
            try Task.checkCancellation()
            return answer
        } onCancel: {
            line.hangUp()
        }
    }

    private func converse(
        with source: SourceID, _ request: SourceRequest, over line: Line,
        _ report: @escaping @Sendable (FetchLine) -> Void
    ) throws -> SourceAnswer {
        let (connection, code) = try UnixSocket.attempt(socket)
        guard code == 0 else {
            throw SourceFault(
                at: "source \(source)", "its unit cannot be reached at \(socket) (\(String(cString: strerror(code))))",
                remedy: "Its last figures stand. Start klyfta-source@\(source).socket, or take 'socket:' away.")
        }
        line.open(connection)
        defer { line.end() }
        UnixSocket.write(request.line + "\n", to: connection)
        var answer = SourceAnswer(limit: outputLimit, report: report)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(connection, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            // A unit that died may leave a reset instead of an end.
            guard count > 0 else { break }
            guard buffer[..<count].withUnsafeBytes({ answer.take($0) }) else {
                throw SourceFault(
                    at: "source \(source)", "it said more than the limit of \(outputLimit) bytes",
                    remedy: remedy(source))
            }
        }
        answer.finish()
        if let fault = answer.fault { throw fault }
        guard answer.isWhole else {
            throw SourceFault(
                at: "source \(source)", "its unit ended before its release was whole", remedy: remedy(source))
        }
        return answer
    }

    private func remedy(_ source: SourceID) -> String {
        "Its last figures stand. See 'journalctl -u klyfta-source@\(source)'."
    }

    /// A connection that may be ended from elsewhere.
    private final class Line: Sendable {
        private let state = Mutex((connection: CInt?.none, isOver: false))

        /// Takes a connection, which is over at once if it was hung up before.
        func open(_ connection: CInt) {
            state.withLock { state in
                state.connection = connection
                if state.isOver { shutdown(connection, CInt(SHUT_RDWR)) }
            }
        }

        /// Whoever waits for the other side waits no longer.
        func hangUp() {
            state.withLock { state in
                state.isOver = true
                if let connection = state.connection { shutdown(connection, CInt(SHUT_RDWR)) }
            }
        }

        func end() {
            state.withLock { state in
                if let connection = state.connection { close(connection) }
                state.connection = nil
            }
        }
    }
}
