import Foundation
import KlyftaDivide
import Testing

/// Reference figures that somebody else computed, one file a table: `shared/vectors` beside the repository, or the
/// folder that KLYFTA_VECTORS names. Its README explains the format.
struct GroupVector: Decodable, CustomTestStringConvertible {
    let name: String
    let input: Input
    let expected: [String: Expected]
    let tolerance: Tolerance

    var testDescription: String { name }

    struct Input: Decodable {
        let est: [Double?]
        let se: [Double?]?
        let pop: [Double]
        let favourable: Int
        let ordered: Int
        let subgroupOrder: [Int]?
        let referenceSubgroup: [Int]?
        let scale: Double
        let bounded: Bool

        enum CodingKeys: String, CodingKey {
            case est, se, pop, favourable, ordered, scale, bounded
            case subgroupOrder = "subgroup_order"
            case referenceSubgroup = "reference_subgroup"
        }
    }

    struct Expected: Decodable {
        let estimate: Double?
        let se: Double?
        let lower: Double?
        let upper: Double?
        let seNatural: Double?

        enum CodingKeys: String, CodingKey {
            case estimate, se, lower, upper
            case seNatural = "se_natural"
        }
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

        func allows(_ got: Double, for expected: Double, of key: String) -> Bool {
            let (absolute, relative) = (
                perMeasureAbsolute?[key] ?? absolute, perMeasureRelative?[key] ?? relative
            )
            return abs(got - expected) <= absolute + relative * max(abs(got), abs(expected))
        }
    }

    static let folder =
        ProcessInfo.processInfo.environment["KLYFTA_VECTORS"].map { URL(filePath: $0) }
        ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/vectors")

    static let isThere = FileManager.default.fileExists(atPath: folder.path)

    private struct Kind: Decodable { let kind: String }

    /// Every file of kind `groups`. A file that cannot be read ends the run: it must not look like a file that agrees.
    static let all: [GroupVector] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            let data = try! Data(contentsOf: folder.appending(path: name))
            guard try! JSONDecoder().decode(Kind.self, from: data).kind == "groups" else { return nil }
            return try! JSONDecoder().decode(GroupVector.self, from: data)
        }
    }()

    func table() throws -> GroupTable {
        let groups = input.est.indices.map { place in
            GroupTable.Group(
                estimate: input.est[place], standardError: input.se?[place], population: input.pop[place])
        }
        return try GroupTable(
            groups,
            input.ordered == 1
                ? .ordered(ranks: input.subgroupOrder ?? [])
                : .unordered(reference: input.referenceSubgroup?.firstIndex(of: 1)),
            input.favourable == 1 ? .favourable : .adverse,
            scale: input.scale, bounds: input.bounded ? GroupTable.Bounds(0, input.scale) : nil)
    }
}
