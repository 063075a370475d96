import Foundation
import Glibc

/// What happens to servers.
extension PostgresServer {
    /// It is started anew, as an administrator does: every session ends.
    public func restart() throws { try control("-m", "fast", "restart") }

    /// It and all its sessions are killed in the middle of what they do.
    public func kill() throws {
        let processes = processes
        for process in processes { Glibc.kill(process, SIGKILL) }
        while processes.contains(where: Self.lives) { usleep(1_000) }
        // Whoever reaps them may take its time, and a number that is there counts as a server.
        for path in ["\(data)/postmaster.pid", "\(directory)/.s.PGSQL.\(setup.port).lock"] { unlink(path) }
    }

    /// It is started after it was killed.
    public func start() throws { try control("start") }

    /// It and all its sessions stand still, with everything open.
    public func freeze() { for process in processes { Glibc.kill(process, SIGSTOP) } }

    /// It goes on.
    public func thaw() { for process in processes { Glibc.kill(process, SIGCONT) } }

    /// A standby is nobody's any more, and may be written to.
    public func promote() throws { try control("promote") }

    /// The server, and its sessions behind it.
    private var processes: [pid_t] {
        guard let text = try? String(contentsOfFile: "\(data)/postmaster.pid", encoding: .utf8),
            let first = text.split(separator: "\n").first.flatMap({ pid_t($0) })
        else { return [] }
        let children = (try? String(contentsOfFile: "/proc/\(first)/task/\(first)/children", encoding: .utf8)) ?? ""
        return [first] + children.split(separator: " ").compactMap { pid_t($0) }
    }

    /// Whether a process runs: one that ended and was not reaped yet does not.
    private static func lives(_ process: pid_t) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        return stat.split(separator: ")").last?.split(separator: " ").first.map { $0 != "Z" && $0 != "X" } ?? false
    }
}
