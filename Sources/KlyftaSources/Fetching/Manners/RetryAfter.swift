import KlyftaModel

/// What a server says about when to come again: seconds or a date, as RFC 9110 has it. Anything else says nothing.
package enum RetryAfter {
    /// The pause it asks for, in milliseconds; `nil` if it asks for none that can be understood.
    package static func pause(_ text: String?, at now: CommitTime) -> Int64? {
        guard let text else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) {
            // Twelve digits of seconds are more than anybody waits.
            return Int64(text.prefix(12)).map { $0 * 1_000 }
        }
        return HTTPDate.moment(text).map { max(0, $0.milliseconds - now.milliseconds) }
    }
}

/// Dates in headers: `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that servers send today.
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The moment that a date spells; `nil` for anything else.
    static func moment(_ text: String) -> CommitTime? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int(words[1]),
            let month = months.firstIndex(of: String(words[2])), let year = Int(words[3]),
            let date = try? CalendarDay(year, month + 1, day)
        else { return nil }
        let clock = words[4].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        // Second 60 is a leap second.
        guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        let seconds = date.daysSince1970 * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2]
        return CommitTime(milliseconds: Int64(seconds) * 1_000)
    }
}
