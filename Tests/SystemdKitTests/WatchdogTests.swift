import Glibc
import Testing

@testable import SystemdKit

extension ProcessState {
    @Suite struct WatchdogTests {
        @Test func `the interval is what systemd asks of this process, and the ping comes twice in it`() throws {
            let watchdog = try ProcessState.with(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "\(getpid())"]) {
                try Watchdog.requested()
            }
            #expect(watchdog?.interval == .seconds(30))
            #expect(watchdog?.pingPeriod == .seconds(15))
        }

        @Test(arguments: [
            ["WATCHDOG_USEC": nil, "WATCHDOG_PID": nil],
            ["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"],
        ])
        func `outside systemd, and for a parent's variables, there is no watchdog`(variables: [String: String?]) throws
        {
            let watchdog = try ProcessState.with(variables) { try Watchdog.requested() }
            #expect(watchdog == nil)
        }

        @Test func `a malformed interval is an error that names the variable`() {
            let error = #expect(throws: SystemdError.self) {
                try ProcessState.with(["WATCHDOG_USEC": "soon", "WATCHDOG_PID": nil]) { try Watchdog.requested() }
            }
            #expect(error?.place.contains("$WATCHDOG_USEC") == true)
            #expect(error?.code == EINVAL)
        }
    }
}
