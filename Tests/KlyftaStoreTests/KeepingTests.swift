import Foundation
import GRDB
import Glibc
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("Copies, ballast and repair")
struct KeepingTests {
    private func day(_ day: Int) -> CalendarDay { try! CalendarDay(2026, 11, day) }

    private func copies(_ directory: String) -> [String] {
        Store.backups(in: directory).map { URL(filePath: $0).lastPathComponent }
    }

    @Test func `there is one copy a day, and the newest three are kept`() throws {
        try withTemporaryDirectory { directory in
            let store = try Store.open(directory)
            let made = try [1, 2, 2, 3, 4].map { try store.backUp(on: day($0), keeping: 3) }
            #expect(made == [true, true, false, true, true])
            #expect(
                copies(directory) == [
                    "klyfta-2026-11-04.sqlite", "klyfta-2026-11-03.sqlite", "klyfta-2026-11-02.sqlite",
                ])
        }
    }

    @Test func `the daily copy proves that it goes on`() throws {
        try withTemporaryDirectory { directory in
            let store = try Store.open(directory)
            var steps = 0
            try store.base.write { db in
                try db.execute(
                    sql: """
                        CREATE TABLE bulk AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
                        SELECT i FROM n
                        """)
            }
            let isMade = try store.backUp(on: day(1), keeping: 1) { steps += 1 }
            #expect(isMade)
            #expect(steps > 0)
            #expect(StateRepair.problems(of: try #require(Store.backups(in: directory).first)).isEmpty)
        }
    }

    @Test func `a copy holds all that was committed, also what is only in the log yet`() throws {
        try withTemporaryDirectory { directory in
            let store = try Store.open(directory)
            _ = try store.take(.fibre(), at: .monday)
            _ = try store.backUp(on: day(1), keeping: 3)
            let other = "\(directory)/other"
            try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: try #require(Store.backups(in: directory).first), toPath: "\(other)/klyfta.sqlite")
            let copied = try #require(try Store.read(other).release(of: .office))
            #expect(try store.vintage(of: copied) == store.vintages()[.office])
        }
    }

    @Test func `fault 4: a damaged state is refused with the command that repairs it, and that repairs it`() throws {
        try withTemporaryDirectory { directory in
            var vintage: Vintage?
            do {
                let store = try Store.open(directory)
                _ = try store.take(.large("a"), at: .monday)
                vintage = try store.vintages()[.office]
                _ = try store.backUp(on: day(1), keeping: 3)
            }
            let file = URL(filePath: "\(directory)/klyfta.sqlite")
            var bytes = [UInt8](try Data(contentsOf: file))
            DamageTests.Damage.overwrittenPage.apply(to: &bytes)
            try Data(bytes).write(to: file)
            let fault = #expect(throws: StoreFault.self) { try Store.open(directory) }
            #expect(fault?.remedy.contains("klyfta state restore --state \(directory)") == true)
            #expect(!StateRepair.problems(in: directory).isEmpty)

            let outcome = try StateRepair.restore(directory, at: .tuesday)
            #expect(try [UInt8](Data(contentsOf: URL(filePath: #require(outcome.aside)))) == bytes, "nothing is lost")
            #expect(StateRepair.problems(in: directory).isEmpty)
            let store = try Store.open(directory)
            let restored = try #require(try store.release(of: .office))
            #expect(try store.vintage(of: restored) == vintage)
        }
    }

    @Test func `a state that is whole is not restored, and without a good copy nothing is touched`() throws {
        try withTemporaryDirectory { directory in
            do { _ = try Store.open(directory).backUp(on: day(1), keeping: 3) }
            #expect(throws: StoreFault.self) { try StateRepair.restore(directory, at: .tuesday) }
            let notes = Data("These are my notes.\n".utf8)
            for path in Store.backups(in: directory) + ["\(directory)/klyfta.sqlite"] {
                try notes.write(to: URL(filePath: path))
            }
            let fault = #expect(throws: StoreFault.self) { try StateRepair.restore(directory, at: .tuesday) }
            #expect(fault?.kind == .unusable)
            #expect(try Data(contentsOf: URL(filePath: "\(directory)/klyfta.sqlite")) == notes)
        }
    }

    @Test func `a state at which another process works is not restored, from whatever copy`() throws {
        try withTemporaryDirectory { directory in
            let store = try Store.open(directory)
            let copy = "\(directory)/copy"
            try store.backUp(to: copy)
            #expect(throws: StoreFault.self) { try StateRepair.restore(directory, at: .tuesday) }
            let fault = #expect(throws: StoreFault.self) {
                try StateRepair.restore(directory, from: copy, at: .tuesday)
            }
            #expect(fault?.kind == .held)
            withExtendedLifetime(store) {}
        }
    }

    @Test func `a copy that is named takes the place of a whole state, which is kept, and of none`() throws {
        try withTemporaryDirectory { directory in
            let (state, other, copy) = ("\(directory)/state", "\(directory)/new/state", "\(directory)/copy")
            do {
                let store = try Store.open(state)
                _ = try store.take(.large("a"), at: .monday)
                try store.backUp(to: copy)
                _ = try store.take(.large("b"), at: .tuesday)
            }
            let outcome = try StateRepair.restore(state, from: copy, at: .tuesday)
            let aside = try #require(outcome.aside)
            #expect(aside.contains("klyfta.sqlite.replaced-"))
            #expect(StateRepair.problems(of: aside).isEmpty)
            #expect(try StateRepair.restore(other, from: copy, at: .tuesday).aside == nil)
            for directory in [state, other] {
                let store = try Store.open(directory)
                let restored = try #require(try store.release(of: .office))
                let first = try Store.open("\(directory)-first")
                _ = try first.take(.large("a"), at: .monday)
                #expect(try store.vintage(of: restored) == first.vintages()[.office])
            }
        }
    }

    /// What is offered as a copy and is none.
    private enum Offer: CaseIterable {
        case nothing, notes, damaged, newer, stranger, itself

        func file(_ directory: String, _ copy: String) throws -> String {
            let url = URL(filePath: copy)
            switch self {
            case .nothing: return "\(directory)/nothing"
            case .notes: try Data("These are my notes.\n".utf8).write(to: url)
            case .damaged:
                var bytes = [UInt8](try Data(contentsOf: url))
                DamageTests.Damage.overwrittenPage.apply(to: &bytes)
                try Data(bytes).write(to: url)
            case .newer:
                try DatabaseQueue(path: copy).write { db in
                    try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 of tomorrow')")
                }
            case .stranger:
                unlink(copy)
                try DatabaseQueue(path: copy).write { try $0.execute(sql: "CREATE TABLE mine (a)") }
            case .itself: return "\(directory)/./klyfta.sqlite"
            }
            return copy
        }
    }

    @Test(arguments: Offer.allCases) private func `what is no good copy is refused, and nothing is changed`(
        offer: Offer
    )
        throws
    {
        try withTemporaryDirectory { directory in
            let copy = "\(directory)/copy"
            do {
                let store = try Store.open(directory)
                _ = try store.take(.large("a"), at: .monday)
                try store.backUp(to: copy)
            }
            let before = try Data(contentsOf: URL(filePath: "\(directory)/klyfta.sqlite"))
            let file = try offer.file(directory, copy)
            let fault = #expect(throws: StoreFault.self) {
                try StateRepair.restore(directory, from: file, at: .tuesday)
            }
            #expect(fault?.remedy.hasPrefix("Nothing was changed.") == true)
            #expect(try Data(contentsOf: URL(filePath: "\(directory)/klyfta.sqlite")) == before)
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs the right to mount"))
    func `fault 1: on a full disk the ballast is let go, so that a delivery can still be noted`() throws {
        try SmallDisk.with(kilobytes: 32 << 10) { disk in
            let state = "\(disk.path)/state"
            let store = try Store.open(state)
            try store.commit([.init(.fired, of: "a")])
            store.renewBallast()
            #expect(FileManager.default.fileExists(atPath: "\(state)/klyfta.ballast"))
            try disk.fill()
            #expect(throws: StoreFault.self) {
                for word in ["a", "b", "c"] { _ = try store.take(.large(word), at: .monday) }
            }
            #expect(!FileManager.default.fileExists(atPath: "\(state)/klyfta.ballast"))
            try store.delivered([1], to: "file", at: .tuesday)
            #expect(try store.waiting(for: "file").isEmpty)
            store.renewBallast()
            #expect(
                !FileManager.default.fileExists(atPath: "\(state)/klyfta.ballast"), "it does not fill the disk itself")
        }
    }
}
