import CalendarEvents
import KlyftaAlerting
import KlyftaModel
import KlyftaPublishing
import KlyftaWeb
import ServiceLifecycle
import Synchronization

/// What readers look at: the edition of the last round, and the pages and files of it that were asked for.
///
/// An edition is made when somebody wants to look, beside everything else: no round waits for it, and where nobody looks,
/// nothing is made. While a newer one is made the one before stands; before the first, readers wait. One that nobody looks
/// at any more is forgotten: it is by far the largest thing an idle daemon would keep.
final class Showroom: Sendable {
    /// The pages of one edition that are kept: what many look at, and a limit to what can be had by asking for all.
    static let room = 64
    /// How long an edition that could not be made is left alone: a store that was busy for a moment is asked again.
    static let rest = Duration.seconds(10)
    /// How long an edition is kept that nobody looks at: so long, and at most twice as long.
    static let patience = Duration.seconds(900)

    private let make: @Sendable () throws -> Edition?
    private let now: @Sendable () -> SuspendingClock.Instant
    private let clock: any WallClock
    private let giveBack: @Sendable () -> Void
    /// Pulled when an edition was made.
    private let bell = Bell()
    private let state = Mutex(State())

    private struct State {
        /// The last edition, and its number: each that is made is another, whenever it was committed.
        var edition: (shown: Edition, number: Int)?
        var number = 0
        /// What the last edition was made for; another is due when this is no longer what stands.
        var seen: Occasion?
        var isBeingMade = false
        var fault: (text: String, until: SuspendingClock.Instant)?
        var pages: [String: Reply] = [:]
        /// Who is told when what is being made is there.
        var waiting: [@Sendable () -> Void] = []
        /// Whether somebody looked since this was last asked.
        var isRead = false
    }

    /// What an edition shows: where all stood, `nil` before the first round of this process, and what was expected next.
    private struct Occasion: Equatable {
        let current: CurrentState?
        let next: UnixTime?
    }

    /// - Parameters:
    ///   - now: the clock by which a fault is left alone.
    ///   - clock: the clock by which an edition is forgotten.
    ///   - giveBack: called when memory may be given back: an edition was made, or forgotten.
    ///   - make: an edition of what is stored; `nil` before the first round.
    init(
        now: @escaping @Sendable () -> SuspendingClock.Instant = { .now }, clock: any WallClock = SystemClock(),
        giveBack: @escaping @Sendable () -> Void = {}, make: @escaping @Sendable () throws -> Edition?
    ) {
        (self.now, self.clock, self.giveBack, self.make) = (now, clock, giveBack, make)
    }

    /// What a look comes to.
    enum Look: Sendable {
        case reply(Reply)
        case nothing
        /// There is no edition: it is being made, or no round was.
        case soon
        /// It cannot be made, and why.
        case fault(String)
    }

    /// What a path shows of the last edition; starts making a newer one where the round was a later one.
    /// - Parameters:
    ///   - current: where all stands now.
    ///   - next: when the next job runs.
    ///   - draw: what the path shows of an edition; `nil` if there is no such thing in it.
    func look(
        at path: String, now current: CurrentState?, next: UnixTime?, drawing draw: (Edition) -> Reply?
    ) -> Look {
        let occasion = Occasion(current: current, next: next)
        let (edition, kept, fault) = state.withLock { state in
            state.isRead = true
            if isDue(occasion, state) {
                state.isBeingMade = true
                Task.detached(priority: .utility) { self.refresh(for: occasion) }
            }
            return (state.edition, state.pages[path], state.isBeingMade ? nil : state.fault)
        }
        if let kept { return .reply(kept) }
        guard let edition else { return fault.map { .fault($0.text) } ?? .soon }
        guard let reply = draw(edition.shown) else { return .nothing }
        state.withLock { state in
            // Meanwhile there may be another edition, whose pages these are not.
            guard state.edition?.number == edition.number else { return }
            if state.pages.count >= Self.room { state.pages = [:] }
            state.pages[path] = reply
        }
        return .reply(reply)
    }

    /// Calls when what is being made is there, or could not be made; at once if nothing is.
    func whenMade(_ call: @escaping @Sendable () -> Void) {
        let isIdle = state.withLock { state in
            if state.isBeingMade { state.waiting.append(call) }
            return !state.isBeingMade
        }
        if isIdle { call() }
    }

    private func isDue(_ occasion: Occasion, _ state: State) -> Bool {
        guard !state.isBeingMade else { return false }
        return state.fault.map { now() >= $0.until } ?? (state.seen != occasion)
    }

    private func refresh(for occasion: Occasion) {
        let made = Result { try make() }
        let waiting = state.withLock { state in
            state.isBeingMade = false
            switch made {
            case .success(let edition):
                state.number += 1
                state.edition = edition.map { ($0, state.number) }
                (state.seen, state.fault, state.pages) = (occasion, nil, [:])
            case .failure(let fault): state.fault = ("\(fault)", now() + Self.rest)
            }
            defer { state.waiting = [] }
            return state.waiting
        }
        for call in waiting { call() }
        bell.pull()
    }
}

extension Showroom: Service {
    /// Forgets what nobody looks at any more, until the group shuts down. While there is nothing, it sleeps.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.bell.wait(atMost: nil, on: self.clock)
                self.giveBack()
                while self.holdsSomething, (try? await self.clock.sleep(for: Self.patience)) != nil {
                    if self.forgetsUnread() { self.giveBack() }
                }
            }
        }
    }

    private var holdsSomething: Bool { state.withLock { $0.edition != nil } }

    /// Forgets the edition unless somebody looked since this was last called.
    private func forgetsUnread() -> Bool {
        state.withLock { state in
            defer { state.isRead = false }
            guard !state.isRead, !state.isBeingMade else { return false }
            (state.edition, state.seen, state.pages) = (nil, nil, [:])
            return true
        }
    }
}
