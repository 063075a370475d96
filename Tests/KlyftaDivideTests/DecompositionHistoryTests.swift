import Foundation
import KlyftaDivide
import KlyftaModel
import KlyftaStatistics
import Testing

/// Countries with chance histories: municipalities grow, answer or not, merge, split and pass parts on, offices revise.
struct DecompositionHistoryTests {
    /// 10 000 with KLYFTA_SLOW, and a part of them, so that the whole stays fast.
    private static let histories: Range<UInt64> =
        0..<(ProcessInfo.processInfo.environment["KLYFTA_SLOW"] == nil ? 400 : 10_000)

    @Test func `in every history the parts add up to the change, and the municipalities to the parts`() throws {
        var (told, kinds) = (0, Set<ChangeCause>())
        for seed in Self.histories {
            var history = History(seed: seed)
            let (question, figures, old) = history.draw()
            var decomposer = try #require(GapDecomposer(question, in: figures))
            guard
                let decomposition = try? decomposer.decomposition(
                    from: .year(2010), to: .year(2014), firstKnownIn: old)
            else { continue }
            told += 1
            kinds.formUnion(decomposition.moving.map(\.cause))
            let change = decomposition.change
            let scale = decomposition.parts.reduce(change.magnitude) { max($0, $1.amount.magnitude) }
            let sum = decomposition.parts.map(\.amount).reduce(0, +)
            #expect((sum - change).magnitude <= 1e-12 * scale, "history \(seed): \(sum), not \(change)")
            // Values lie between 0 and 100, and so do the amounts that cancel in a part.
            for part in decomposition.parts {
                let sum = part.influences.map(\.amount).reduce(0, +)
                #expect((sum - part.amount).magnitude <= 1e-12 * 100, "history \(seed), \(part.cause)")
            }
            #expect(old != nil || decomposition[.revision].influences.isEmpty, "history \(seed)")
            guard case .sizeClasses(_, _, let weight, let membership) = question.groups else { continue }
            if weight == .municipality { #expect(decomposition[.weights].influences.isEmpty, "history \(seed)") }
            if membership != .current { #expect(decomposition[.classes].influences.isEmpty, "history \(seed)") }
        }
        #expect(told > Self.histories.count / 2)
        #expect(kinds == Set(ChangeCause.allCases))
    }
}

/// One country from 2010 to 2014.
private struct History {
    private var chance: SeededGenerator

    init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

    private mutating func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &chance) < share }

    mutating func draw() -> (GapQuestion, Figures, old: Figures?) {
        let before = (1001...1030).map { "SE-\($0)" }
        let (after, changes) = divided(before)
        let indicator = coverage(
            [.higherIsBetter, .lowerIsBetter, .neutral].randomElement(using: &chance) ?? .neutral)
        let answering = Double.random(in: 0.3...1, using: &chance)
        let people = crowds(before, on: "2010-12-31") + crowds(after, on: "2014-12-31")
        let later = answers(after, in: 2014, answering)
        let earlier = answers(before, in: 2010, answering)
        func figures(_ earlier: [Observation], _ people: [Population]) -> Figures {
            Figures(
                indicators: [indicator], observations: earlier + later, populations: people, boundaryChanges: changes)
        }
        let old = happens(0.5) ? figures(revised(earlier), people) : nil
        let (low, high) = happens(0.5) ? (small, large) : (small, try! SizeClass("20000+"))
        let question = GapQuestion(
            coverageID,
            .sizeClasses(
                low: low, high: high, happens(0.5) ? .municipality : .inhabitant,
                happens(0.5) ? .current : .fixed(.year(happens(0.5) ? 2010 : 2014))))
        return (question, figures(earlier, people), old)
    }

    /// Mergers, splits, renumberings and transfers of parts, each of its own municipalities.
    private mutating func divided(_ before: [String]) -> (after: [String], changes: [BoundaryChange]) {
        var (left, after, rows) = (before.shuffled(using: &chance), [String](), [BoundaryChange]())
        func add(_ one: String, _ other: String) { rows.append(.merger(of: one, into: other, on: "2012-01-01")) }
        var free = 1101
        func new() -> String {
            free += 1
            return "SE-\(free)"
        }
        while left.count > 12, happens(0.6) {
            let (one, other) = (left.removeLast(), left.removeLast())
            switch Int.random(in: 0..<4, using: &chance) {
            case 0:
                let heir = new()
                for part in [one, other] { add(part, heir) }
                after.append(heir)
            case 1:
                let heir = new()
                for part in [heir, one] { add(one, part) }
                after += [one, heir, other]
            case 2:
                let heir = new()
                add(one, heir)
                after += [heir, other]
            default:
                for (from, to) in [(one, one), (one, other), (other, other)] { add(from, to) }
                after += [one, other]
            }
        }
        return (after + left, rows)
    }

    private mutating func crowds(_ codes: [String], on day: String) -> [Population] {
        codes.compactMap { code in
            happens(0.02) ? nil : crowd(of: code, on: day, Int.random(in: 1...30_000, using: &chance))
        }
    }

    private mutating func answers(_ codes: [String], in year: Int, _ share: Double) -> [Observation] {
        codes.compactMap { code in
            happens(share) ? value(of: code, .random(in: 0...100, using: &chance), in: year) : nil
        }
    }

    private mutating func revised(_ observations: [Observation]) -> [Observation] {
        observations.compactMap { observation in
            if happens(0.1) { return nil }
            return happens(0.3)
                ? value(of: observation.municipality.description, .random(in: 0...100, using: &chance), in: 2010)
                : observation
        }
    }
}
