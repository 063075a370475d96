import CalendarEvents
import KlyftaAlerting
import KlyftaModel
import KlyftaPublishing
import KlyftaStore
import KlyftaWeb
import Synchronization

/// What readers look at: the edition of the last round, and the pages and files of it that were asked for.
///
/// An edition is made when somebody wants to look, beside everything else: neither a round nor another reader waits for
/// it, and where nobody looks, nothing is made. Until it is there, the one before stands.
final class Showroom: Sendable {
    /// The pages of one edition that are kept: what many look at, and a limit to what can be had by asking for all.
    static let room = 64

    private let make: @Sendable () throws -> Edition?
    private let state = Mutex(State())

    private struct State {
        var edition: Edition?
        /// Which edition it is: two of one round may differ in what they expect.
        var number = 0
        /// What the edition was made for; another look is due when this is no longer what stands.
        var seen: Moment?
        var isBeingMade = false
        var fault: String?
        var pages: [String: Reply] = [:]
    }

    /// What an edition shows: where all stands, and what is expected next.
    private struct Moment: Equatable {
        let current: CurrentState
        let next: UnixTime?
    }

    /// - Parameter make: an edition of what is stored; `nil` before the first round.
    init(make: @escaping @Sendable () throws -> Edition?) { self.make = make }

    /// What a look comes to.
    enum Look: Sendable {
        case reply(Reply)
        case nothing
        /// It is being made: the reader is to ask again.
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
        at path: String, now current: CurrentState, next: UnixTime?, drawing draw: (Edition) -> Reply?
    ) -> Look {
        let moment = Moment(current: current, next: next)
        let (edition, number, kept, fault) = state.withLock { state in
            if state.seen != moment, !state.isBeingMade {
                state.isBeingMade = true
                Task.detached(priority: .utility) { self.refresh(for: moment) }
            }
            return (state.edition, state.number, state.pages[path], state.fault)
        }
        if let kept { return .reply(kept) }
        guard let edition else { return fault.map(Look.fault) ?? .soon }
        guard let reply = draw(edition) else { return .nothing }
        state.withLock { state in
            // Meanwhile there may be another edition, whose pages these are not.
            guard state.number == number else { return }
            if state.pages.count >= Self.room { state.pages = [:] }
            state.pages[path] = reply
        }
        return .reply(reply)
    }

    private func refresh(for moment: Moment) {
        let made = Result { try make() }
        state.withLock { state in
            state.isBeingMade = false
            switch made {
            case .success(let edition):
                (state.edition, state.seen, state.fault, state.pages) = (edition, moment, nil, [:])
                state.number += 1
            // Not seen: a store that was busy for a moment is asked again at the next look.
            case .failure(let fault): state.fault = "\(fault)"
            }
        }
    }
}
