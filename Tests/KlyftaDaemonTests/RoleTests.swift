import KlyftaModel
import KlyftaStore
import Testing

@testable import KlyftaDaemon

@Suite("What the status says of leader and followers")
struct RoleTests {
    private func line(_ term: Term?) -> String {
        var situation = Situation(sources: 1, failing: [], rules: 2, firing: 0, pending: 0, blind: 0)
        situation.term = term
        return situation.description
    }

    private func term(isHeld: Bool, isOwn: Bool, process: Int64? = 42) -> Term {
        Term(
            epoch: 7, host: "node-1", process: process, since: CommitTime(milliseconds: 1_700_000_000_000),
            isHeld: isHeld, isOwn: isOwn)
    }

    private static let rest = "; 1 sources, 2 rules; 0 firing, 0 pending; outbox 0"

    @Test
    func `a state of one machine has no leader to speak of`() {
        #expect(line(nil) == "ready" + Self.rest)
    }

    @Test
    func `the leader says that it leads`() {
        #expect(
            line(term(isHeld: true, isOwn: true)) == "ready; leads since 2023-11-14T22:13Z (epoch 7)" + Self.rest)
    }

    @Test
    func `a follower says who leads, and whether anybody does`() {
        #expect(
            line(term(isHeld: true, isOwn: false))
                == "stands by; node-1, process 42, leads since 2023-11-14T22:13Z (epoch 7)" + Self.rest)
        #expect(
            line(term(isHeld: false, isOwn: false, process: nil))
                == "stands by; nobody leads, node-1 did since 2023-11-14T22:13Z (epoch 7)" + Self.rest)
    }

    @Test
    func `a daemon whose number nobody holds any more does not say that it leads`() {
        #expect(line(term(isHeld: false, isOwn: true)).hasPrefix("stands by; nobody leads"))
    }

    @Test
    func `a follower that cannot ask the database does not say that it is ready`() {
        var situation = Situation(sources: 1, failing: [], rules: 2, firing: 0, pending: 0, blind: 0)
        situation.isFollower = true
        #expect(situation.description == "stands by; the database cannot be asked" + Self.rest)
        situation.obstacle = "no session"
        #expect(situation.description == "stands by; the database cannot be asked (no session)" + Self.rest)
    }

    @Test
    func `a leader that cannot use the database does not say that it is ready`() {
        var situation = Situation(sources: 1, failing: [], rules: 2, firing: 0, pending: 0, blind: 0)
        situation.obstacle = "no session"
        #expect(situation.description == "not ready; the database cannot be used (no session)" + Self.rest)
        // It can be read, but not written.
        (situation.term, situation.obstacle) = (term(isHeld: true, isOwn: true), "no room")
        #expect(
            situation.description
                == "not ready; the database cannot be used (no room); leads since 2023-11-14T22:13Z (epoch 7)"
                + Self.rest)
    }
}
