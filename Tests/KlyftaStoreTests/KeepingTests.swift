import Foundation
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
            #expect(try [UInt8](Data(contentsOf: URL(filePath: outcome.aside))) == bytes, "nothing is lost")
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

    @Test func `a state at which another process works is not restored`() throws {
        try withTemporaryDirectory { directory in
            let store = try Store.open(directory)
            #expect(throws: StoreFault.self) { try StateRepair.restore(directory, at: .tuesday) }
            withExtendedLifetime(store) {}
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
