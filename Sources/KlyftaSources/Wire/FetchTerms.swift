/// What the daemon gives a module that asks its office, as a part of the request.
public struct FetchTerms: Codable, Hashable, Sendable {
    /// Whom to name, and how to get out.
    public var network: NetworkTerms
    /// What is left of the hosts' quotas, by name.
    public var budgets: [String: HostBudget]
    /// The answers that are held already, the newest of each question.
    public var known: [PayloadReference]
    /// The directory to hand answers and the release over in, as files named by their hashes; `nil` if nobody takes
    /// them: then the release goes as lines.
    public var exchange: String?
    /// The directory of the archive, to read known answers from.
    public var archive: String?
    /// Whether nothing is asked: the release is made again from the known answers, in their order.
    public var isReplay: Bool

    /// Terms.
    public init(
        network: NetworkTerms, budgets: [String: HostBudget] = [:], known: [PayloadReference] = [],
        exchange: String? = nil, archive: String? = nil, isReplay: Bool = false
    ) {
        self.network = network
        self.budgets = budgets
        self.known = known
        self.exchange = exchange
        self.archive = archive
        self.isReplay = isReplay
    }
}
