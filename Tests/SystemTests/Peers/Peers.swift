import Foundation
import Glibc
import KlyftaTestKit

/// The programs of others that Klyfta is tried against: `.ci/peers` installs them.
enum Peers {
    static let alertmanager = "/usr/bin/prometheus-alertmanager"
    static let prometheus = "/usr/bin/prometheus"
    static let promtool = "/usr/bin/promtool"
    static let msmtp = "/usr/bin/msmtp"
    static let nagios = "/usr/sbin/nagios4"
    static let strace = "/usr/bin/strace"
    static let icinga = "/usr/sbin/icinga2"
    static let logrotate = "/usr/sbin/logrotate"
    static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(where: has)
    /// Where `.ci/peers` puts what comes from PyPI.
    static let packages = FileManager.default.currentDirectoryPath + "/.build/peers"

    static func has(_ program: String) -> Bool { access(program, X_OK) == 0 }
    static let hasPython = python != nil && FileManager.default.fileExists(atPath: packages + "/standardwebhooks")
    static let hasOpenMetrics = FileManager.default.fileExists(atPath: packages + "/prometheus_client")
    static let hasDuckDB = python != nil && FileManager.default.fileExists(atPath: packages + "/duckdb")
    static let psql = ["/usr/bin/psql", "/usr/local/bin/psql"].first(where: has)
    static let hasDataReaders =
        python != nil
        && ["pyjstat", "feedparser", "icalendar", "openapi_spec_validator"].allSatisfy {
            FileManager.default.fileExists(atPath: "\(packages)/\($0)")
        }

    /// A port that is free now.
    static func freePort() throws -> Int {
        let server = try HTTPServer { _ in [] }
        defer { server.stop() }
        return server.port
    }
}

extension Scratch {
    /// Runs a script of Python with the packages of `.ci/peers`.
    func python(_ script: String, _ arguments: String...) throws -> Ending {
        try startPython(script, arguments).ending(within: .seconds(60))
    }

    /// Starts one that goes on.
    func startPython(_ script: String, _ arguments: [String]) throws -> KlyftaProcess {
        guard let python = Peers.python else { throw Missed("python3") }
        return try KlyftaProcess(
            .init(
                program: python, arguments: ["-c", script] + arguments,
                environment: ["PYTHONPATH": Peers.packages, "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"]),
            in: self)
    }

    /// The body that an address answers with; `nil` if nobody does.
    func web(_ address: String) throws -> String? {
        let script = "import sys,urllib.request as r; print(r.urlopen(sys.argv[1], timeout=5).read().decode())"
        let ending = try python(script, address)
        return ending.status == .exited(0) ? ending.output : nil
    }
}
