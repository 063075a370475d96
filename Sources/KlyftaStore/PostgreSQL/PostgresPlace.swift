import PostgresKit

/// Which database, and which schema in it: the place of one instance's state.
package struct PostgresPlace: Hashable, Sendable {
    /// libpq's connection string or URI; several hosts are tried in turn.
    package let address: String
    /// The schema that holds the tables. Two instances on one database have one each.
    package let schema: String
    /// The password, where it is none of the address.
    private let password: String?
    /// How long an answer may take, in seconds.
    let patience: Int

    /// - Parameters:
    ///   - address: such as `postgresql://klyfta@db1,db2/klyfta?target_session_attrs=read-write&sslmode=verify-full`.
    ///   - schema: lower-case letters, digits and underscores.
    ///   - password: from a credential; `nil` for peer authentication, a password file or a certificate.
    ///   - patience: how long an answer may take, in seconds.
    /// - Throws: ``StoreFault`` if the schema has no such name: it is the one thing that is part of a statement.
    package init(
        address: String, schema: String = "klyfta", password: String? = nil, patience: Int = 30
    ) throws(StoreFault) {
        let isName = schema.first.map { ("a"..."z").contains($0) } ?? false
        guard isName, schema.utf8.count <= 63,
            schema.unicodeScalars.allSatisfy({ "abcdefghijklmnopqrstuvwxyz0123456789_".unicodeScalars.contains($0) })
        else {
            throw StoreFault(
                .forbidden, at: schema, "this is no name of a schema",
                remedy: "Begin with a letter from a to z; letters, digits and underscores may follow, 63 in all.")
        }
        self.address = address
        self.schema = schema
        self.password = password
        self.patience = patience
    }

    /// After how many seconds of silence a network counts as cut, here and at the server: a leader that is cut off loses its
    /// lock by then, unless the server is in the middle of a statement of its, which may take ``patience``.
    private var silence: Int { min(patience, 15) }

    /// What a session begins with. What the address says of the same comes later, and counts.
    private var parameters: [(String, String)] {
        let probe = "\(max(1, silence / 3))"
        let standard = [
            ("application_name", "klyfta"), ("connect_timeout", "5"), ("keepalives_idle", probe),
            ("keepalives_interval", probe), ("keepalives_count", "3"), ("tcp_user_timeout", "\(silence * 1_000)"),
            // Over a network nobody is trusted who cannot prove his name. Unix sockets know nothing of it.
            ("sslmode", "verify-full"), ("sslrootcert", Self.authorities),
        ]
        return standard + [("dbname", address)] + (password.map { [("password", $0)] } ?? [])
    }

    /// Debian's list of those who certify names; another one is named in the address.
    private static let authorities = "/etc/ssl/certs/ca-certificates.crt"

    /// Begins a session in the schema. The server keeps to the same limits as we do, so that nothing of ours goes on there
    /// after we have given up.
    func begin() throws(PostgresError) -> PostgresSession {
        let session = try PostgresSession(parameters, patience: .seconds(patience + 5))
        let probe = max(1, silence / 3)
        try session.run(
            """
            SET search_path = \(schema);
            SET statement_timeout = '\(patience)s';
            SET idle_in_transaction_session_timeout = '\(patience * 2)s';
            SET tcp_keepalives_idle = \(probe);
            SET tcp_keepalives_interval = \(probe);
            SET tcp_keepalives_count = 3;
            SET tcp_user_timeout = \(silence * 1_000);
            SET synchronous_commit = on;
            SET client_min_messages = warning;
            SET standard_conforming_strings = on;
            """)
        return session
    }

    /// Where a fault says that it is: hosts and database, never a password.
    var name: String {
        let bare = address.split(separator: "://").last.map { $0.split(separator: "@").last ?? $0 } ?? ""
        let isURI = address.contains("://")
        return isURI ? "\(bare.prefix { $0 != "?" }) (schema \(schema))" : "PostgreSQL (schema \(schema))"
    }

    /// PostgreSQL's refusals, in the words of whoever has to mend them.
    func fault(_ error: PostgresError) -> StoreFault {
        let class2 = error.code?.prefix(2)
        switch (error.kind, class2) {
        case (.noLibrary, _):
            return StoreFault(
                .forbidden, at: name, error.message,
                remedy: "Install it (Debian's package libpq5), or keep the state in SQLite with 'store: sqlite'.")
        case (.noSession, _) where error.message.contains("SSL") || error.message.contains("certificate"):
            return StoreFault(
                .system, at: name, "no session with PostgreSQL that can be trusted (\(error.message))",
                remedy:
                    "Let the server prove its name, with the authority that vouches for it as sslrootcert= in the address; or give up on it there, such as with sslmode=disable."
            )
        case (.noSession, _):
            return StoreFault(
                .system, at: name, "no session with PostgreSQL (\(error.message))",
                remedy: "Look whether the server runs, and whether this user may come in. It is tried again.")
        case (.lost, _), (.timeout, _):
            return StoreFault(
                .system, at: name, "the session with PostgreSQL was lost (\(error.message)); nothing of this counts",
                remedy: "Klyfta goes on by itself when the server is there again.")
        case (.refused, "57") where error.code == "57014":
            return StoreFault(
                .system, at: name, "PostgreSQL took longer than \(patience) s; nothing of this was stored",
                remedy: "See what keeps the server, or raise 'answer-within'. Klyfta goes on by itself.")
        case (.refused, "53"):
            return StoreFault(
                .system, at: name, "PostgreSQL lacks room or memory (\(error)); nothing of this was stored",
                remedy: "Make room at the server. Klyfta goes on by itself with the next round.")
        case (.refused, "42") where error.code == "42501", (.refused, "25"), (.refused, "3F"):
            return StoreFault(
                .forbidden, at: name, "PostgreSQL refuses (\(error))",
                remedy:
                    "Let the role own the schema, on a server that may be written to (target_session_attrs=read-write)."
            )
        default:
            return StoreFault(
                .system, at: name, "the state cannot be used (\(error))", remedy: "See the message; it is tried again.")
        }
    }
}
