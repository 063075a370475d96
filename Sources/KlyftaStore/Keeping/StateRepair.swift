import Foundation
import GRDB
import Glibc
import KlyftaModel

/// What can be done about a state that is damaged or unwanted: look closely, and put a good copy in its place.
package enum StateRepair {
    /// What the restoring did.
    package struct Outcome: Hashable, Sendable {
        /// The copy that stands now.
        package let backup: String
        /// Where the database lies now that stood before; `nil` if none did.
        package let aside: String?
    }

    /// Looks at every page and every index of a database.
    /// - Returns: what is wrong; nothing if it is whole.
    package static func problems(of file: String) -> [String] {
        do {
            let database = try DatabaseQueue(path: file, configuration: readonly)
            let answer = try database.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(20)") }
            return answer == ["ok"] ? [] : answer
        } catch {
            return ["\(error)"]
        }
    }

    private static var readonly: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        return configuration
    }

    /// Looks at the state of a directory.
    /// - Returns: what is wrong; nothing if it is whole.
    package static func problems(in directory: String) -> [String] {
        problems(of: "\(directory)/\(Store.fileName)")
    }

    /// Puts the newest copy that is whole in the place of a damaged database, which is kept beside it.
    /// - Throws: ``StoreFault`` if another process works there, if nothing is damaged, or if no copy is whole.
    package static func restore(_ directory: String, at now: CommitTime) throws(StoreFault) -> Outcome {
        let lock = try StateLock(on: directory)
        defer { withExtendedLifetime(lock) {} }
        guard !problems(in: directory).isEmpty else {
            throw StoreFault(
                .system, at: directory, "the state is whole, so nothing was restored",
                remedy: "To go back in time all the same, move \(Store.fileName) away and run it again.")
        }
        guard let backup = Store.backups(in: directory).first(where: { problems(of: $0).isEmpty }) else {
            throw StoreFault(
                .unusable, at: directory, "there is no copy in \(Store.backupFolder)/ that is whole",
                remedy: "Put a copy from a backup of your own in its place, or begin anew in another directory.")
        }
        return try put(backup, in: directory, keeping: "damaged", at: now)
    }

    /// Puts a copy that somebody names in the place of the database, whatever state that is in; it is kept beside it.
    /// - Throws: ``StoreFault`` if another process works there, or if the copy is damaged, of a newer klyfta, or no state.
    package static func restore(_ directory: String, from copy: String, at now: CommitTime) throws(StoreFault)
        -> Outcome
    {
        try Store.create(directory)
        let lock = try StateLock(on: directory)
        defer { withExtendedLifetime(lock) {} }
        try require(copy, asCopyFor: directory)
        return try put(copy, in: directory, keeping: "replaced", at: now)
    }

    private static func require(_ copy: String, asCopyFor directory: String) throws(StoreFault) {
        func refusal(_ kind: StoreFault.Kind, _ problem: String, _ remedy: String) -> StoreFault {
            StoreFault(kind, at: copy, problem, remedy: "Nothing was changed. \(remedy)")
        }
        guard access(copy, R_OK) == 0 else {
            let reason = String(cString: strerror(errno))
            throw refusal(
                errno == EACCES ? .forbidden : .system, "it cannot be read (\(reason))", "Name a copy of a state.")
        }
        let (own, given) = (URL(filePath: "\(directory)/\(Store.fileName)"), URL(filePath: copy))
        guard own.resolvingSymlinksInPath() != given.resolvingSymlinksInPath() else {
            throw refusal(.system, "it is the state itself", "Name a copy of it.")
        }
        if let problem = problems(of: copy).first {
            throw refusal(.unusable, "the copy is damaged: \(problem)", "Name another.")
        }
        let (isState, isNewer) = try storeFaults(at: copy) {
            try DatabaseQueue(path: copy, configuration: readonly).read { db in
                (try !Schema.migrator.appliedIdentifiers(db).isEmpty, try Schema.migrator.hasBeenSuperseded(db))
            }
        }
        guard isState else { throw refusal(.unusable, "it is no state of klyfta", "Name a copy of one.") }
        guard !isNewer else { throw refusal(.unusable, "the copy was written by a newer klyfta", "Run that version.") }
    }

    private static func put(
        _ copy: String, in directory: String, keeping word: String, at now: CommitTime
    ) throws(StoreFault) -> Outcome {
        try storeFaults(at: directory) {
            let file = "\(directory)/\(Store.fileName)"
            let draft = "\(file).new"
            unlink(draft)
            defer { unlink(draft) }
            // Not the file alone: what it holds may yet lie in a log beside it.
            try Store.vacuum(copy, into: draft)
            Owner(of: directory)?.take(draft)
            let aside = "\(file).\(word)-\(now.description.replacing(":", with: "-"))"
            let isReplaced = access(file, F_OK) == 0
            for suffix in ["-wal", "-shm", "-journal", ""] { rename(file + suffix, aside + suffix) }
            try Store.makeDurable(draft, as: file, in: directory)
            return Outcome(backup: copy, aside: isReplaced ? aside : nil)
        }
    }
}
