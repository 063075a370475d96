import KlyftaAlerting
import KlyftaModel
import KlyftaStore

/// What rounds wrote down, as far as the next one rests on it: while none writes anything it is not read, and then only what is
/// new of it. It grows with what was ever told; what a look at it costs does not.
struct Ledger: Sendable {
    /// The round that was the last when it was read.
    let mark: RoundMark?
    private let written: WrittenEpisodes
    /// By alert, what its rule looked at.
    let looks: [String: LastLook]
    /// What every test came to.
    let tests: [TestOutcome]

    /// What was told of each alert.
    var known: KnownEpisodes { written.known }

    /// - Parameters:
    ///   - mark: the last round.
    ///   - before: what was read before.
    ///   - standings: where rules stood by a round that is known here.
    /// - Throws: ``StoreFault``.
    init(
        from store: Store, at mark: RoundMark?, after before: Ledger?, knowing standings: WrittenStandings?
    ) throws(StoreFault) {
        self.mark = mark
        written = try store.writtenEpisodes(after: before?.written)
        looks = Standing.looks(try store.current(knowing: standings)?.alerts ?? [])
        tests = try store.tests()
    }
}
