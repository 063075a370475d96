import Foundation

/// The files of reference numbers beside the repository, or where `KLYFTA_VECTORS` says. They are no part of the
/// repository, so tests that need them are enabled only where they are.
enum ReferenceVectors {
    static let folder =
        ProcessInfo.processInfo.environment["KLYFTA_VECTORS"].map { URL(filePath: $0) }
        ?? URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/vectors").standardized

    static let files: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }()

    static var areHere: Bool { !files.isEmpty }

    /// The names of the files of one kind.
    static func named(_ kind: String) -> [String] {
        files.filter { (try? ReferenceVector($0))?.kind == kind }
    }

    static let absent = "there are no reference vectors in ../shared/vectors"
}

/// One file of reference numbers.
struct ReferenceVector {
    let kind: String
    let input: [String: Any]
    let expected: [String: [String: Any]]
    private let tolerance: [String: Any]

    init(_ name: String) throws {
        let data = try Data(contentsOf: ReferenceVectors.folder.appending(path: name))
        let root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        kind = root["kind"] as? String ?? ""
        input = root["input"] as? [String: Any] ?? [:]
        expected = root["expected"] as? [String: [String: Any]] ?? [:]
        tolerance = root["tolerance"] as? [String: Any] ?? [:]
    }

    func number(_ key: String) -> Double { (input[key] as? NSNumber)?.doubleValue ?? .nan }

    /// A list of numbers, with `nil` for null.
    func numbers(_ key: String) -> [Double?] {
        (input[key] as? [Any] ?? []).map { ($0 as? NSNumber)?.doubleValue }
    }

    /// Whether a number is within the file's own tolerance.
    func agrees(_ got: Double, _ wanted: Double, for measure: String) -> Bool {
        func own(_ key: String) -> Double? { ((tolerance[key] as? [String: Any])?[measure] as? NSNumber)?.doubleValue }
        let absolute = own("per_measure_absolute") ?? (tolerance["absolute"] as? NSNumber)?.doubleValue ?? 0
        let relative = own("per_measure_relative") ?? (tolerance["relative"] as? NSNumber)?.doubleValue ?? 0
        return (got - wanted).magnitude <= absolute + relative * max(got.magnitude, wanted.magnitude)
    }
}
