import KlyftaModel
import KlyftaSources
import KlyftaStore

/// Moves a state from one database to another, and lets it count only when everything that can be computed again was.
package struct Migration {
    private let sources: SourceProcess
    private let deadline: Duration

    /// A migration.
    /// - Parameters:
    ///   - sources: reads the answers of offices again.
    ///   - deadline: how long one vintage may take.
    package init(by sources: SourceProcess, deadline: Duration = .seconds(600)) {
        (self.sources, self.deadline) = (sources, deadline)
    }

    /// What came of it.
    package struct Report: Sendable, CustomStringConvertible {
        /// What was moved.
        package let tally: StateMove.Tally
        /// How many vintages have the hash of their lines.
        package let vintages: Int
        /// What came of reading the answers again.
        package let verification: Verification.Report

        /// For people.
        package var description: String {
            var lines = [
                "\(tally.tables) tables with \(tally.rows) rows and \(tally.answers) answers of offices, the same row by row",
                "\(vintages) of \(vintages) vintages are what their lines say",
                verification.description,
            ]
            if !verification.isGood {
                lines.append("the same is so in the state that it came from; see 'klyfta verify'")
            }
            if !tally.lost.isEmpty {
                lines.append(
                    "\(tally.lost.count) answers were lost or damaged before, and could not be moved: "
                        + tally.lost.map { String($0.prefix(12)) }.joined(separator: ", "))
            }
            return lines.joined(separator: "\n")
        }
    }

    /// Moves a state.
    /// - Parameter step: called with what is done next.
    /// - Throws: ``StoreFault``; nothing arrived then, and nothing was changed where it came from.
    package func run(
        from: MovingPlace, to: MovingPlace, step: (String) -> Void = { _ in }
    ) async throws -> Report {
        let move = try StateMove(from: from, to: to)
        let tally = try move.copy(step: step)
        step("vintages")
        let vintages = try expectVintages(of: move.arrived, at: to)
        step("figures")
        let verification = try await verification(of: move.arrived)
        // What cannot be made again where it came from either is no flaw of the move.
        if !verification.isGood {
            let before = try await self.verification(of: move.departed)
            guard verification.differing.isSubset(of: before.differing) else {
                throw Self.fault(at: to, verification.flaws.joined(separator: "\n"))
            }
        }
        try move.finish()
        return Report(tally: tally, vintages: vintages, verification: verification)
    }

    private func verification(of store: Store) async throws -> Verification.Report {
        try await Verification(of: store, by: sources, deadline: deadline).run()
    }

    /// Every vintage is the hash of its lines, also one that rests on no answers.
    private func expectVintages(of store: Store, at place: MovingPlace) throws -> Int {
        var count = 0
        for source in try store.vintages().keys.sorted() {
            for vintage in Set(try store.vintages(of: source).map(\.vintage)) {
                let release = try store.release(of: source, vintage)
                guard try release.map(store.vintage(of:)) == vintage else {
                    throw Self.fault(at: place, "\(source) \(vintage.short) is not what its lines say")
                }
                count += 1
            }
        }
        return count
    }

    private static func fault(at place: MovingPlace, _ problem: String) -> StoreFault {
        StoreFault(
            .unusable, at: place.name, problem,
            remedy: "Nothing was moved. Look at the state that it was to come from, with 'klyfta verify'.")
    }
}
