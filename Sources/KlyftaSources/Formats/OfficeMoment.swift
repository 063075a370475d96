import KlyftaModel

/// A moment as an office stamps its answers: `2025-12-03T07:00:00Z`, or KLASS's `2023-04-18T12:56:21.000+0000`, whose
/// offset has no colon so that strict readers of ISO 8601 refuse it.
package struct OfficeMoment: Hashable, Sendable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z; fractions of a second are dropped.
    package let seconds: Int

    /// - Throws: ``InvalidText`` if the text is no moment, or has no offset from UTC: a clock time of no known place
    ///   is no moment.
    package init(_ text: String) throws(InvalidText) {
        let invalid = InvalidText(
            text, isNo: "moment", remedy: "Write 2025-12-03T07:00:00Z, or an offset such as +0100 in place of Z.")
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = try? CalendarDay(String(parts[0])) else { throw invalid }
        let clock = Array(parts[1].utf8.prefix(8))
        guard clock.count == 8, clock[2] == UInt8(ascii: ":"), clock[5] == UInt8(ascii: ":"),
            let hour = Self.number(clock[0..<2], below: 24), let minute = Self.number(clock[3..<5], below: 60),
            let second = Self.number(clock[6..<8], below: 61), let offset = Self.offset(parts[1].utf8.dropFirst(8))
        else { throw invalid }
        seconds = day.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second - offset
    }

    private static func number(_ digits: some Collection<UInt8>, below limit: Int) -> Int? {
        guard let number = try? Int(tidy: String(decoding: digits, as: UTF8.self)), number < limit else {
            return nil
        }
        return number
    }

    /// Seconds east of UTC, from what follows the seconds of the clock.
    private static func offset(_ rest: Substring.UTF8View.SubSequence) -> Int? {
        var rest = Array(rest)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { (48...57).contains($0) }
            guard !fraction.isEmpty else { return nil }
            rest.removeFirst(1 + fraction.count)
        }
        if rest == [UInt8(ascii: "Z")] { return 0 }
        guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = rest.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard digits.count == 4, rest.count == 5 || (rest.count == 6 && rest[3] == UInt8(ascii: ":")),
            let hours = number(digits.prefix(2), below: 24), let minutes = number(digits.suffix(2), below: 60)
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    /// By time.
    package static func < (one: OfficeMoment, other: OfficeMoment) -> Bool { one.seconds < other.seconds }
}
