import Foundation
import Glibc

/// Whoever owns a state directory. What an administrator makes in it has to be his too, or the daemon, which runs as him,
/// could not open it.
struct Owner {
    private let user: uid_t
    private let group: gid_t

    /// - Returns: `nil` if the directory cannot be looked at.
    init?(of directory: String) {
        var status = stat()
        guard stat(directory, &status) == 0 else { return nil }
        (user, group) = (status.st_uid, status.st_gid)
    }

    /// Hands a file over. Who may not do that made it as himself.
    func take(_ file: String) {
        if geteuid() == 0 { _ = chown(file, user, group) }
    }

    /// Hands over a directory with all that is in it.
    func take(below directory: String) {
        take(directory)
        for path in (try? FileManager.default.subpathsOfDirectory(atPath: directory)) ?? [] {
            take("\(directory)/\(path)")
        }
    }
}
