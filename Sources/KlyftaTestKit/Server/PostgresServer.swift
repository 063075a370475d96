import Foundation
import Glibc

/// A PostgreSQL server of its own for tests, from Debian's package: an empty database on a Unix socket, gone with the process
/// that asked for it, however that ends.
public final class PostgresServer: Sendable {
    /// The directory with its socket, its log and, unless told otherwise, its data.
    public let directory: String

    /// The one that tests share; `nil` where PostgreSQL is not installed.
    public static let shared = try? PostgresServer()

    /// Whether there is one here.
    public static var isHere: Bool { shared != nil }

    /// Where the server is found as a client's URI; its only user may do anything.
    public var address: String { "postgresql://klyfta@/postgres?host=\(directory)&port=\(setup.port)" }

    /// What makes a server another than the one that tests share.
    public struct Setup: Sendable {
        /// Its settings, in the words of `postgresql.conf`.
        public var settings: [String: String]
        /// Its port, also on 127.0.0.1 if the settings let it listen there.
        public var port: Int
        /// Where its data lie, such as a small disk; in its directory if there is no other place.
        public var data: String?
        /// The server that it is a standby of, from the same data.
        public var primary: PostgresServer?
        /// What it is started with, such as a network of its own.
        public var shell: [String]

        /// The server that tests share, but for what is told otherwise.
        public init(
            settings: [String: String] = [:], port: Int = 5_432, data: String? = nil, primary: PostgresServer? = nil,
            shell: [String] = ["sh", "-c"]
        ) {
            (self.settings, self.port, self.data, self.primary) = (settings, port, data, primary)
            self.shell = shell
        }
    }

    let setup: Setup
    /// The shell that it is started from, and that stops it.
    public let shell: pid_t
    /// What it lives by: the server is stopped when nobody holds the other end any more.
    private let life: CInt

    /// Sets up a server and starts it.
    public init(_ setup: Setup = Setup()) throws {
        guard Self.programs != nil else { throw ChildProcess.CannotStart(program: "postgres", code: ENOENT) }
        let directory = "\(NSTemporaryDirectory())/klyfta-pg-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        if geteuid() == 0 {
            for path in [directory, setup.data].compactMap(\.self) { try ChildProcess.run("chown", "postgres", path) }
        }
        self.directory = directory
        self.setup = setup
        var (input, output): ([CInt], [CInt]) = ([0, 0], [0, 0])
        guard pipe(&input) == 0, pipe(&output) == 0 else { throw POSIXError(.EMFILE) }
        // No other child may hold the end that the server lives by.
        for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let script = Self.script(setup, in: directory)
        shell = try ChildProcess(setup.shell + [script], input: input[0], output: output[1]).id
        close(input[0])
        close(output[1])
        life = input[1]
        var letter: UInt8 = 0
        let isReady = read(output[0], &letter, 1) == 1
        close(output[0])
        guard isReady else {
            close(life)
            throw ChildProcess.CannotStart(program: "pg_ctl: \(Self.log(in: directory))", code: 1)
        }
    }

    deinit { close(life) }

    /// What the server wrote to its log.
    public var log: String { Self.log(in: directory) }

    private static func log(in directory: String) -> String {
        ["log", "log.start", "server.log"]
            .compactMap { try? String(contentsOfFile: "\(directory)/\($0)", encoding: .utf8) }.joined()
    }
}

// What is run to have a server.
extension PostgresServer {
    /// The folder of the server's programs, of the newest version that is here.
    private static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return versions.compactMap(Int.init).sorted(by: >).map { "\(root)/\($0)/bin" }
            .first { access("\($0)/initdb", X_OK) == 0 && access("\($0)/pg_ctl", X_OK) == 0 }
    }()

    /// What a program of the server is run with: PostgreSQL does not run as root.
    private static func line(_ program: String) -> [String] {
        (geteuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []) + ["\(programs ?? "")/\(program)"]
    }

    private static func options(_ setup: Setup, in directory: String) -> String {
        let standard = [
            "listen_addresses": "", "fsync": "off", "max_connections": "300", "shared_buffers": "32MB",
            "unix_socket_directories": directory, "port": "\(setup.port)",
        ]
        return standard.merging(setup.settings) { _, own in own }.map { "-c \($0)='\($1)'" }.joined(separator: " ")
    }

    private static func dataDirectory(_ setup: Setup, in directory: String) -> String {
        setup.data.map { "\($0)/data" } ?? "\(directory)/data"
    }

    /// Where its data lie.
    var data: String { Self.dataDirectory(setup, in: directory) }

    private static func script(_ setup: Setup, in directory: String) -> String {
        let data = dataDirectory(setup, in: directory)
        let make =
            if let primary = setup.primary {
                "\(line("pg_basebackup").joined(separator: " ")) -h '\(primary.directory)' -p \(primary.setup.port) "
                    + "-U klyfta -D '\(data)' -R --no-sync -c fast"
            } else {
                // The journal lies beside the data, so that a disk that is full of data has room for it.
                "\(line("initdb").joined(separator: " ")) -D '\(data)' -X '\(directory)/wal' -A trust -U klyfta -E UTF8 "
                    + "--no-locale --no-sync"
            }
        let control = "\(line("pg_ctl").joined(separator: " ")) -D '\(data)'"
        return """
            cd '\(directory)' && \(make) >log 2>&1 && echo 'host all all all trust' >>'\(data)/pg_hba.conf' &&
            \(control) -w -t 120 -l server.log -o "\(options(setup, in: directory))" start >log.start 2>&1 && echo ready &&
            read line
            read first <'\(data)/postmaster.pid' && kill -CONT "$first" $(cat /proc/$first/task/$first/children)
            \(control) -m immediate stop >log.stop 2>&1
            cd / && rm -rf '\(directory)'
            """
    }

    /// Has `pg_ctl` do something, and waits until it is done.
    func control(_ words: String...) throws {
        var line = Self.line("pg_ctl") + ["-D", data, "-w", "-t", "120"]
        if words == ["start"] { line += ["-l", "\(directory)/server.log", "-o", Self.options(setup, in: directory)] }
        let code = try ChildProcess(line + words).wait()
        guard code == 0 else { throw ChildProcess.CannotStart(program: "pg_ctl \(words): \(log)", code: code) }
    }
}
