import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore
import Synchronization

/// What the engine keeps from round to round: the figures of each source in columns, by vintage, the answers that were
/// computed from them, and what earlier rounds wrote down.
///
/// Forgetting it changes no answer, only what the next round costs; so it forgets everything when it grows too large.
final class Warmth: Sendable {
    /// How many bytes of figures are kept, unless the engine is told otherwise: 30 million observations.
    static let standardLimit = 256 << 20

    private let limit: Int
    private let state = Mutex(State())

    fileprivate struct State {
        var parts: [SourceID: (vintage: Vintage, part: FigurePart)] = [:]
        var order: [SourceID] = []
        var figures = Figures([FigurePart]())
        var memory = RoundMemory()
        var ledger: Ledger?
        var written: WrittenStandings?
        var sources: (mark: RoundMark?, episodes: [SourceEpisode])?
    }

    init(limit: Int = standardLimit) {
        self.limit = limit
    }

    /// Makes a round on the figures that stand, and on what rounds wrote; only what is new since the last one is read.
    /// - Parameters:
    ///   - sources: those whose figures count, in their order.
    ///   - step: called after each source that is read.
    func round(
        of sources: [SourceID], in store: Store, step: () -> Void,
        _ make: (Figures, Ledger, inout RoundMemory) throws(StoreFault) -> Round
    ) throws(StoreFault) -> Round {
        try state.withLock { (state) throws(StoreFault) in
            try state.read(sources, in: store, step: step)
            let ledger = try state.readLedger(in: store)
            defer { if state.byteCount > limit { state = State() } }
            return try make(state.figures, ledger, &state.memory)
        }
    }

    /// The last episode of every alert about a source; a round writes those too.
    func sourceEpisodes(in store: Store) throws(StoreFault) -> [SourceEpisode] {
        try state.withLock { (state) throws(StoreFault) in
            let mark = try store.lastRound()
            if let known = state.sources, known.mark == mark { return known.episodes }
            let episodes = try store.sourceEpisodes()
            state.sources = (mark, episodes)
            return episodes
        }
    }

    /// Where rules stand by the last round that this engine wrote, or found to say the same.
    var written: WrittenStandings? { state.withLock(\.written) }

    /// Remembers it.
    func wrote(_ written: WrittenStandings) { state.withLock { $0.written = written } }
}

extension Warmth.State {
    fileprivate mutating func read(_ sources: [SourceID], in store: Store, step: () -> Void) throws(StoreFault) {
        let standing = try store.vintages()
        let order = sources.filter { standing[$0] != nil }
        var isSame = order == self.order
        var parts: [SourceID: (vintage: Vintage, part: FigurePart)] = [:]
        for source in order {
            if let known = self.parts[source], known.vintage == standing[source] {
                parts[source] = known
            } else if let vintage = standing[source], let part = try store.part(of: source) {
                parts[source] = (vintage, part)
                isSame = false
                step()
            }
        }
        guard !isSame else { return }
        (self.order, self.parts) = (order, parts)
        figures = Figures(order.compactMap { parts[$0]?.part })
    }

    /// What rounds wrote down by now. The mark is looked at first, so that what is written meanwhile is read the next time.
    fileprivate mutating func readLedger(in store: Store) throws(StoreFault) -> Ledger {
        let mark = try store.lastRound()
        if let ledger, ledger.mark == mark { return ledger }
        let read = try Ledger(from: store, at: mark, after: ledger, knowing: written)
        ledger = read
        return read
    }

    fileprivate var byteCount: Int { parts.values.reduce(0) { $0 + $1.part.byteCount } }
}
