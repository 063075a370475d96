import Foundation
import KlyftaModel
import KlyftaTestKit
import PostgresKit
import Testing

@testable import KlyftaStore

/// A state that one writes and others follow.
@Suite("Following", .enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
struct FollowingTests {
    private let place: PostgresPlace
    private let directory = FileManager.default.temporaryDirectory.path

    init() throws { place = try .ownSchema() }

    private func join() throws -> Store { try Store.join(place, beside: directory) }

    private func fault(_ work: () throws -> Void) -> StoreFault? { #expect(throws: StoreFault.self) { try work() } }

    @Test
    func `the first one that joins leads, and the others read what it writes`() throws {
        let (leader, follower) = (try join(), try join())
        #expect(!leader.isFollower && follower.isFollower)
        let release = try leader.take(.fibre(), at: .monday)
        #expect(try follower.vintages() == [.office: release.vintage])
        #expect(try !follower.lead() && follower.term()?.isHeld == true)
    }

    @Test
    func `a follower writes nothing and says where the leader is`() throws {
        let (leader, follower) = (try join(), try join())
        let refused = try #require(fault { _ = try follower.take(.fibre(), at: .monday) })
        #expect(refused.kind == .held && refused.problem.contains("process \(getpid())"))
        #expect(refused.problem.contains(ProcessInfo.processInfo.hostName))
        #expect(fault { try follower.requireLead() } == refused)
        #expect(try leader.vintages().isEmpty)
        try leader.requireLead()
    }

    @Test
    func `a follower hears that something was written, once, and nothing of a transaction that came to nothing`() throws
    {
        let (leader, follower) = (try join(), try join())
        _ = try follower.lead()
        #expect(follower.takeNews(), "of what was before it knows nothing")
        _ = try follower.lead()
        #expect(!follower.takeNews())
        _ = try leader.take(.fibre(), at: .monday)
        #expect(try !follower.lead() && follower.takeNews())
        #expect(try !follower.lead() && !follower.takeNews())
        #expect(throws: CancellationError.self) { try leader.base.write { _ in throw CancellationError() } }
        #expect(try !follower.lead() && !follower.takeNews())
    }

    @Test
    func `a follower whose session was lost counts as behind`() throws {
        let (leader, follower) = (try join(), try join())
        #expect(try !follower.lead() && follower.takeNews())
        try endSession(of: follower)
        #expect(try !follower.lead() && follower.takeNews())
        #expect(!leader.isFollower)
    }

    @Test
    func `when the leader resigns a follower leads under the next number, and the old one writes no more`() throws {
        let (leader, follower) = (try join(), try join())
        _ = try leader.take(.fibre(), at: .monday)
        leader.resign()
        #expect(
            fault { _ = try leader.take(.fibre(small: 61), at: .tuesday) }?.problem.contains("nobody leads") == true)
        #expect(try follower.lead() && follower.term()?.epoch == 2)
        #expect(fault { _ = try leader.take(.fibre(small: 61), at: .tuesday) }?.problem.contains("stands by") == true)
        _ = try follower.take(.fibre(small: 61), at: .tuesday)
        #expect(try follower.count("release") == 2)
        #expect(try !leader.lead())
    }

    @Test
    func `a leader that asks learns that another one leads by now, and one that nobody followed goes on anew`() throws {
        let (leader, follower) = (try join(), try join())
        #expect(try leader.confirmLead()?.epoch == 1)
        try endSession(of: leader)
        // The first question may be what finds out that the session is over.
        let epochs = (0..<2).compactMap { _ in try? leader.confirmLead()?.epoch }
        #expect(epochs.last == 2 && !leader.isFollower)
        try endSession(of: leader)
        #expect(try follower.lead())
        let kinds = (0..<2).compactMap { _ in fault { _ = try leader.confirmLead() }?.kind }
        #expect(kinds.last == .held)
        #expect(try follower.confirmLead()?.epoch == 3)
    }

    @Test
    func `a leader that another one has followed can follow that one, hears what it writes, and may lead again`() throws
    {
        let (leader, follower) = (try join(), try join())
        try endSession(of: leader)
        #expect(try follower.lead())
        #expect(fault { for _ in 0..<2 { _ = try leader.confirmLead() } }?.kind != nil)
        leader.resign()
        #expect(try leader.isFollower && !leader.lead() && leader.takeNews())
        #expect(try leader.term()?.isOwn == false && leader.term()?.isHeld == true)
        let release = try follower.take(.fibre(), at: .monday)
        #expect(try !leader.lead() && leader.takeNews() && leader.vintages() == [.office: release.vintage])
        follower.resign()
        #expect(try leader.lead() && leader.confirmLead()?.epoch == 3)
        _ = try leader.take(.fibre(small: 61), at: .tuesday)
    }

    /// As a server does that is restarted.
    private func endSession(of store: Store) throws {
        let session = try store.base.read { db in try Int64.fetchOne(db, sql: "SELECT pg_backend_pid()::bigint") }
        try place.begin().run("SELECT pg_terminate_backend(\(try #require(session)), 60000)")
    }

    @Test
    func `what a follower was waiting for may be a schema that nobody has made yet`() throws {
        let session = try place.begin()
        try Leadership(place).lock(session)
        let follower = try join()
        #expect(fault { _ = try follower.vintages() }?.kind == .absent)
        Leadership.letGo(session)
        #expect(try follower.lead() && follower.vintages().isEmpty)
    }

    @Test
    func `fault 44: a follower refuses a schema that a newer leader made`() throws {
        let (leader, follower) = (try join(), try join())
        #expect(try follower.vintages().isEmpty)
        try place.begin().run("INSERT INTO schema_step (name) VALUES ('99 of a newer one')")
        _ = try leader.take(.fibre(), at: .monday)
        #expect(try !follower.lead() && follower.takeNews())
        #expect(fault { _ = try follower.vintages() }?.kind == .unusable)
    }

    @Test
    func `a follower that is newer than the schema waits: whoever leads brings it up to date`() throws {
        let (leader, follower) = (try join(), try join())
        try place.begin().run("DELETE FROM schema_step WHERE name LIKE '2 %'")
        let fault = fault { _ = try follower.vintages() }
        #expect(fault?.kind == .system && fault?.problem == "the state is of an older klyfta")
        #expect(try !follower.lead() && leader.confirmLead()?.epoch == 1)
    }

    @Test
    func `a state in a directory is led by whoever has it open`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let store = try Store.open(path)
        #expect(try store.lead() && !store.isFollower && !store.takeNews() && store.confirmLead() == nil)
        try store.requireLead()
    }
}
