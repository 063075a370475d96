import Glibc

/// The time of day as HTTP writes it (RFC 9110, 5.6.7). Spelt anew at most once a second.
final class HTTPDate {
    private var second: time_t = -1
    private var spelt = ""

    /// Now.
    func text() -> String {
        let now = time(nil)
        if now != second { (second, spelt) = (now, Self.text(of: now)) }
        return spelt
    }

    /// A moment in seconds since 1970.
    static func text(of seconds: time_t) -> String {
        var (seconds, parts) = (seconds, tm())
        gmtime_r(&seconds, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: CInt) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
        return
            "\(days[Int(parts.tm_wday)]), \(date) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
