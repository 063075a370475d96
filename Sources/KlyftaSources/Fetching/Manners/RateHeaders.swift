/// What a server says of its quota in each answer: `x-ratelimit-limit: 40`, `x-ratelimit-policy: 40;w=60s` and
/// `x-ratelimit-remaining: 17`. SSB's are the truth, where its configuration says 0 or something older.
struct RateHeaders: Equatable {
    /// So many questions.
    let limit: Int
    /// In so many seconds.
    let seconds: Int
    /// How many are left, if it says so.
    let remaining: Int?

    /// Reads the headers; `nil` if they name no quota. A limit of 0 is none.
    init?(_ headers: [String: String]) {
        let parts = (headers["x-ratelimit-policy"] ?? "").split(separator: ";").map { part in
            part.filter { $0 != " " && $0 != "\"" }
        }
        guard let limit = (headers["x-ratelimit-limit"] ?? parts.first).flatMap({ Int($0) }), (1...1_000_000) ~= limit
        else { return nil }
        let window = parts.first { $0.hasPrefix("w=") }?.dropFirst(2)
        self.limit = limit
        seconds =
            window.flatMap { Int($0.hasSuffix("s") ? $0.dropLast() : $0) }.flatMap { (1...86_400) ~= $0 ? $0 : nil }
            ?? 60
        remaining = headers["x-ratelimit-remaining"].flatMap { Int($0) }
    }

    /// The stricter of what was published and what is said here.
    func stricter(than quota: HostAllowance.Quota) -> HostAllowance.Quota {
        limit * quota.seconds < quota.requests * seconds
            ? HostAllowance.Quota(requests: limit, perSeconds: seconds) : quota
    }

    /// Whether others behind the same address have used it up: Klyfta alone leaves half of it.
    var isNearlySpent: Bool { remaining.map { $0 * 4 < limit } ?? false }
}
