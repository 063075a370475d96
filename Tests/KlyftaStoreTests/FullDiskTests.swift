import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

@Suite("A full disk", .enabled(if: SmallDisk.isPossible, "needs root, to mount a disk of 768 kB"))
struct FullDiskTests {
    /// What a daemon writes.
    enum Work: CaseIterable {
        case take, commit

        func run(on store: Store) throws {
            switch self {
            case .take: _ = try store.take(.large("much"), at: .tuesday)
            case .commit:
                let events = (0..<500).map { AlertEvent(.fired, of: "alert-\($0)") }
                try store.commit(events, standings: [Standing(of: "a")], at: .tuesday)
            }
        }
    }

    @Test(arguments: Work.allCases)
    func `fault 1: what does not fit is not stored at all, and fits once there is room`(work: Work) throws {
        try SmallDisk.with(kilobytes: 4_096) { disk in
            let store = try Store.open(disk.path)
            _ = try store.take(.fibre(), at: .monday)
            let rows = try store.rows()
            try disk.fill()

            let fault = #expect(throws: StoreFault.self) { try work.run(on: store) }
            #expect(fault?.kind == .system)
            #expect(fault?.problem == "the file system is full; nothing of this was stored")
            #expect(fault?.remedy.hasPrefix("Make room.") == true)
            #expect(try store.rows() == rows)

            try disk.makeRoom()
            try work.run(on: store)
            #expect(try store.rows().isStrictSuperset(of: rows))
        }
    }

    @Test
    func `fault 1: a full disk is still read`() throws {
        try SmallDisk.with(kilobytes: 768) { disk in
            let store = try Store.open(disk.path)
            _ = try store.take(.fibre(), at: .monday)
            try disk.fill()
            let reader = try Store.read(disk.path)
            #expect(try reader.rows() == store.rows())
            #expect(try reader.release(of: .office)?.observations.count == 5)
        }
    }

    @Test
    func `fault 1: a start on a full disk says so`() throws {
        try SmallDisk.with(kilobytes: 768) { disk in
            try disk.fill()
            let fault = #expect(throws: StoreFault.self) { try Store.open(disk.path) }
            #expect(fault?.kind == .system)
            #expect(fault?.description.contains("ake room") == true)
            try disk.makeRoom()
            #expect(try Store.open(disk.path).rows().isEmpty)
        }
    }

    @Test
    func `fault 1: a state that does not fit where it is moved to is not there, and is left where it was`() throws {
        try withTemporaryDirectory { old in
            for word in ["a", "b", "c"] { _ = try Store.open(old).take(.large(word), at: .monday) }
            let rows = try Store.read(old).rows()
            try SmallDisk.with(kilobytes: 768) { disk in
                do {
                    let move = try StateMove(from: .directory(old), to: .directory(disk.path))
                    let fault = #expect(throws: StoreFault.self) { try move.copy() }
                    #expect(fault?.problem == "the file system is full; nothing of this was stored")
                    #expect(fault?.place == disk.path)
                }
                let left = try FileManager.default.contentsOfDirectory(atPath: disk.path)
                #expect(!left.contains { $0.hasPrefix("klyfta.sqlite") }, "\(left)")
            }
            #expect(try Store.read(old).rows() == rows)
        }
    }
}
