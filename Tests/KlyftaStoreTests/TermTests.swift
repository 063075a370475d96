import Foundation
import KlyftaModel
import KlyftaTestKit
import PostgresKit
import Testing

@testable import KlyftaStore

/// Who leads, as it is told to whoever asks.
@Suite("Terms of leadership")
struct TermTests {
    private let directory = FileManager.default.temporaryDirectory.path

    @Test(.enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
    func `leader and readers are told who leads, where, and since when`() throws {
        let place = try PostgresPlace.ownSchema()
        let leader = try Store.open(place, beside: directory)
        let own = try #require(try leader.term())
        #expect(own.epoch == 1 && own.isLeading && own.process == Int64(getpid()))
        #expect(own.host == ProcessInfo.processInfo.hostName)
        #expect(abs(own.since.milliseconds - Int64(Date().timeIntervalSince1970 * 1_000)) < 600_000)
        let told = try #require(try Store.read(place, beside: directory).term())
        #expect(told.isHeld && !told.isOwn && !told.isLeading)
        #expect((told.epoch, told.host, told.process, told.since) == (own.epoch, own.host, own.process, own.since))
    }

    @Test(.enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
    func `between two leaders readers are told that nobody leads, and who did last`() throws {
        let place = try PostgresPlace.ownSchema()
        var leader: Store? = try Store.open(place, beside: directory)
        #expect(try leader?.term()?.isLeading == true)
        let reader = try Store.read(place, beside: directory)
        leader = nil
        let last = try #require(try reader.term())
        #expect(last.epoch == 1 && !last.isHeld)
        leader = try Store.open(place, beside: directory)
        let next = try #require(try reader.term())
        #expect(next.epoch == 2 && next.isHeld)
        #expect(try leader?.term()?.isLeading == true)
    }

    @Test(.enabled(if: PostgresServer.isHere, "needs PostgreSQL (Debian's postgresql-15)"))
    func `a lock that somebody holds without a number of his own does not make the last leader lead`() throws {
        let place = try PostgresPlace.ownSchema()
        do { _ = try Store.open(place, beside: directory) }
        let session = try place.begin()
        try Leadership(place).lock(session)
        #expect(try Store.read(place, beside: directory).term()?.isHeld == false)
    }

    @Test
    func `a state in a directory is nobody else's, and has no leader`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try Store.open(path).term() == nil)
    }
}
