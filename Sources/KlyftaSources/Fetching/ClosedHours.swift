import Foundation
import KlyftaModel

/// The hours of every day in which an office answers with what nobody should read: it is publishing.
public struct ClosedHours: Hashable, Sendable {
    /// Where the office's clock hangs, as the time zone database calls it, such as `Europe/Oslo`.
    public let zone: String
    /// The first closed minute of the day, counted from midnight.
    public let from: Int
    /// The first minute that is open again.
    public let to: Int
    /// What is wrong in these hours, in a clause.
    public let reason: String

    /// Hours of a day that do not go over midnight.
    /// - Parameters:
    ///   - from: hour and minute of the first closed minute.
    ///   - to: hour and minute of the first open one.
    public init(in zone: String, from: (Int, Int), to: (Int, Int), because reason: String) {
        self.zone = zone
        self.from = from.0 * 60 + from.1
        self.to = to.0 * 60 + to.1
        self.reason = reason
    }

    /// Why a host is not asked at a moment; `nil` if it may be.
    func refusal(to address: WebAddress, at now: CommitTime) -> FetchFault? {
        guard let zone = TimeZone(identifier: zone) else {
            return FetchFault(
                .notAllowed, at: address.description, "this machine does not know the time zone \(zone)",
                remedy: "Install the time zone database (tzdata): the office is not asked while it publishes.")
        }
        let utc = now.milliseconds / 1_000
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utc)))
        let minute = Int((utc + Int64(offset)) % 86_400) / 60
        guard (from..<to).contains(minute) else { return nil }
        let (begin, end) = (Self.clock(from), Self.clock(to))
        return FetchFault(
            .notAllowed, at: address.description,
            "it is \(Self.clock(minute)) in \(self.zone), and from \(begin) to \(end) \(reason)",
            remedy: "Nothing was sent; the last figures stand. Try again from \(end) (\(self.zone)) on.")
    }

    private static func clock(_ minute: Int) -> String {
        "\((minute / 60).padded(to: 2)):\((minute % 60).padded(to: 2))"
    }
}
