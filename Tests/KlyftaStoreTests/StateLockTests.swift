import Foundation
import Glibc
import KlyftaAlerting
import KlyftaStore
import Testing

@Suite("The state directory")
struct StateLockTests {
    @Test
    func `fault 13: a second writer is refused and told whom to stop`() throws {
        try withTemporaryDirectory { directory in
            let holder = try LockHolder(on: directory)
            defer { holder.end(with: SIGKILL) }
            let fault = #expect(throws: StoreFault.self) { try Store.open(directory) }
            #expect(fault?.kind == .held)
            #expect(fault?.place == directory)
            #expect(
                fault?.problem == "another klyfta works on this state directory (process \(holder.processID))")
            #expect(!Store.exists(in: directory))
        }
    }

    @Test
    func `two writers in one process are two writers`() throws {
        try withTemporaryDirectory { directory in
            let store = try Store.open(directory)
            let fault = #expect(throws: StoreFault.self) { try Store.open(store.directory) }
            #expect(fault?.problem.hasSuffix("(process \(getpid()))") == true)
        }
    }

    @Test(arguments: ["", "\n", "none of your business"])
    func `a holder that left no number is still a holder`(text: String) throws {
        try withTemporaryDirectory { directory in
            let holder = try LockHolder(on: directory)
            defer { holder.end(with: SIGKILL) }
            try Data(text.utf8).write(to: URL(filePath: "\(directory)/klyfta.pid"))
            let fault = #expect(throws: StoreFault.self) { try Store.open(directory) }
            #expect(fault?.kind == .held)
            #expect(fault?.problem == "another klyfta works on this state directory")
        }
    }

    @Test(arguments: [SIGTERM, SIGKILL])
    func `fault 13: the lock is gone when its holder ends, however it ends`(signal: CInt) throws {
        try withTemporaryDirectory { directory in
            let holder = try LockHolder(on: directory)
            #expect(throws: StoreFault.self) { try Store.open(directory) }
            holder.end(with: signal)
            let store = try Store.open(directory)
            #expect(try String(contentsOfFile: "\(store.directory)/klyfta.pid", encoding: .utf8) == "\(getpid())\n")
        }
    }

    @Test
    func `fault 13: a deleted number lets nobody in`() throws {
        try withTemporaryDirectory { directory in
            let store = try Store.open(directory)
            try FileManager.default.removeItem(atPath: "\(directory)/klyfta.pid")
            let fault = #expect(throws: StoreFault.self) { try Store.open(store.directory) }
            #expect(fault?.kind == .held)
        }
    }

    @Test
    func `a writer that let go is followed by the next`() throws {
        try withTemporaryDirectory { directory in
            for _ in 1...3 { _ = try Store.open(directory).take(.fibre(), at: .monday) }
            #expect(try Store.open(directory).count("adoption") == 1)
        }
    }

    @Test
    func `reading needs no lock and sees whole rounds while a writer works`() throws {
        try withTemporaryDirectory { directory in
            let writer = try Store.open(directory)
            _ = try writer.take(.fibre(small: 60), at: .monday)
            let reader = try Store.read(directory)
            #expect(try reader.rows() == writer.rows())
            _ = try writer.take(.fibre(small: 61), at: .tuesday)
            try writer.commit([.init(.fired, of: "a")])
            #expect(try reader.rows() == writer.rows())
            #expect(try reader.waiting(for: "log").count == 1)
            #expect(throws: StoreFault.self) { try reader.jobRan("recompute", at: .monday, fault: nil) }
        }
    }

    @Test
    func `the directory is made for its owner and group, and the database with it`() throws {
        try withTemporaryDirectory { directory in
            let state = "\(directory)/var/lib/klyfta"
            let store = try Store.open(state)
            var status = stat()
            #expect(stat(store.directory, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o750)
            #expect(Store.exists(in: state))
        }
    }

    @Test
    func `a directory that cannot be made is one clear fault`() throws {
        try withTemporaryDirectory { directory in
            let state = "\(directory)/file/state"
            try Data("no directory".utf8).write(to: URL(filePath: "\(directory)/file"))
            let fault = #expect(throws: StoreFault.self) { try Store.open(state) }
            #expect(fault?.kind == .system)
            #expect(fault?.place == state)
            #expect(fault?.problem.hasPrefix("the state directory cannot be made") == true)
            #expect(fault?.remedy.contains("'state:'") == true)
        }
    }

    @Test
    func `a directory that takes no file is one clear fault`() throws {
        // Not even root may make a file there.
        let fault = #expect(throws: StoreFault.self) { try Store.open("/proc") }
        #expect(fault?.kind == .system)
        #expect(fault?.problem.hasPrefix("the state directory cannot be used") == true)
    }

    @Test
    func `there is nothing to read where nothing was stored, and nothing is made`() throws {
        try withTemporaryDirectory { directory in
            let fault = #expect(throws: StoreFault.self) { try Store.read(directory) }
            #expect(fault?.kind == .system)
            #expect(fault?.problem == "no klyfta has stored anything here yet")
            let files = try FileManager.default.contentsOfDirectory(atPath: directory)
            #expect(files.isEmpty)
        }
    }
}
