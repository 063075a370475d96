import Foundation
import GRDB
import Glibc
import KlyftaModel

/// What survives a restart: every release ever taken, every event, and what has yet to be delivered.
///
/// One writer, and one transaction for everything that belongs together; readers of other processes see whole
/// rounds. Nothing stored is overwritten but the status of jobs.
package struct Store: Sendable {
    let base: any SQLBase
    /// The state directory.
    package let directory: String
    private let lock: StateLock?
    /// Connections of the start, closed. They are kept because the end of a connection's queue starts the pool of
    /// libdispatch, which then wakes the process every second: see SystemdKit's `ThreadPool`.
    private var retired: [DatabaseQueue] = []
    /// Up to when its reading methods look; `nil` for all there is. See ``asKnown(at:)``.
    package internal(set) var horizon: CommitTime?

    /// The name of the database in the state directory.
    package static let fileName = "klyfta.sqlite"

    /// Opens the state of a directory to write: takes its lock, looks for damage, brings the schema up to date.
    /// - Throws: ``StoreFault``.
    package static func open(_ directory: String) throws(StoreFault) -> Store {
        try create(directory)
        let lock = try StateLock(on: directory)
        return try storeFaults(at: directory) {
            try refuseEmpty(directory)
            var retired: [DatabaseQueue] = []
            if !exists(in: directory) { retired.append(try begin(in: directory)) }
            // Opening to write is writing: the journal is set up, and what it holds is taken in when it is closed.
            // Only a start that was cut off before there was a WAL leaves a rollback journal, which no reader can undo.
            if !FileManager.default.fileExists(atPath: "\(directory)/\(fileName)-journal") {
                let looked = try SQLiteBase(in: directory, .reader)
                try looked.check()
                try looked.close()
                retired.append(looked.queue)
            }
            let base = try SQLiteBase(in: directory, .writer)
            try base.check()
            try base.layOut()
            var store = Store(base: base, directory: directory, lock: lock)
            store.retired = retired
            return store
        }
    }

    /// Opens the state of a directory to read; the daemon may go on working meanwhile.
    /// - Throws: ``StoreFault``, also if nothing was ever stored there.
    package static func read(_ directory: String) throws(StoreFault) -> Store {
        guard exists(in: directory) else {
            if access("\(directory)/\(fileName)", F_OK) != 0, errno == EACCES {
                throw StoreFault(
                    .forbidden, at: directory, "the state cannot be read (\(String(cString: strerror(EACCES))))",
                    remedy: "Run this as root, or as a member of the group that owns the directory.")
            }
            throw StoreFault(
                .system, at: directory, "no klyfta has stored anything here yet",
                remedy: "Run 'klyfta once' or start the daemon, or name its state directory with --state.")
        }
        return try storeFaults(at: directory) {
            try refuseEmpty(directory)
            do {
                let base = try SQLiteBase(in: directory, .reader)
                try base.refuseNewer()
                return Store(base: base, directory: directory, lock: nil)
            } catch let error as DatabaseError
                where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode) && !hasLog(directory)
            {
                // Who may only read cannot make the files that SQLite reads a log through. There is no log to read.
                let base = try SQLiteBase(in: directory, .readerOfStill)
                try base.refuseNewer()
                return Store(base: base, directory: directory, lock: nil)
            }
        }
    }

    /// Whether anything was ever stored in a directory.
    package static func exists(in directory: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(directory)/\(fileName)")
    }

    /// Gives back the memory in which SQLite keeps pages and statements; it reads and prepares them again when they are
    /// asked for. To be called after work.
    package func giveBack() { (base as? SQLiteBase)?.queue.releaseMemory() }

    /// Whether a writer is at work, or left something that is not yet in the database itself.
    private static func hasLog(_ directory: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(directory)/\(fileName)-wal")
    }

    init(base: any SQLBase, directory: String, lock: StateLock?) {
        self.base = base
        self.directory = directory
        self.lock = lock
    }

    /// An empty file is a valid database to SQLite, with nothing in it. Ours never is one: somebody or something emptied
    /// it, and to begin again would be to lose all that was ever announced. With a rollback journal beside it, it is a
    /// first start of an older klyfta that was cut off.
    private static func refuseEmpty(_ directory: String) throws(StoreFault) {
        let path = "\(directory)/\(fileName)"
        var status = stat()
        guard stat(path, &status) == 0, status.st_size == 0, access("\(path)-journal", F_OK) != 0 else { return }
        throw StoreFault(
            .unusable, at: path, "the database is empty: what was in it is lost",
            remedy: "Nothing was changed. Put a copy of \(fileName) from a backup in its place. If nothing was ever "
                + "stored here, remove the file.")
    }

    /// Makes the database of a first start beside its place, and moves it there when it is whole: so that a start that
    /// is cut off leaves none, and an empty one is never ours.
    /// - Returns: the connection that made it, closed.
    private static func begin(in directory: String) throws -> DatabaseQueue {
        let (path, draft) = ("\(directory)/\(fileName)", SQLiteBase.draft(in: directory))
        for leftover in ["", "-wal", "-shm", "-journal"] { unlink(draft + leftover) }
        var configuration = GRDB.Configuration()
        configuration.journalMode = .wal
        // Nothing is lost with a draft; it is synced once, when it is whole.
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = OFF") }
        let database = try DatabaseQueue(path: draft, configuration: configuration)
        try Schema.migrator.migrate(database)
        try database.close()
        try DurableFile(path: path).put(draft)
        return database
    }

    static func create(_ directory: String) throws(StoreFault) {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        } catch {
            let isForbidden = (error as? CocoaError)?.code == .fileWriteNoPermission
            throw StoreFault(
                isForbidden ? .forbidden : .system, at: directory,
                "the state directory cannot be made (\(error.localizedDescription))",
                remedy: "Make it, and let the user that runs klyfta own it; or name another with 'state:'.")
        }
    }

    var path: String { "\(directory)/\(Self.fileName)" }
}

/// Runs database work and tells its errors as faults of a state directory.
func storeFaults<Value>(at directory: String, _ work: () throws -> Value) throws(StoreFault) -> Value {
    do {
        return try work()
    } catch let fault as StoreFault {
        throw fault
    } catch {
        if (error as? DatabaseError)?.resultCode == .SQLITE_FULL { Ballast(in: directory).release() }
        throw StoreFault(error, at: directory)
    }
}

extension StoreFault {
    private static func isFull(_ directory: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: directory)
        return (attributes?[.systemFreeSize] as? NSNumber).map { $0.int64Value < 65_536 } ?? false
    }

    /// SQLite's refusals, in the words of whoever has to mend them.
    init(_ error: any Error, at directory: String) {
        guard let error = error as? DatabaseError else {
            self.init(.system, at: directory, "the state cannot be used (\(error))", remedy: "See the message.")
            return
        }
        let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        // The file over which SQLite's connections agree is made first, and no room for it is told as an I/O error.
        case .SQLITE_FULL,
            .SQLITE_IOERR where Self.isFull(directory):
            self.init(
                .system, at: directory, "the file system is full; nothing of this was stored",
                remedy: "Make room. Klyfta goes on by itself with the next round.")
        case .SQLITE_IOERR where [.SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC].contains(error.extendedResultCode):
            self.init(
                .undurable, at: directory, "the disk did not make durable what was written (\(reason))",
                remedy: "Nothing of this counts. Look at the disk, such as with 'dmesg'; the next start goes on from "
                    + "what is there.")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .forbidden, at: directory, "the state cannot be written (\(reason))",
                remedy: "Let the user that runs klyfta own the directory and its files.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                .unusable, at: directory, "the database is damaged (\(reason))",
                remedy: "Nothing was changed. Run 'klyfta state restore --state \(directory)'.")
        default:
            self.init(.system, at: directory, "the state cannot be used (\(reason))", remedy: "See the message.")
        }
    }
}
