import Glibc
import KlyftaModel

/// The right to write to a state directory: held by one process at a time, let go by its end however it ends.
///
/// The lock is on the directory itself. A lock file could be deleted by somebody who means well, and a second daemon
/// would come in.
package final class StateLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock and writes this process's id beside the state, for whoever comes second.
    /// - Throws: ``StoreFault``: `held` with the id of the holder, `system` if the directory cannot be used.
    package init(on directory: String) throws(StoreFault) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.refused(directory, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            throw code == EWOULDBLOCK ? Self.held(directory) : Self.refused(directory, code)
        }
        do {
            try Self.writeProcessID(in: directory)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit {
        // A child that was forked and has not yet begun its own program holds a copy of the descriptor, not of this.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func path(in directory: String) -> String { "\(directory)/klyfta.pid" }

    private static func writeProcessID(in directory: String) throws(StoreFault) {
        let file = open(path(in: directory), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw refused(directory, errno) }
        defer { close(file) }
        let text = Array("\(getpid())\n".utf8)
        guard write(file, text, text.count) == text.count else { throw refused(directory, errno) }
        Owner(of: directory)?.take(path(in: directory))
    }

    private static func held(_ directory: String) -> StoreFault {
        var buffer = [UInt8](repeating: 0, count: 32)
        let file = open(path(in: directory), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        let count = file >= 0 ? read(file, &buffer, buffer.count) : 0
        if file >= 0 { close(file) }
        let id = String(decoding: buffer.prefix(max(0, count)).prefix { (48...57).contains($0) }, as: UTF8.self)
        return StoreFault(
            .held, at: directory,
            "another klyfta works on this state directory\(id.isEmpty ? "" : " (process \(id))")",
            remedy: "Stop it, or give this one a state directory of its own. Reading commands need no lock.")
    }

    private static func refused(_ directory: String, _ code: CInt) -> StoreFault {
        StoreFault(
            [EACCES, EPERM, EROFS].contains(code) ? .forbidden : .system, at: directory,
            "the state directory cannot be used (\(String(cString: strerror(code))))",
            remedy: code == ENOSPC
                ? "Make room on its file system."
                : "Let the user that runs klyfta own the directory and write to it.")
    }
}
