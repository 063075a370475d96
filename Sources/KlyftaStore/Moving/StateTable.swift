import Foundation

/// A table as it is moved from one database to another: what its columns are, and in which order its rows lie.
struct StateTable: Sendable {
    /// A column, by what a value of it is in both databases.
    enum Column: ExpressibleByStringLiteral, Sendable {
        /// The same in both.
        case plain(String)
        /// 0 or 1 where a database has no truth.
        case flag(String)
        /// Text where a database has no moments: UTC to the microsecond.
        case moment(String)
        /// The figures of a sheet, packed or as lists.
        case figures

        init(stringLiteral name: String) { self = .plain(name) }
    }

    let name: String
    let columns: [Column]
    /// How many of the first columns tell its rows apart.
    let keys: Int
    /// Whether its first column is a number that is given once, also if its row goes.
    let isCounted: Bool
    /// How many rows are had at a time: what some of them take is little, of others much.
    let atATime: Int

    init(_ name: String, _ columns: [Column], keys: Int = 1, isCounted: Bool = false, atATime: Int = 500) {
        (self.name, self.columns, self.keys) = (name, columns, keys)
        (self.isCounted, self.atATime) = (isCounted, atATime)
    }

    /// All of a state, each behind those that its rows speak of. The content of answers is no table everywhere.
    static let all = figures + rounds + sending + sources + leaders

    private static let figures = [
        StateTable("line", ["id", "digest", "text"]),
        StateTable("roster", ["id", "digest", "municipalities"], atATime: 20),
        StateTable("sheet", ["line", "indicator", "period", "roster", .figures], atATime: 200),
        StateTable("release", ["id", "source", "vintage", "committed_at"]),
        StateTable("release_line", ["release", "position", "line"], keys: 2),
        StateTable("adoption", ["seq", "source", "release", "committed_at"], isCounted: true),
    ]

    private static let rounds = [
        StateTable("round", ["seq", "committed_at", "standings", "epoch"], isCounted: true, atATime: 4),
        StateTable(
            "event",
            [
                "seq", "id", "round", "alert", "rule", "rule_revision", "episode", "kind", "period", .flag("announced"),
                "record",
            ], atATime: 100),
        StateTable("event_reference", ["event", "changes"], keys: 2),
        StateTable("telling", ["event", "language", "letter"], keys: 2, atATime: 100),
        StateTable(
            "test",
            [
                "seq", "key", "round", "rule", "rule_revision", "baseline", "period", "p", "adjusted", "family",
                "family_size", "false_discovery", "method", "state", "revises", "numbers",
            ], isCounted: true, atATime: 100),
    ]

    private static let sending = [
        StateTable("outbox", ["event", "sink"], keys: 2),
        StateTable("delivery", ["event", "sink", "committed_at"], keys: 2),
        StateTable("attempt", ["event", "sink", "attempts", "first_at", "next_at", "fault", "ended"], keys: 2),
        StateTable("sink", ["name", "failures", "next_at", "fault", .flag("disabled")]),
        StateTable("act", ["seq", "committed_at", "author", "verb", "object", "comment"], isCounted: true),
        StateTable("silence", ["id", "match", "starts_at", "ends_at", "expired"]),
        StateTable("acknowledgement", ["id", "alert", "episode", "until", "ends_at", "withdrawn"]),
    ]

    private static let sources = [
        StateTable("job", ["name", "last_run", "last_success", "fault"]),
        StateTable("source", ["name", "record"]),
        StateTable("source_history", ["seq", "source", "committed_at", "record"], isCounted: true),
        StateTable("forgotten", ["what", "before"]),
        StateTable(
            "payload",
            [
                "id", "source", "address", "body", "digest", "bytes", "retrieved_at", "edition", "headers",
                "committed_at",
            ], isCounted: true),
        StateTable("release_origin", ["release", "options", "klyfta", "module", "base"]),
        StateTable("release_payload", ["release", "position", "name", "payload"], keys: 2),
        StateTable("line_payload", ["release", "line", "payload"], keys: 3),
        StateTable("host_budget", ["host", "budget"]),
    ]

    private static let leaders = [
        StateTable("leadership", ["epoch", .moment("taken_at")]),
        StateTable("term", ["epoch", "host", "process", "session", .moment("began_at")]),
    ]
}

extension StateTable.Column {
    /// What it is called in a database.
    func names(in session: any SQLSession) -> [String] {
        switch self {
        case .plain(let name), .flag(let name), .moment(let name): [name]
        case .figures: session.hasOwnTypes ? ["figures", "states"] : ["cells"]
        }
    }
}
