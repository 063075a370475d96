import CSystemd
import Glibc
import Testing

@testable import SystemdKit

extension ProcessState {
    @Suite struct ListenSocketsTests {
        /// libsystemd marks descriptor 3 close-on-exec, so it must be open; what it is does not matter. F_DUPFD takes
        /// it if it is free and never takes it from a test that runs beside this one. That test may close it: try
        /// again.
        private func passed() throws -> [ListenSocket] {
            while true {
                let duplicate = fcntl(STDERR_FILENO, F_DUPFD, SD_LISTEN_FDS_START)
                try #require(duplicate >= 0)
                if duplicate != SD_LISTEN_FDS_START { close(duplicate) }
                do throws(SystemdError) {
                    return try ListenSockets.passed()
                } catch {
                    guard error.code == EBADF else { throw error }
                }
            }
        }

        @Test(arguments: [("status", "status"), (nil, "unknown")])
        func `a passed descriptor comes with its name`(names: String?, name: String) throws {
            let sockets = try ProcessState.with([
                "LISTEN_FDS": "1", "LISTEN_PID": "\(getpid())", "LISTEN_FDNAMES": names,
            ]) { try passed() }
            #expect(sockets == [ListenSocket(name: name, descriptor: 3)])
        }

        @Test(arguments: [
            ["LISTEN_FDS": nil, "LISTEN_PID": nil],
            ["LISTEN_FDS": "1", "LISTEN_PID": "1"],
        ])
        func `outside systemd, and for a parent's variables, there are none`(variables: [String: String?]) throws {
            let sockets = try ProcessState.with(variables) { try ListenSockets.passed() }
            #expect(sockets.isEmpty)
        }

        @Test func `a malformed count is an error that names the variable`() {
            let error = #expect(throws: SystemdError.self) {
                try ProcessState.with(["LISTEN_FDS": "many", "LISTEN_PID": "\(getpid())"]) {
                    try ListenSockets.passed()
                }
            }
            #expect(error?.place.contains("$LISTEN_FDS") == true)
        }
    }
}
