import KlyftaDivide
import KlyftaModel

/// The answers of municipalities of one class in two waves.
typealias Answers = [(Double?, Double?)]

/// Five of six large ones and five of ten small ones that answered in 2010 and 2014: the gap grows from 10 to 13.
enum WorkedExample {
    static let large: Answers = [(20, 23), (22, 27), (24, 28), (26, 30), (28, 32), (nil, nil)]
    static let small: Answers =
        [(10, 11), (12, 13), (14, 14), (16, 18), (18, 19)] + Array(repeating: (nil, nil), count: 5)
}

/// A country in 2010 and 2014, the small ones numbered from SE-1001 and the large ones from SE-2001.
struct WaveCountry {
    var small = WorkedExample.small
    var large = WorkedExample.large
    var indicator = coverage()
    var changes: [BoundaryChange] = []
    /// Inhabitants in 2014, where they differ from those of 2010.
    var grown: [String: Int] = [:]

    /// Inhabitants of both years, where they differ from the usual ones.
    var crowds: [String: Int] = [:]

    var codes: [(code: String, answer: (Double?, Double?), inhabitants: Int)] {
        let usual =
            small.enumerated().map { ("SE-\(1001 + $0)", $1, 5_000 + 100 * $0) }
            + large.enumerated().map { ("SE-\(2001 + $0)", $1, 50_000 + 1_000 * $0) }
        return usual.map { ($0.0, $0.1, crowds[$0.0] ?? $0.2) }
    }

    /// What a code of 2010 is in 2014: itself, another, or several.
    var heirs: [String: [String]] = [:]

    private func heirs(of code: String) -> [String] { heirs[code] ?? [code] }

    var observations: [Observation] {
        codes.flatMap { code, answer, _ in
            [answer.0.map { value(of: code, $0, in: 2010) }].compactMap(\.self)
                + heirs(of: code).compactMap { heir in answer.1.map { value(of: heir, $0, in: 2014) } }
        }
    }

    var populations: [Population] {
        codes.flatMap { code, _, inhabitants in
            [crowd(of: code, on: "2010-12-31", inhabitants)]
                + heirs(of: code).map { heir in
                    crowd(of: heir, on: "2014-12-31", (grown[code] ?? inhabitants) / heirs(of: code).count)
                }
        }
    }

    /// One becomes part of another in 2012.
    mutating func merge(_ one: String, into other: String) {
        heirs[one] = []
        changes.append(.merger(of: one, into: other, on: "2012-01-01"))
    }

    /// One becomes several in 2012.
    mutating func split(_ one: String, into parts: String...) {
        heirs[one] = parts
        for part in parts { changes.append(.merger(of: one, into: part, on: "2012-01-01")) }
    }

    func figures(turned: Bool = false) -> Figures {
        Figures(
            indicators: [indicator], observations: turned ? observations.reversed() : observations,
            populations: turned ? populations.reversed() : populations, boundaryChanges: changes)
    }
}

func ask(_ weight: Weight = .municipality, _ membership: Membership = .current) -> GapQuestion {
    GapQuestion(coverageID, .sizeClasses(low: small, high: large, weight, membership))
}

/// A test with these parts.
func asked(_ change: (inout WideningTest) -> Void = { _ in }) -> WideningTest {
    var test = WideningTest(by: .amount(2))
    test.scale = SizeScale(cuts: [10_000])
    change(&test)
    return test
}

extension WaveCountry {
    func compare(
        _ test: WideningTest = asked(), _ question: GapQuestion = ask(), turned: Bool = false
    ) -> Result<WaveComparison, GapChange.Obstacle> {
        guard var comparer = WaveComparer(question, by: test, from: figures(turned: turned)) else {
            return .failure(.neutral)
        }
        return comparer.comparison(from: .year(2010), to: .year(2014))
    }
}

extension BoundaryChange {
    static func merger(of one: String, into other: String, on text: String) -> BoundaryChange {
        BoundaryChange(
            on: try! CalendarDay(text), from: municipality(one), named: one, to: municipality(other), named: other)
    }
}

/// As near as two implementations of Student's t come.
func close(_ one: Double?, _ two: Double) -> Bool { near(one, two, within: 1e-9) }
