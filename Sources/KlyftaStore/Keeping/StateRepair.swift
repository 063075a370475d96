import Foundation
import GRDB
import Glibc
import KlyftaModel

/// What can be done about a state that is damaged: look closely, and put the newest good copy in its place.
package enum StateRepair {
    /// What the restoring did.
    package struct Outcome: Hashable, Sendable {
        /// The copy that stands now.
        package let backup: String
        /// Where the damaged database lies now.
        package let aside: String
    }

    /// Looks at every page and every index of a database.
    /// - Returns: what is wrong; nothing if it is whole.
    package static func problems(of file: String) -> [String] {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        do {
            let database = try DatabaseQueue(path: file, configuration: configuration)
            let answer = try database.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(20)") }
            return answer == ["ok"] ? [] : answer
        } catch {
            return ["\(error)"]
        }
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
        return try storeFaults(at: directory) {
            let file = "\(directory)/\(Store.fileName)"
            let draft = "\(file).new"
            unlink(draft)
            try FileManager.default.copyItem(atPath: backup, toPath: draft)
            let aside = "\(file).damaged-\(now.description.replacing(":", with: "-"))"
            for suffix in ["-wal", "-shm", "-journal", ""] { rename(file + suffix, aside + suffix) }
            try Store.makeDurable(draft, as: file, in: directory)
            return Outcome(backup: backup, aside: aside)
        }
    }
}
