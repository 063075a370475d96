internal import Glibc

/// One message of the sd_notify protocol, as a value.
enum NotifyMessage: Hashable, Sendable {
    case ready(status: String?)
    case status(String)
    case reloading(monotonicMicroseconds: Int64)
    case stopping(status: String?)
    case extendTimeout(Duration)
    case watchdog
    case keep(name: String)
    case forget(name: String)

    /// systemd ignores a status of 2048 bytes or more, and a whole message beyond 4096; a cut status is better than
    /// none.
    static let statusLimit = 1024

    /// The text that travels: `NAME=value` lines. A line break in a status would start a second assignment.
    var text: String {
        switch self {
        case .ready(let status): "READY=1" + Self.line(status)
        case .status(let status): "STATUS=" + Self.visible(status)
        case .reloading(let microseconds): "RELOADING=1\nMONOTONIC_USEC=\(microseconds)"
        case .stopping(let status): "STOPPING=1" + Self.line(status)
        case .extendTimeout(let duration): "EXTEND_TIMEOUT_USEC=\(duration.wholeMicroseconds)"
        case .watchdog: "WATCHDOG=1"
        case .keep(let name): "FDSTORE=1\nFDNAME=\(name)"
        case .forget(let name): "FDSTOREREMOVE=1\nFDNAME=\(name)"
        }
    }

    private static func line(_ status: String?) -> String {
        status.map { "\nSTATUS=" + visible($0) } ?? ""
    }

    private static func visible(_ status: String) -> String {
        VisibleText.of(status, .blanked, limit: statusLimit)
    }
}

extension Duration {
    /// Microseconds, rounded up so that no grace period comes out as none; never negative, and never past `Int64.max`.
    var wholeMicroseconds: Int64 {
        guard self > .zero else { return 0 }
        let (seconds, attoseconds) = components
        let (whole, tooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let part = (attoseconds + 999_999_999_999) / 1_000_000_000_000
        let (sum, overflow) = whole.addingReportingOverflow(part)
        return tooLarge || overflow ? .max : sum
    }

    /// The reading of CLOCK_MONOTONIC, which systemd 253 and later compare with the start of the reload.
    static var monotonicNow: Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
