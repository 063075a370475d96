import Glibc
import Synchronization

/// A web server on this machine that answers as a test says, well or badly: it cuts, trickles, lies and hangs.
///
/// Each connection has a thread of its own, and nothing here waits for time to pass but where a test wants a server
/// that does.
public final class HTTPServer: Sendable {
    /// A question as it came in.
    public struct Question: Sendable {
        /// `GET` or `POST`.
        public let method: String
        /// Path and query.
        public let target: String
        /// The headers, by name in lower case.
        public let headers: [String: String]
        /// What was posted.
        public let body: [UInt8]
        /// How many questions came before.
        public let number: Int
    }

    /// Something a server does on a connection, one after the other.
    public enum Step: Sendable {
        /// Sends bytes.
        case send([UInt8])
        /// Sends the same bytes so many times: a body larger than anybody's memory.
        case flood([UInt8], times: Int)
        /// Sends a byte, waits, sends the next.
        case trickle([UInt8], milliseconds: CInt)
        /// Says nothing more until the other side goes away.
        case hang
        /// Ends the connection.
        case close
    }

    /// The port it listens on.
    public let port: Int
    private let sockets: OpenSockets
    private let state = Mutex(State())
    private let respond: @Sendable (Question) -> [Step]

    private struct State {
        var questions: [Question] = []
        var connections = 0
    }

    /// A server that answers each question with steps.
    /// - Throws: ``ChildProcess/CannotStart`` if there is no socket.
    public init(address: String = "127.0.0.1", port: Int = 0, respond: @escaping @Sendable (Question) -> [Step]) throws
    {
        let socket = try LoopbackSocket(address: address, port: port, backlog: 64)
        let sockets = OpenSockets()
        sockets.add(socket.descriptor)
        self.respond = respond
        self.sockets = sockets
        self.port = socket.port
        try spawnThread { [weak self] in
            defer { sockets.close(socket.descriptor) }
            while true {
                let connection = accept(socket.descriptor, nil, nil)
                guard sockets.add(connection) else { return }
                // One that went away before it was taken, or no descriptor for it just now: the next may come.
                guard connection >= 0 else { continue }
                guard let self else { return sockets.close(connection) }
                self.welcome(connection)
            }
        }
    }

    deinit { stop() }

    /// Ends it, and every connection.
    public func stop() { sockets.shutDown() }

    /// What was asked so far.
    public var questions: [Question] { state.withLock { $0.questions } }

    /// How many connections were made so far.
    public var connections: Int { state.withLock { $0.connections } }

    /// An address on it.
    public func url(_ target: String = "/") -> String { "http://127.0.0.1:\(port)\(target)" }

    private func welcome(_ connection: CInt) {
        state.withLock { $0.connections += 1 }
        do {
            try spawnThread { [weak self, sockets] in
                while let self, let question = self.read(connection), self.play(self.respond(question), on: connection)
                {}
                sockets.close(connection)
            }
        } catch {
            sockets.close(connection)
        }
    }

    private func read(_ connection: CInt) -> Question? {
        guard let (head, rest) = readHead(connection) else { return nil }
        let lines = head.split(separator: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
        }
        var body = rest
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while body.count < length, let more = receive(connection) { body += more }
        return state.withLock { [headers, body] state in
            let question = Question(
                method: String(words[0]), target: String(words[1]), headers: headers, body: body,
                number: state.questions.count)
            state.questions.append(question)
            return question
        }
    }

    /// Does the steps.
    /// - Returns: whether another question may come.
    private func play(_ steps: [Step], on connection: CInt) -> Bool {
        for step in steps {
            switch step {
            case .send(let bytes): guard send(bytes, to: connection) else { return false }
            case .flood(let bytes, let times):
                for _ in 0..<times { guard send(bytes, to: connection) else { return false } }
            case .trickle(let bytes, let milliseconds):
                for byte in bytes {
                    guard send([byte], to: connection), !isGone(connection, within: milliseconds) else { return false }
                }
            case .hang:
                while !isGone(connection, within: 60_000) {}
                return false
            case .close: return false
            }
        }
        return true
    }
}
