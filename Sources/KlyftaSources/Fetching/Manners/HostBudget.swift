import KlyftaModel

/// What may still be asked of a host: a token bucket, and a moment before which nothing may.
///
/// The bucket is filled so that no window of the office's quota ever sees more than half of it: what it holds when it is
/// full and what flows in during a window add up to that half.
public struct HostBudget: Codable, Hashable, Sendable {
    /// Questions that may be asked at once; a fraction is on its way to the next.
    public var tokens: Double
    /// When that was so, in milliseconds since 1970.
    public var at: Int64
    /// Before this moment nothing may be asked, in milliseconds since 1970: the office asked for a pause.
    public var notBefore: Int64?

    /// A budget as it stood at a moment.
    public init(tokens: Double, at: CommitTime, notBefore: CommitTime? = nil) {
        self.tokens = tokens
        self.at = at.milliseconds
        self.notBefore = notBefore?.milliseconds
    }

    /// A full one.
    public static func full(_ quota: HostAllowance.Quota, at now: CommitTime) -> HostBudget {
        HostBudget(tokens: burst(quota), at: now)
    }

    /// None for the moment: what a child that ended without a word may have asked is not known.
    public static func spent(at now: CommitTime) -> HostBudget { HostBudget(tokens: 0, at: now) }

    /// No pause that an office asks for is honoured for longer than a day: a slip of the pen may say ten years.
    static let longestPause: Int64 = 86_400_000

    /// How many milliseconds to wait before the next question; 0 if it may be asked now.
    mutating func wait(_ quota: HostAllowance.Quota, at now: CommitTime) -> Int64 {
        refill(quota, at: now)
        let pause = notBefore.map { max(0, $0 - now.milliseconds) } ?? 0
        let missing = max(0, 1 - tokens) / Self.perMillisecond(quota)
        return max(pause, Int64(missing.rounded(.up)))
    }

    /// Takes a token for a question that is being asked.
    mutating func take(_ quota: HostAllowance.Quota, at now: CommitTime) {
        refill(quota, at: now)
        tokens = max(0, tokens - 1)
        if let moment = notBefore, moment <= now.milliseconds { notBefore = nil }
    }

    /// Asks nothing for a while.
    mutating func pause(for milliseconds: Int64, at now: CommitTime) {
        let moment = now.milliseconds + min(milliseconds, Self.longestPause)
        notBefore = max(notBefore ?? moment, moment)
    }

    private mutating func refill(_ quota: HostAllowance.Quota, at now: CommitTime) {
        // A clock that was set back must not make the bucket wait for the time it came from.
        let passed = max(0, now.milliseconds - at)
        tokens = min(Self.burst(quota), max(0, tokens) + Double(passed) * Self.perMillisecond(quota))
        at = now.milliseconds
        if let moment = notBefore, moment > now.milliseconds + Self.longestPause { notBefore = nil }
    }

    /// A quarter of the half, at least one question.
    private static func burst(_ quota: HostAllowance.Quota) -> Double { Double(max(1, quota.requests / 2 / 4)) }

    private static func perMillisecond(_ quota: HostAllowance.Quota) -> Double {
        let half = Double(quota.requests / 2)
        return max(half - burst(quota), 1) / Double(quota.seconds * 1_000)
    }
}
