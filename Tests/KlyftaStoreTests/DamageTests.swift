import Foundation
import GRDB

@testable import KlyftaStore
import Testing

@Suite("A state that cannot be used")
struct DamageTests {
    /// What can become of a database between two starts.
    enum Damage: CaseIterable {
        case zeroedHeader, zeroedSchema, overwrittenPage, cutInHalf, cutWithinPage, anotherFile

        func apply(to bytes: inout [UInt8]) {
            let middle = bytes.count / 2 / 4_096 * 4_096
            switch self {
            case .zeroedHeader: bytes.replaceSubrange(0..<100, with: repeatElement(0, count: 100))
            case .zeroedSchema: bytes.replaceSubrange(100..<4_096, with: repeatElement(0, count: 3_996))
            case .overwrittenPage:
                bytes.replaceSubrange(middle..<middle + 4_096, with: repeatElement(0xa5, count: 4_096))
            case .cutInHalf: bytes.removeSubrange(middle...)
            case .cutWithinPage: bytes.removeSubrange((middle + 1_000)...)
            case .anotherFile: bytes = Array("These are my notes, not a database.\n".utf8) + bytes.prefix(8_192)
            }
        }
    }

    @Test(arguments: Damage.allCases)
    func `fault 4: a damaged database is refused with the way out, and left as it is`(damage: Damage) throws {
        try withTemporaryDirectory { directory in
            _ = try Store.open(directory).take(.large("a"), at: .monday)
            let database = URL(filePath: "\(directory)/klyfta.sqlite")
            var bytes = [UInt8](try Data(contentsOf: database))
            damage.apply(to: &bytes)
            try Data(bytes).write(to: database)

            let fault = #expect(throws: StoreFault.self) { try Store.open(directory) }
            #expect(fault?.kind == .unusable)
            #expect(fault?.problem.hasPrefix("the database is damaged") == true)
            #expect(fault?.remedy == "Nothing was changed. Run 'klyfta state restore --state \(directory)'.")
            #expect([UInt8](try Data(contentsOf: database)) == bytes)
        }
    }

    @Test
    func `fault 4: a damaged database is left as it is with what a crash left beside it`() throws {
        try withTemporaryDirectory { directory in
            let crashed = "\(directory)/crashed"
            try FileManager.default.createDirectory(atPath: crashed, withIntermediateDirectories: true)
            _ = try Store.open("\(directory)/live").take(.large("a"), at: .monday)
            let live = try Store.open("\(directory)/live")
            _ = try live.take(.fibre(), at: .monday)
            let files = ["klyfta.sqlite", "klyfta.sqlite-wal"].map { URL(filePath: "\(crashed)/\($0)") }
            for file in files {
                try FileManager.default.copyItem(
                    at: URL(filePath: "\(live.directory)/\(file.lastPathComponent)"), to: file)
            }
            var bytes = [UInt8](try Data(contentsOf: files[0]))
            Damage.overwrittenPage.apply(to: &bytes)
            try Data(bytes).write(to: files[0])
            let before = try files.map { try Data(contentsOf: $0) }

            let fault = #expect(throws: StoreFault.self) { try Store.open(crashed) }
            #expect(fault?.kind == .unusable)
            #expect(try files.map { try Data(contentsOf: $0) } == before)
        }
    }

    @Test
    func `fault 4: what a crash left beside a sound database is taken in`() throws {
        try withTemporaryDirectory { directory in
            let live = try Store.open("\(directory)/live")
            _ = try live.take(.fibre(), at: .monday)
            try FileManager.default.copyItem(atPath: live.directory, toPath: "\(directory)/crashed")
            let crashed = try Store.open("\(directory)/crashed")
            #expect(try crashed.rows() == live.rows())
            #expect(try crashed.count("adoption") == 1)
        }
    }

    /// A log that somebody takes away takes with it what was only there; the index beside it is made anew.
    @Test(arguments: ["klyfta.sqlite-wal", "klyfta.sqlite-shm"])
    func `fault 4: where the log or its index is gone or rubbish, the state is an old one or the new one, and whole`(
        name: String
    ) throws {
        for rubbish in [nil, [UInt8](repeating: 0xa5, count: 40_000)] {
            try withTemporaryDirectory { directory in
                let before = try {
                    let store = try Store.open("\(directory)/live")
                    _ = try store.take(.fibre(), at: .monday)
                    return try store.rows()
                }()
                let live = try Store.open("\(directory)/live")
                _ = try live.take(.large("a"), at: .tuesday)
                try FileManager.default.copyItem(atPath: live.directory, toPath: "\(directory)/crashed")
                let file = "\(directory)/crashed/\(name)"
                try FileManager.default.removeItem(atPath: file)
                if let rubbish { try Data(rubbish).write(to: URL(filePath: file)) }
                let crashed = try Store.open("\(directory)/crashed").rows()
                #expect(try crashed == (name.hasSuffix("-shm") ? live.rows() : before))
            }
        }
    }

    @Test
    func `what a first start that was cut off left behind is begun again`() throws {
        try withTemporaryDirectory { directory in
            try FileManager.default.createDirectory(atPath: "\(directory)/crashed", withIntermediateDirectories: true)
            let draft = try DatabaseQueue(path: "\(directory)/klyfta.sqlite")
            try draft.write { db in try db.execute(sql: "CREATE TABLE early (text); PRAGMA cache_size = 1") }
            try draft.inTransaction(.immediate) { db in
                for _ in 1...50 { try db.execute(sql: "INSERT INTO early VALUES (zeroblob(4000))") }
                for name in ["klyfta.sqlite", "klyfta.sqlite-journal"] {
                    try FileManager.default.copyItem(
                        atPath: "\(directory)/\(name)", toPath: "\(directory)/crashed/\(name)")
                }
                return .rollback
            }
            #expect(try Store.open("\(directory)/crashed").count("early") == 0)
        }
    }

    @Test(arguments: [true, false])
    func `fault 4: an empty database file is refused to writers and readers, with the way out`(isWriter: Bool) throws {
        try withTemporaryDirectory { directory in
            try Data().write(to: URL(filePath: "\(directory)/klyfta.sqlite"))
            let fault = #expect(throws: StoreFault.self) {
                if isWriter { _ = try Store.open(directory) } else { _ = try Store.read(directory) }
            }
            #expect(fault?.kind == .unusable)
            #expect(fault?.problem == "the database is empty: what was in it is lost")
            #expect(
                fault?.remedy.contains("from a backup") == true && fault?.remedy.contains("remove the file") == true)
            #expect(try Data(contentsOf: URL(filePath: "\(directory)/klyfta.sqlite")).isEmpty)
        }
    }

    @Test(arguments: ["klyfta.sqlite.new", "klyfta.sqlite.new-wal", "klyfta.sqlite.new-journal"])
    func `a first start that was cut off before its database was whole is begun again`(leftover: String) throws {
        try withTemporaryDirectory { directory in
            try Data("half".utf8).write(to: URL(filePath: "\(directory)/\(leftover)"))
            #expect(throws: StoreFault.self) { try Store.read(directory) }
            #expect(try Store.open(directory).rows().isEmpty)
            let left = try FileManager.default.contentsOfDirectory(atPath: directory)
            #expect(!left.contains { $0.contains(".new") })
        }
    }

    @Test
    func `fault 4: a damaged database is refused to readers too`() throws {
        try withTemporaryDirectory { directory in
            try Data("These are my notes, not a database.".utf8).write(to: URL(filePath: "\(directory)/klyfta.sqlite"))
            let fault = #expect(throws: StoreFault.self) { try Store.read(directory) }
            #expect(fault?.kind == .unusable)
        }
    }

    @Test(arguments: [true, false])
    func `fault 44: the state of a newer klyfta is refused to writers and readers`(isWriter: Bool) throws {
        try withTemporaryDirectory { directory in
            let rows = try {
                let store = try Store.open(directory)
                _ = try store.take(.fibre(), at: .monday)
                try store.base.write { db in
                    try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 the next great thing')")
                }
                return try store.rows()
            }()
            let fault = #expect(throws: StoreFault.self) {
                if isWriter { _ = try Store.open(directory) } else { _ = try Store.read(directory) }
            }
            #expect(fault?.kind == .unusable)
            #expect(fault?.problem == "the state was written by a newer klyfta")
            #expect(fault?.remedy.contains("Run that version") == true)

            let database = try DatabaseQueue(path: "\(directory)/klyfta.sqlite")
            try database.write { db in try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '99%'") }
            #expect(try Store.read(directory).rows() == rows)
        }
    }
}
