import KlyftaSinks
import KlyftaStore

/// Where the state is kept: in a directory of this machine, or in a database that several machines share.
package struct StatePlace: Sendable, Equatable {
    /// The state directory, which has what is not in a database too.
    package var directory: String
    /// The database; `nil` for SQLite in the directory.
    package var database: SharedDatabase?

    /// A state in a directory.
    package init(_ directory: String, in database: SharedDatabase? = nil) {
        self.directory = directory
        self.database = database
    }

    /// Opens it to write.
    /// - Throws: ``StoreFault``: `held` if another process writes there.
    package func open() throws(StoreFault) -> Store {
        guard let database else { return try Store.open(directory) }
        return try Store.open(database.place(), beside: directory)
    }

    /// Opens it to write, or to follow whoever does, if other machines share it.
    /// - Throws: ``StoreFault``: `held` if another process writes to a state that none shares.
    func join() throws(StoreFault) -> Store {
        guard let database else { return try Store.open(directory) }
        return try Store.join(database.place(), beside: directory)
    }

    /// Opens it to read.
    /// - Throws: ``StoreFault``, also if nothing was ever stored there.
    package func read() throws(StoreFault) -> Store {
        guard let database else { return try Store.read(directory) }
        return try Store.read(database.place(), beside: directory)
    }

    /// The state to read; `nil` if nothing was ever stored there.
    /// - Throws: ``StoreFault``.
    package func readIfPresent() throws(StoreFault) -> Store? {
        guard database != nil else { return Store.exists(in: directory) ? try read() : nil }
        switch Result(catching: { () throws(StoreFault) in try read() }) {
        case .success(let store): return store
        case .failure(let fault) where fault.kind == .absent: return nil
        case .failure(let fault): throw fault
        }
    }
}

/// A PostgreSQL database, as the configuration names it.
package struct SharedDatabase: Sendable, Equatable {
    /// libpq's URI or words, without a password.
    package var address: String
    /// The schema of this instance.
    package var schema: String
    /// Where the password is; `nil` for peer authentication, a certificate, or a password file.
    package var password: Secret?
    /// How long an answer may take, in seconds.
    package var patience: Int

    /// The place, with the password as it is now.
    /// - Throws: ``StoreFault`` if that cannot be read.
    func place() throws(StoreFault) -> PostgresPlace {
        var text: String?
        do {
            text = try password?.text()
        } catch {
            throw StoreFault(.forbidden, at: error.place, error.problem, remedy: error.remedy)
        }
        return try PostgresPlace(address: address, schema: schema, password: text, patience: patience)
    }
}
