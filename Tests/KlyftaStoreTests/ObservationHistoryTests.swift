import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("The whole history of the figures", .onEveryStore)
struct ObservationHistoryTests {
    /// Whatever was said, with the vintage that said it.
    private func history(of store: Store) throws -> [String] {
        var lines: [String] = []
        try store.forEachSheet { known in
            for (row, town) in known.municipalities.enumerated() {
                guard let outcome = known.sheet.outcome(row) else { continue }
                lines.append(
                    "\(known.source) \(known.vintage.digest) \(known.taken) \(known.sheet.period) \(town) \(outcome)")
            }
            return true
        }
        return lines
    }

    @Test func `every vintage has all its figures, in the order in which they were taken`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            var expected: [String] = []
            for (release, time) in [(Release.fibre(small: 60), CommitTime.monday), (.fibre(small: 61), .tuesday)] {
                let vintage = try store.take(release, at: time).vintage.digest
                expected += release.observations.map {
                    "office \(vintage) \(time) \($0.period) \($0.municipality) \($0.outcome)"
                }
            }
            let told = try history(of: readStore(directory))
            #expect(told.sorted() == expected.sorted())
            #expect(
                told.count == 10 && told.map { $0.contains(CommitTime.tuesday.description) }.firstIndex(of: true) == 5)
            #expect(try history(of: store.asKnown(at: .monday)).count == 5)
        }
    }

    @Test func `whoever has seen enough gets no more`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            _ = try store.take(.fibre(small: 60), at: .monday)
            _ = try store.take(.fibre(small: 61), at: .tuesday)
            var count = 0
            try store.forEachSheet { _ in
                count += 1
                return count < 3
            }
            #expect(count == 3)
        }
    }
}
