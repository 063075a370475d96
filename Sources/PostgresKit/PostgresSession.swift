internal import Glibc

/// A session with a PostgreSQL server. One thread at a time; what it is asked waits for the server, up to a limit of its own:
/// a server that is frozen cannot keep to limits that it was told.
public final class PostgresSession {
    private let library: ClientLibrary
    private let connection: OpaquePointer
    private let patience: Duration
    /// What was prepared, by its text and the types of its values.
    private var prepared: [String: String] = [:]

    /// Begins a session.
    /// - Parameters:
    ///   - parameters: libpq's, such as `dbname` (which may be a URI), `password` and `application_name`.
    ///   - patience: how long an answer may take.
    /// - Throws: ``PostgresError``: `noLibrary` or `noSession`.
    public init(_ parameters: [(name: String, value: String)], patience: Duration) throws(PostgresError) {
        let library = try ClientLibrary.shared.get()
        let fixed = [("client_encoding", "UTF8")]
        let all = parameters.map { ($0.name, $0.value) } + fixed
        let connection = withWords(all.map(\.0)) { names in
            withWords(all.map(\.1)) { values in library.connectdbParams(names, values, 1) }
        }
        guard let connection else { throw PostgresError(.noSession, "there is no memory for a session") }
        guard library.status(connection) == 0 else {
            let message = library.errorMessage(connection).map { String(cString: $0) } ?? "no session"
            library.finish(connection)
            throw PostgresError(.noSession, message)
        }
        _ = library.setNonblocking(connection, 1)
        self.library = library
        self.connection = connection
        self.patience = patience
    }

    deinit { library.finish(connection) }

    /// Whether the session goes on, as far as is known without asking the server.
    public private(set) var isOpen = true

    /// Whether a transaction is open, or has failed and waits for its end.
    public var isInTransaction: Bool { library.transactionStatus(connection) != 0 }

    /// What the server said of itself, such as `server_version`; `nil` for what it does not say.
    public func serverSays(_ name: String) -> String? {
        library.parameterStatus(connection, name).map { String(cString: $0) }
    }

    /// Runs statements that take no values and whose answers nobody wants.
    /// - Throws: ``PostgresError``.
    public func run(_ statements: String) throws(PostgresError) {
        try ask { library.sendQuery(connection, statements) }
        _ = try lastAnswer()
    }

    /// Runs one statement, prepared before if it ran with values of these types.
    /// - Parameter values: for `$1`, `$2`, …; they are never part of the text.
    /// - Throws: ``PostgresError``.
    public func ask(_ statement: String, _ values: [PostgresValue] = []) throws(PostgresError) -> PostgresAnswer {
        for case .text(let text) in values where text.utf8.contains(0) {
            throw PostgresError(.refused, "PostgreSQL holds no text with a null character")
        }
        let name = try prepare(statement, values.map(\.type))
        let wires = values.map(\.wire)
        // Text goes as text: it takes the type of its place. All else goes as its bytes.
        let formats = values.map { value in if case .text = value { CInt(0) } else { CInt(1) } }
        try withWires(wires, terminated: formats.map { $0 == 0 }) { pointers, lengths throws(PostgresError) in
            try ask {
                library.sendQueryPrepared(connection, name, CInt(values.count), pointers, lengths, formats, 1)
            }
        }
        return try lastAnswer()
    }

    /// The channels on which others notified since this was asked before, as far as an answer or the server itself has brought
    /// them by now; the server is not asked.
    public func takeNotices() -> Set<String> {
        if isOpen, library.consumeInput(connection) == 0 { isOpen = false }
        var channels: Set<String> = []
        while let notice = library.notifies(connection) {
            channels.insert(String(cString: notice.pointee))
            library.freemem(notice)
        }
        return channels
    }

    private func prepare(_ statement: String, _ types: [UInt32]) throws(PostgresError) -> String {
        let key = "\(types)\(statement)"
        if let known = prepared[key] { return known }
        let name = "s\(prepared.count)"
        try ask { library.sendPrepare(connection, name, statement, CInt(types.count), types) }
        _ = try lastAnswer()
        prepared[key] = name
        return name
    }

    private func ask(_ send: () -> CInt) throws(PostgresError) {
        guard isOpen else { throw PostgresError(.lost, "the session with the server is over") }
        guard send() == 1 else { throw end(.lost, spoken) }
    }

    private var spoken: String { library.errorMessage(connection).map { String(cString: $0) } ?? "" }

    private func end(_ kind: PostgresError.Kind, _ message: String) -> PostgresError {
        isOpen = false
        return PostgresError(kind, message.isEmpty ? "the session with the server ended" : message)
    }

    /// Waits for all answers to what was asked, and gives the last one, or the first error.
    private func lastAnswer() throws(PostgresError) -> PostgresAnswer {
        let deadline = ContinuousClock.now + patience
        var (last, error): (OpaquePointer?, PostgresError?) = (nil, nil)
        while true {
            do {
                try awaitAnswer(until: deadline)
            } catch {
                last.map(library.clear)
                throw error
            }
            guard let result = library.getResult(connection) else { break }
            if let fault = fault(of: result) {
                error = error ?? fault
                library.clear(result)
            } else {
                last.map(library.clear)
                last = result
            }
        }
        if let error {
            last.map(library.clear)
            guard library.status(connection) == 0 else { throw end(.lost, error.message) }
            throw error
        }
        guard let last else { throw end(.lost, spoken) }
        return PostgresAnswer(last, library)
    }

    private func fault(of result: OpaquePointer) -> PostgresError? {
        // PGRES_COMMAND_OK, PGRES_TUPLES_OK, and an empty statement.
        guard ![0, 1, 2].contains(library.resultStatus(result)) else { return nil }
        func field(_ letter: Unicode.Scalar) -> String? {
            library.resultErrorField(result, CInt(letter.value)).map { String(cString: $0) }
        }
        let message =
            [field("M"), field("D")].compactMap(\.self).joined(separator: ": ")
        let whole = message.isEmpty ? library.resultErrorMessage(result).map { String(cString: $0) } ?? "" : message
        return PostgresError(.refused, code: field("C"), whole)
    }

    /// Sends what waits to be sent, and reads until an answer is whole.
    private func awaitAnswer(until deadline: ContinuousClock.Instant) throws(PostgresError) {
        while true {
            let unsent = library.flush(connection)
            guard unsent >= 0 else { throw end(.lost, spoken) }
            if unsent == 0, library.isBusy(connection) == 0 { return }
            let left = deadline - .now
            guard left > .zero else { throw end(.timeout, "the server did not answer within \(patience)") }
            var poller = pollfd(
                fd: library.socket(connection), events: Int16(POLLIN | (unsent > 0 ? POLLOUT : 0)), revents: 0)
            let milliseconds = left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000
            let ready = poll(&poller, 1, CInt(clamping: milliseconds + 1))
            if ready < 0, errno != EINTR { throw end(.lost, String(cString: strerror(errno))) }
            if ready > 0, poller.revents & ~Int16(POLLOUT) != 0, library.consumeInput(connection) == 0 {
                throw end(.lost, spoken)
            }
        }
    }
}
