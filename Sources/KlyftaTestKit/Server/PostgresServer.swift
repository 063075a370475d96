import Foundation
import Glibc

/// A PostgreSQL server of its own for tests, from Debian's package: an empty database on a Unix socket, gone with the process
/// that asked for it, however that ends.
public final class PostgresServer: Sendable {
    /// The directory with its data and its socket.
    public let directory: String

    /// The one that tests share; `nil` where PostgreSQL is not installed.
    public static let shared = try? PostgresServer()

    /// Whether there is one here.
    public static var isHere: Bool { shared != nil }

    /// Where the server is found as a client's URI; its only user may do anything.
    public var address: String { "postgresql://klyfta@/postgres?host=\(directory)" }

    /// What it lives by: the server is stopped when nobody holds the other end any more.
    private let life: CInt

    /// Sets up a server and starts it.
    public init() throws {
        guard let programs = Self.programs else { throw ChildProcess.CannotStart(program: "postgres", code: ENOENT) }
        let directory = "\(NSTemporaryDirectory())/klyfta-pg-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        // PostgreSQL does not run as root.
        let user = geteuid() == 0 ? "runuser -u postgres --" : ""
        if geteuid() == 0 { try ChildProcess.run("chown", "postgres", directory) }
        let script = """
            cd '\(directory)' && \(user) \(programs)/initdb -D data -A trust -U klyfta -E UTF8 --no-locale --no-sync >log 2>&1 &&
            \(user) \(programs)/pg_ctl -w -t 120 -D data -l data/log -o "-k '\(directory)' -c listen_addresses= -c fsync=off \
            -c max_connections=300 -c shared_buffers=32MB" start >log.start 2>&1 && echo ready && read line
            \(user) \(programs)/pg_ctl -D data -m immediate stop >log.stop 2>&1
            cd / && rm -rf '\(directory)'
            """
        var (input, output): ([CInt], [CInt]) = ([0, 0], [0, 0])
        guard pipe(&input) == 0, pipe(&output) == 0 else { throw POSIXError(.EMFILE) }
        // No other child may hold the end that the server lives by.
        for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = try ChildProcess(["sh", "-c", script], input: input[0], output: output[1])
        close(input[0])
        close(output[1])
        life = input[1]
        self.directory = directory
        var letter: UInt8 = 0
        let isReady = read(output[0], &letter, 1) == 1
        close(output[0])
        guard isReady else { throw ChildProcess.CannotStart(program: "pg_ctl", code: 1) }
    }

    deinit { close(life) }

    /// The folder of the server's programs, of the newest version that is here.
    private static var programs: String? {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return versions.compactMap(Int.init).sorted(by: >).map { "\(root)/\($0)/bin" }
            .first { access("\($0)/initdb", X_OK) == 0 && access("\($0)/pg_ctl", X_OK) == 0 }
    }
}
