import Foundation
import GRDB
import GRDBSQLite
import Glibc
import KlyftaModel

/// Copies of the state in the state directory itself: against damage and slips, not against the loss of the disk.
extension Store {
    /// Where they lie, below the state directory.
    static let backupFolder = "backups"

    /// What a copy leaves free at least: a disk that copies filled would keep the state itself from being written.
    private static let reserve: UInt64 = 16 << 20

    /// Copies the state, unless there is a copy of that day already, and takes away all but the newest copies. A copy is
    /// there whole or not at all; readers and writers go on meanwhile.
    /// - Parameter step: called again and again while it is copied.
    /// - Returns: whether a copy was made.
    /// - Throws: ``StoreFault``; older copies are left then.
    package func backUp(
        on day: CalendarDay, keeping count: Int, step: @escaping () -> Void = {}
    ) throws(StoreFault) -> Bool {
        try storeFaults(at: directory) {
            let folder = "\(directory)/\(Self.backupFolder)"
            let file = "\(folder)/klyfta-\(day).sqlite"
            // A shared database is copied by whoever keeps it.
            guard base is SQLiteBase, count > 0, !FileManager.default.fileExists(atPath: file) else { return false }
            try requireRoom()
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            let draft = "\(file).new"
            try copy(to: draft, thenTo: file, in: folder, step: step)
            for old in Self.backups(in: directory).dropFirst(count) { unlink(old) }
            return true
        }
    }

    /// Copies the state to a file of its own, which is there whole or not at all. A daemon may run meanwhile.
    /// - Throws: ``StoreFault`` if the file is there already, or cannot be written.
    package func backUp(to file: String) throws(StoreFault) {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw StoreFault(.system, at: file, "it is there already", remedy: "Name a file that is not there yet.")
        }
        try storeFaults(at: file) {
            try copy(to: "\(file).new", thenTo: file, in: (file as NSString).deletingLastPathComponent)
        }
    }

    private func copy(
        to draft: String, thenTo file: String, in folder: String, step: @escaping () -> Void = {}
    ) throws {
        unlink(draft)
        defer { unlink(draft) }
        try Self.vacuum(path, into: draft, step: step)
        try Self.makeDurable(draft, as: file, in: folder)
    }

    /// By a connection of its own, so that the writer is not kept waiting; and not one of GRDB, whose end would have
    /// libdispatch wake the process every second from then on: see SystemdKit's `ThreadPool`.
    static func vacuum(_ path: String, into draft: String, step: @escaping () -> Void = {}) throws {
        var connection: OpaquePointer?
        defer { sqlite3_close(connection) }
        var code = sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil)
        if code == SQLITE_OK {
            sqlite3_busy_timeout(connection, 5_000)
            let target = draft.replacing("'", with: "''")
            var step = step
            code = withUnsafeMutablePointer(to: &step) { step in
                let proof: @convention(c) (UnsafeMutableRawPointer?) -> CInt = { step in
                    step?.assumingMemoryBound(to: (() -> Void).self).pointee()
                    return 0
                }
                sqlite3_progress_handler(connection, 100_000, proof, step)
                return sqlite3_exec(connection, "VACUUM INTO '\(target)'", nil, nil, nil)
            }
        }
        guard code == SQLITE_OK else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: sqlite3_errmsg(connection).map { String(cString: $0) })
        }
    }

    /// - Throws: ``StoreFault`` if there is no room for a copy.
    private func requireRoom() throws(StoreFault) {
        var system = statvfs()
        var status = stat()
        guard statvfs(directory, &system) == 0, stat(path, &status) == 0 else { return }
        let free = UInt64(system.f_bavail) * UInt64(system.f_frsize)
        guard free < UInt64(status.st_size) * 2 + Self.reserve else { return }
        throw StoreFault(
            .system, at: directory, "there is too little room for a copy of the state",
            remedy: "Make room; it is copied then.")
    }

    /// The copies, the newest first.
    static func backups(in directory: String) -> [String] {
        let folder = "\(directory)/\(backupFolder)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix("klyfta-") && $0.hasSuffix(".sqlite") }.sorted(by: >).map {
            "\(folder)/\($0)"
        }
    }

    /// Makes a draft durable and puts it in its place.
    static func makeDurable(_ draft: String, as file: String, in folder: String) throws {
        chmod(draft, 0o640)
        for (path, target) in [(draft, file), (folder, nil)] as [(String, String?)] {
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            defer { close(descriptor) }
            let isDone = fsync(descriptor) == 0 && (target.map { rename(draft, $0) == 0 } ?? true)
            guard isDone else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        }
    }
}
