internal import CSystemd

/// The promise that systemd expects of this process: a ping within every interval, or it is killed and restarted.
public struct Watchdog: Hashable, Sendable {
    /// The longest silence that systemd allows (`WatchdogSec=`).
    public let interval: Duration

    /// A watchdog with a known interval.
    public init(interval: Duration) {
        self.interval = interval
    }

    /// How often to ping: half the interval, so that one late ping is not yet fatal.
    public var pingPeriod: Duration {
        interval / 2
    }

    /// The watchdog that systemd wants of this very process, nil where it wants none. A child inherits the variables
    /// and is not meant by them: `WATCHDOG_PID` is compared.
    public static func requested() throws(SystemdError) -> Watchdog? {
        var microseconds: UInt64 = 0
        let result = sd_watchdog_enabled(0, &microseconds)
        guard result >= 0 else {
            throw SystemdError(
                place: "$WATCHDOG_USEC, $WATCHDOG_PID", code: -result,
                remedy: "Let systemd set them through WatchdogSec=, or unset both.")
        }
        return result > 0 ? Watchdog(interval: .microseconds(Int64(clamping: microseconds))) : nil
    }
}
