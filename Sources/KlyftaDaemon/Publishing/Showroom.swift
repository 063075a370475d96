import KlyftaAlerting
import KlyftaModel
import KlyftaPublishing
import KlyftaStore
import KlyftaWeb
import Synchronization

/// What readers look at: the edition of the last round, and the pages of it that were asked for.
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
        /// What the edition was made for; another look is due when this is no longer what stands.
        var seen: CurrentState?
        var isBeingMade = false
        var fault: String?
        var pages: [String: Reply] = [:]
    }

    /// - Parameter make: an edition of what is stored; `nil` before the first round.
    init(make: @escaping @Sendable () throws -> Edition?) { self.make = make }

    /// What a look comes to.
    enum Look: Sendable {
        case page(Reply)
        case noSuchPage
        /// It is being made: the reader is to ask again.
        case soon
        /// It cannot be made, and why.
        case fault(String)
    }

    /// A page in a language, as of the last edition; starts making a newer one where the round was a later one.
    /// - Parameter current: where all stands now.
    func look(at path: PagePath, in language: Language, now current: CurrentState) -> Look {
        let key = "\(language.rawValue)/\(path.text)"
        let (edition, kept, fault) = state.withLock { state in
            if state.seen != current, !state.isBeingMade {
                state.isBeingMade = true
                Task.detached(priority: .utility) { self.refresh(for: current) }
            }
            return (state.edition, state.pages[key], state.fault)
        }
        if let kept { return .page(kept) }
        guard let edition else { return fault.map(Look.fault) ?? .soon }
        guard let html = Site(edition, in: language).page(path) else { return .noSuchPage }
        let reply = Reply(type: "text/html; charset=utf-8", text: html, tag: EntityTag.tag(of: html.utf8))
        state.withLock { state in
            // Meanwhile there may be another edition, whose pages these are not.
            guard state.edition?.committed == edition.committed else { return }
            if state.pages.count >= Self.room { state.pages = [:] }
            state.pages[key] = reply
        }
        return .page(reply)
    }

    private func refresh(for current: CurrentState) {
        let made = Result { try make() }
        state.withLock { state in
            (state.isBeingMade, state.seen) = (false, current)
            switch made {
            case .success(let edition): (state.edition, state.fault, state.pages) = (edition, nil, [:])
            case .failure(let fault): state.fault = "\(fault)"
            }
        }
    }
}
