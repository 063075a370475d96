import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("Statements over many rows", .onEveryStore)
struct BulkTests {
    private func numbered(_ number: Int) -> SQLArguments { ["\(number)", number] }

    @Test(arguments: [0, 1, 5, 85, 256, 700], [1, 16, 256])
    func `every element is written once, and answered`(count: Int, most: Int) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            var answered: [Int] = []
            try store.base.write { db in
                try db.inBulk(
                    Array(0..<count), atMost: most, { numbered($0) },
                    sql: { "INSERT INTO forgotten (what, before) VALUES \($0) RETURNING before" }
                ) { answered.append($0[0]) }
            }
            #expect(answered.sorted() == Array(0..<count))
            #expect(try store.count("forgotten") == count)
        }
    }

    @Test
    func `one element that is refused undoes them all`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            #expect(throws: (any Error).self) {
                try store.base.write { db in
                    try db.inBulk(
                        Array(0..<300), { numbered($0 % 299) },
                        sql: { "INSERT INTO forgotten (what, before) VALUES \($0)" })
                }
            }
            #expect(try store.count("forgotten") == 0)
        }
    }
}
