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
}
