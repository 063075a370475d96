import Foundation
import KlyftaDivide
import KlyftaModel
import Testing

/// The numbers that an independent reference gives for the same municipalities.
@Suite(.enabled(if: MicroVector.areHere, "the reference vectors are not beside this checkout, in ../shared/vectors"))
struct MicroVectorTests {
    @Test func `there are files of the kind micro`() throws {
        #expect(try !MicroVector.all().isEmpty)
    }

    @Test func `every expected key is a measure and agrees with the reference`() throws {
        for vector in try MicroVector.all() {
            let input = vector.input
            let table = try MicroTable(
                values: input.value, populations: input.pop, sizeClasses: input.sizeClasses,
                bounds: input.bounds.map { $0[0]...$0[1] }, threshold: input.threshold)
            for (key, expected) in vector.expected.sorted(by: { $0.key < $1.key }) {
                guard let (measure, weight) = MicroVector.measures[key] else {
                    Issue.record("\(vector.name): no measure has the key \(key)")
                    continue
                }
                compare(table.estimate(measure, per: weight), with: expected, "\(vector.name) \(key)", key, vector)
            }
        }
    }

    private func compare(
        _ answer: Answer, with expected: MicroVector.Expected, _ place: Comment, _ key: String,
        _ vector: MicroVector
    ) {
        guard let estimate = expected.estimate else {
            #expect(answer.reason != nil, place)
            return
        }
        guard let got = answer.value else {
            Issue.record("\(place): expected \(estimate), got \(answer)")
            return
        }
        #expect(vector.tolerance.accepts(got, estimate, for: key), "\(place): expected \(estimate), got \(got)")
        guard let error = expected.se else { return }
        let gotError = answer.standardError ?? .nan
        #expect(vector.tolerance.accepts(gotError, error, for: key), "\(place) se: expected \(error), got \(gotError)")
        for (limit, sign) in [(expected.lower, -1.0), (expected.upper, 1.0)] {
            guard let limit else { continue }
            let gotLimit = got + sign * 1.959963984540054 * gotError
            #expect(vector.tolerance.accepts(gotLimit, limit, for: key), "\(place): limit \(limit), got \(gotLimit)")
        }
    }
}

/// A file of reference numbers, as its README describes it.
private struct MicroVector: Decodable {
    struct Kind: Decodable {
        let kind: String
    }

    struct Input: Decodable {
        let value: [Double]
        let pop: [Double]
        let sizeClasses: [Int]
        let bounds: [Double]?
        let threshold: Double?

        enum CodingKeys: String, CodingKey {
            case value, pop, bounds, threshold
            case sizeClasses = "size_class"
        }
    }

    struct Expected: Decodable {
        let estimate: Double?
        let se: Double?
        let lower: Double?
        let upper: Double?
    }

    struct Tolerance: Decodable {
        let absolute: Double
        let relative: Double
        let perMeasureAbsolute: [String: Double]?
        let perMeasureRelative: [String: Double]?

        enum CodingKeys: String, CodingKey {
            case absolute, relative
            case perMeasureAbsolute = "per_measure_absolute"
            case perMeasureRelative = "per_measure_relative"
        }

        func accepts(_ one: Double, _ other: Double, for key: String) -> Bool {
            let absolute = perMeasureAbsolute?[key] ?? absolute
            let relative = perMeasureRelative?[key] ?? relative
            return (one - other).magnitude <= absolute + relative * max(one.magnitude, other.magnitude)
        }
    }

    let name: String
    let input: Input
    let expected: [String: Expected]
    let tolerance: Tolerance

    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/vectors", directoryHint: .isDirectory)

    static var areHere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static let measures: [String: (MicroMeasure, Weight)] = Dictionary(
        uniqueKeysWithValues: MicroMeasure.allCases.flatMap { measure in
            Weight.allCases.map { (measure.key(per: $0), (measure, $0)) }
        })

    static func all() throws -> [MicroVector] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .compactMap { file in
                let data = try Data(contentsOf: file)
                guard try JSONDecoder().decode(Kind.self, from: data).kind == "micro" else { return nil }
                return try JSONDecoder().decode(MicroVector.self, from: data)
            }
    }
}
