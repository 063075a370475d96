import KlyftaAlerting
import KlyftaModel
import KlyftaStore

/// What rounds wrote down, as far as the next one rests on it: read again when a round wrote something, not in every round.
/// What it holds grows with what was ever told; what it costs to look does not.
struct Ledger: Sendable {
    /// The round that was the last when it was read.
    let mark: RoundMark?
    /// What was told of each alert.
    let known: KnownEpisodes
    /// By alert, what its rule looked at.
    let looks: [String: LastLook]
    /// What every test came to.
    let tests: [TestOutcome]

    /// Reads it, apart from what is known of it.
    /// - Parameters:
    ///   - mark: the last round.
    ///   - standings: where rules stood by a round that is known here.
    /// - Throws: ``StoreFault``.
    init(from store: Store, at mark: RoundMark?, _ standings: WrittenStandings?) throws(StoreFault) {
        self.mark = mark
        known = KnownEpisodes(try store.knownEpisodes())
        looks = Standing.looks(try store.current(knowing: standings)?.alerts ?? [])
        tests = try store.tests()
    }
}
