import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("Releases in the store", .onEveryStore)
struct ReleaseTests {
    @Test
    func `a release is read back as it was taken`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let taken = try store.take(.fibre(), at: .monday)
            let read = try #require(try store.release(of: .office))
            #expect(Set(read.observations) == Set(Release.fibre().observations))
            #expect(Set(read.populations) == Set(Release.fibre().populations))
            #expect(Set(read.names) == Set(Release.fibre().names))
            #expect(read.indicators == Release.fibre().indicators)
            #expect(read.boundaryChanges == Release.fibre().boundaryChanges)
            #expect(read.published == Release.fibre().published)
            #expect(ReleaseWriter.lines(of: read) == ReleaseWriter.lines(of: .fibre()))
            #expect(try store.vintages() == [.office: taken.vintage])
        }
    }

    @Test
    func `a line that has lost its figures is a fault, and no release without them`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            _ = try store.take(.fibre(), at: .monday)
            try store.base.write { db in
                try db.execute(sql: "DELETE FROM sheet WHERE line = (SELECT min(line) FROM sheet)")
            }
            let fault = #expect(throws: StoreFault.self) { try store.release(of: .office) }
            #expect(fault?.problem == "a line of the release has neither text nor figures")
        }
    }

    @Test
    func `what was taken is there after the store is opened again`() throws {
        try withTemporaryDirectory { directory in
            let rows = try { () -> Set<String> in
                let store = try openStore(directory)
                _ = try store.take(.fibre(), at: .monday)
                return try store.rows()
            }()
            #expect(try openStore(directory).rows() == rows)
        }
    }

    @Test(arguments: [Release.fibre(), Release.fibre().backwards])
    func `the same facts are unchanged, in whatever order they come`(again: Release) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let first = try store.take(.fibre(), at: .monday)
            let rows = try store.rows()
            #expect(first == .adopted(first.vintage))
            #expect(try store.take(again, at: .tuesday) == .unchanged(first.vintage))
            #expect(try store.rows() == rows)
        }
    }

    @Test
    func `a revision is another vintage, and the one before it stays`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let first = try store.take(.fibre(small: 60), at: .monday)
            let rows = try store.rows()
            let second = try store.take(.fibre(small: 61), at: .tuesday)
            #expect(second == .adopted(second.vintage))
            #expect(second.vintage != first.vintage)
            #expect(try store.release(of: .office)?.observations.contains { $0.outcome == .value(61) } == true)
            #expect(try store.rows().isStrictSuperset(of: rows))
        }
    }

    @Test
    func `a revision that is taken back is adopted again and not stored again`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let first = try store.take(.fibre(small: 60), at: .monday)
            _ = try store.take(.fibre(small: 61), at: .tuesday)
            let rows = try store.rows()
            #expect(try store.take(.fibre(small: 60), at: .wednesday) == .adopted(first.vintage))
            #expect(try store.rows().isSuperset(of: rows))
            #expect(try store.count("release") == 2)
            #expect(try store.count("adoption") == 3)
            #expect(try store.vintages() == [.office: first.vintage])
            #expect(try store.release(of: .office)?.observations.contains { $0.outcome == .value(60) } == true)
        }
    }

    @Test
    func `a line that two vintages share is stored once`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            _ = try store.take(.fibre(small: 60), at: .monday)
            let (lines, places) = (try store.count("line"), try store.count("release_line"))
            _ = try store.take(.fibre(small: 61), at: .tuesday)
            #expect(lines == places)
            #expect(try store.count("line") == lines + 1)
            #expect(try store.count("release_line") == places * 2)
        }
    }

    @Test
    func `each source has a release of its own`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let other = Release(source: try SourceID("other"), indicators: [], names: Release.fibre().names)
            let (first, second) = (try store.take(.fibre(), at: .monday), try store.take(other, at: .tuesday))
            #expect(try store.vintages() == [.office: first.vintage, other.source: second.vintage])
            #expect(try store.take(.fibre(), at: .wednesday) == .unchanged(first.vintage))
            #expect(try store.release(of: other.source)?.observations == [])
        }
    }

    @Test
    func `a source that never delivered has no release`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            #expect(try store.release(of: .office) == nil)
            #expect(try store.vintages().isEmpty)
        }
    }
}
