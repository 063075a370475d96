internal import Logging

extension Logger.Level {
    /// The syslog priority, 0 to 7. Nothing here is an emergency or "alert": those wake every terminal on the machine.
    var syslogPriority: Int {
        switch self {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}
