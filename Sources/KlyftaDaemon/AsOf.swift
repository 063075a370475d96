import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// The moment whose knowledge is asked for: what was committed by then, and nothing later.
///
/// A day means its end on the local wall clock, a time without a fraction the end of its second: what was stored on
/// the day, or in the second, that somebody reads somewhere is always in.
package struct AsOf: Hashable, Sendable {
    /// As it was written.
    package let text: String
    /// Where it begins: the first moment of the day or second.
    package let start: CommitTime
    /// The last moment that counts.
    package let time: CommitTime

    /// Reads `2026-11-21`, `2026-11-21T19:30:00Z` or `2026-11-21T20:30:00.123+01:00`.
    /// - Throws: ``InvalidText`` for anything else.
    package init(_ text: String, zone: TimeZone = .current) throws(InvalidText) {
        self.text = text
        if let day = try? CalendarDay(text) {
            start = Self.midnight(before: day, in: zone)
            let next = CalendarDay(daysSince1970: day.daysSince1970 + 1)
            time = CommitTime(milliseconds: Self.midnight(before: next, in: zone).milliseconds - 1)
        } else if let moment = try? OfficeMoment(text) {
            let second = Int64(moment.seconds) * 1_000
            let fraction = text.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.prefix(3)
            let milliseconds = fraction.flatMap { Int64($0.padding(toLength: 3, withPad: "0", startingAt: 0)) }
            start = CommitTime(milliseconds: second + (milliseconds ?? 0))
            time = CommitTime(milliseconds: second + (milliseconds ?? 999))
        } else {
            throw InvalidText(
                text, isNo: "moment",
                remedy: "Write a day such as 2026-11-21, which means its end, or a time such as 2026-11-21T19:30:00Z.")
        }
    }

    /// When a day begins: 00:00, or where the clock skips that, the first moment after it.
    private static func midnight(before day: CalendarDay, in zone: TimeZone) -> CommitTime {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let noon = DateComponents(year: day.year, month: day.month, day: day.day, hour: 12)
        let date = calendar.date(from: noon).map(calendar.startOfDay) ?? .distantPast
        return CommitTime(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
    }

    /// The state as it was known then.
    /// - Throws: ``StoreFault``; ``AsOfFault`` if nothing was known yet, or the moment has not come.
    package func state(of store: Store, now: CommitTime = SystemClock().now().commitTime) throws -> Store {
        guard start <= now else { throw AsOfFault(.future(now: now), text) }
        guard let first = try store.firstCommit(), first <= time else {
            throw AsOfFault(.beforeFirst(try store.firstCommit()), text)
        }
        return store.asKnown(at: time)
    }
}

/// Nothing can be said as of a moment.
package struct AsOfFault: Fault, Equatable {
    /// Why not.
    package enum Reason: Equatable, Sendable {
        /// The moment has not come yet.
        case future(now: CommitTime)
        /// Nothing was stored by then; with when something was first, if ever.
        case beforeFirst(CommitTime?)
    }

    /// Why not.
    package let reason: Reason
    /// What was asked for.
    package let text: String

    init(_ reason: Reason, _ text: String) {
        self.reason = reason
        self.text = text
    }

    package var place: String { "--as-of \(text)" }

    package var problem: String {
        switch reason {
        case .future: "this moment has not come yet"
        case .beforeFirst: "nothing was stored by then"
        }
    }

    package var remedy: String {
        switch reason {
        case .future(let now): "It is \(now) now. Name an earlier moment, or leave --as-of out."
        case .beforeFirst(let first?): "Something was first stored at \(first). Name that moment or a later one."
        case .beforeFirst(nil): "Nothing was ever stored here. Run 'klyfta once' or start the daemon."
        }
    }
}
