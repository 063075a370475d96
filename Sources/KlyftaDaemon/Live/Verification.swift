import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// Makes every vintage that was read from answers again, and compares.
package struct Verification: Sendable {
    private let store: Store
    private let sources: SourceProcess
    private let deadline: Duration

    /// A verification of a store.
    /// - Parameter deadline: how long one vintage may take.
    package init(of store: Store, by sources: SourceProcess, deadline: Duration = .seconds(600)) {
        self.store = store
        self.sources = sources
        self.deadline = deadline
    }

    /// What came of it.
    package struct Report: Hashable, Sendable, CustomStringConvertible {
        /// How many vintages are the same.
        package var same = 0
        /// How many answers they rest on, each counted once.
        package var payloads = 0
        /// How many vintages came from figures that ship or from a program's lines: there are no answers to read again.
        package var withoutAnswers = 0
        /// What is not the same, or could not be made again.
        package var flaws: [String] = []
        /// The vintages that have them.
        package var differing: Set<Vintage> = []

        package init(same: Int = 0, payloads: Int = 0) {
            self.same = same
            self.payloads = payloads
        }

        /// Whether every figure is the same.
        package var isGood: Bool { flaws.isEmpty }

        /// For people.
        package var description: String {
            let rest = withoutAnswers == 0 ? "" : "; \(withoutAnswers) vintages rest on no answers and were passed over"
            let head =
                "\(same) of \(same + flaws.count) vintages are the same byte for byte, from \(payloads) answers\(rest)"
            return ([head] + flaws).joined(separator: "\n")
        }
    }

    /// Goes through all of them, one after the other.
    /// - Throws: ``StoreFault`` if the store cannot be read.
    package func run() async throws -> Report {
        var report = Report()
        let counts = try store.vintageCounts()
        report.withoutAnswers = counts.all - counts.withOrigin
        var digests = Set<String>()
        for (source, vintage, origin) in try store.origins() {
            digests.formUnion(origin.payloads.map(\.sha256))
            do {
                let again = try await remade(of: source, origin)
                if try store.vintage(of: again) == vintage {
                    report.same += 1
                } else {
                    report.differing.insert(vintage)
                    let then = try store.release(of: source, vintage) ?? again
                    report.flaws.append(
                        "\(source) \(vintage.short): the answers now give other figures "
                            + "(\(try store.vintage(of: again).short))\n\(ReleaseDifference(then: then, now: again))")
                }
            } catch {
                report.differing.insert(vintage)
                report.flaws.append("\(source) \(vintage.short): \(error)")
            }
        }
        report.payloads = digests.count
        return report
    }

    /// The release that the answers give now, with what stood from before.
    private func remade(of source: SourceID, _ origin: Store.Origin) async throws -> Release {
        let exchange = Exchange(path: FileManager.default.temporaryDirectory.path + "/klyfta-\(UUID().uuidString)")
        try exchange.prepare()
        defer { exchange.clear() }
        try store.collect(origin.payloads)
        let again = try await sources.replay(
            origin, of: source, archive: store.archive, deadline: deadline, into: exchange)
        let text = String(decoding: try exchange.contents(of: again.digest), as: UTF8.self)
        let release = try ReleaseReader.release(of: source, from: text.split(separator: "\n").map(String.init))
        guard let base = origin.base else { return release }
        // That one is looked at by itself, if it was read from answers.
        let last = try base.vintage.flatMap { try store.release(of: source, Vintage($0)) }
        return release.keeping(Set(try base.indicators.map { try IndicatorID($0) }), of: last)
    }
}
