import Foundation
import Glibc
import KlyftaModel

/// A state directory that a state is moved from or to. What arrives is a database beside its place, which is put there at the
/// end: until then there is none.
final class MovingDirectory: ArrivingSide {
    private let directory: String
    private let lock: StateLock
    private let database: SQLiteBase
    private let isArrival: Bool
    /// What was laid into the archive.
    private var laid: [String] = []

    var base: any SQLBase { database }
    var store: Store { Store(base: database, directory: directory, lock: nil) }

    /// - Throws: ``StoreFault`` if there is no whole state of this version, or if somebody works on it.
    init(from directory: String) throws {
        self.directory = directory
        isArrival = false
        _ = try Store.read(directory)
        lock = try StateLock(on: directory)
        if let problem = StateRepair.problems(in: directory).first {
            throw StoreFault(
                .unusable, at: directory, "the database is damaged: \(problem)",
                remedy: "Nothing was moved. Run 'klyfta state restore --state \(directory)'.")
        }
        database = try SQLiteBase(in: directory, .reader)
        guard try database.isUpToDate() else {
            throw StoreFault(
                .system, at: directory, "the state is of an older klyfta",
                remedy: "Nothing was moved. Run 'klyfta once' or start the daemon, which brings it up to date.")
        }
    }

    /// - Throws: ``StoreFault`` if there is a state, or if somebody works there.
    init(to directory: String) throws {
        self.directory = directory
        isArrival = true
        try Store.create(directory)
        lock = try StateLock(on: directory)
        guard !Store.exists(in: directory) else {
            throw StoreFault(
                .system, at: directory, "there is a state already",
                remedy: "Nothing was moved. Name an empty directory, or move \(Store.fileName) away.")
        }
        let draft = SQLiteBase.draft(in: directory)
        for leftover in ["", "-wal", "-shm", "-journal"] { unlink(draft + leftover) }
        database = try SQLiteBase(in: directory, .draft)
        try database.layOut()
    }

    deinit {
        guard isArrival, !isFinished else { return }
        try? database.close()
        unlink(SQLiteBase.draft(in: directory))
        for digest in laid { archive.remove(digest) }
    }

    private var isFinished = false
    private var archive: PayloadArchive { PayloadArchive(in: directory) }

    func packed(_ digest: String) throws -> Data? { archive.has(digest) ? try archive.packed(digest) : nil }

    func lay(_ packed: Data, as digest: String) throws {
        guard !archive.isWhole(digest) else { return }
        let isNew = !archive.has(digest)
        try archive.lay(packed, as: digest)
        if isNew { laid.append(digest) }
    }

    func finish() throws {
        try database.close()
        let draft = SQLiteBase.draft(in: directory)
        let owner = Owner(of: directory)
        owner?.take(draft)
        owner?.take(below: archive.directory)
        chmod(draft, 0o640)
        try DurableFile(path: "\(directory)/\(Store.fileName)").put(draft)
        isFinished = true
    }
}
