import KlyftaModel

extension Store {
    /// Opens the state in a PostgreSQL schema to write: takes the right to, and brings the schema up to date.
    /// - Parameter directory: the state directory of this machine, for what is not in the database.
    /// - Throws: ``StoreFault``: `held` if another writes there.
    package static func open(_ place: PostgresPlace, beside directory: String) throws(StoreFault) -> Store {
        try create(directory)
        return try storeFaults(at: place.name) {
            Store(base: try PostgresBase(place, .writer), directory: directory, lock: nil)
        }
    }

    /// Opens the state in a PostgreSQL schema to read; the writer may go on working meanwhile.
    /// - Throws: ``StoreFault``, also if nothing was ever stored there.
    package static func read(_ place: PostgresPlace, beside directory: String) throws(StoreFault) -> Store {
        try storeFaults(at: place.name) {
            Store(base: try PostgresBase(place, .reader), directory: directory, lock: nil)
        }
    }

    /// Opens the state in a PostgreSQL schema to write, or to follow whoever does: see ``lead()``.
    /// - Throws: ``StoreFault``.
    package static func join(_ place: PostgresPlace, beside directory: String) throws(StoreFault) -> Store {
        try create(directory)
        return try storeFaults(at: place.name) {
            let base = try PostgresBase(place, .follower)
            _ = try base.lead()
            return Store(base: base, directory: directory, lock: nil)
        }
    }
}

/// One of several that share a state, of which one writes and the others follow.
extension Store {
    /// Whether another one writes, or did a moment ago: what is to be written here is refused.
    package var isFollower: Bool { (base as? PostgresBase)?.isFollower ?? false }

    /// Comes to write, if nobody else does.
    /// - Returns: whether it writes.
    /// - Throws: ``StoreFault``.
    package func lead() throws(StoreFault) -> Bool {
        guard let base = base as? PostgresBase else { return true }
        return try storeFaults(at: base.place.name) { try base.lead() }
    }

    /// Makes sure that this one leads, also on a new session where its own was lost. Nothing is written but a new number then.
    /// - Returns: its term; `nil` where none shares the state.
    /// - Throws: ``StoreFault`` `held` if another one leads by now.
    package func confirmLead() throws(StoreFault) -> Term? {
        guard let base = base as? PostgresBase, let term = try term() else { return nil }
        guard term.isOwn else { throw Leadership(base.place).superseded }
        return term
    }

    /// Whether others have written since this was asked last, as far as ``lead()`` heard of it.
    package func takeNews() -> Bool { (base as? PostgresBase)?.takeNews() ?? false }

    /// Writes no more, and lets another one.
    package func resign() { (base as? PostgresBase)?.resign() }

    /// - Throws: ``StoreFault`` `held`, which says where the leader is, if this one follows.
    package func requireLead() throws(StoreFault) {
        guard isFollower, let base = base as? PostgresBase else { return }
        throw Leadership(base.place).refusal(try term())
    }
}
