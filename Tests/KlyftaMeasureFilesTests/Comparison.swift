import Foundation
import KlyftaMeasureFiles

/// What the command prints for a file, beside what the file expects.
struct Comparison {
    /// A line for each disagreement.
    private(set) var disagreements: [String] = []
    /// How many numbers and flags were compared.
    private(set) var compared = 0
    /// How many answers had to be undefined.
    private(set) var undefined = 0

    private let tolerance: Json

    /// Words about a figure, not figures.
    private static let remarks: Set<String> = ["source", "reason", "se_method", "se_agrees_with_convey"]

    init(of bytes: Data, named name: String) throws {
        let root = try JSONDecoder().decode(Json.self, from: bytes)
        let line = try MeasureFile(bytes, at: name).answers().line
        let got = try JSONDecoder().decode(Json.self, from: Data(line.utf8))
        tolerance = root["tolerance"] ?? .null
        if got["name"] != root["name"] { disagreements.append("name: \(String(describing: got["name"]))") }
        for (measure, wanted) in (root["expected"]?.fields ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let answer = got["result"]?[measure] else {
                disagreements.append("\(measure): missing")
                continue
            }
            compare(answer, wanted, at: measure, of: measure)
        }
    }

    private mutating func compare(_ got: Json, _ wanted: Json, at path: String, of measure: String) {
        switch (wanted, got) {
        case (.object(let fields), .object): compare(fields, got, at: path, of: measure)
        case (.list(let values), .list(let answers)):
            guard values.count == answers.count else {
                disagreements.append("\(path): \(answers.count) entries, expected \(values.count)")
                return
            }
            for (place, pair) in zip(values, answers).enumerated() {
                compare(pair.1, pair.0, at: "\(path)[\(place)]", of: measure)
            }
        case (.number(let value), .number(let answer)):
            compared += 1
            if !allows(answer, for: value, of: measure) {
                disagreements.append("\(path): \(answer), expected \(value)")
            }
        default:
            if case .flag = wanted { compared += 1 }
            if got != wanted { disagreements.append("\(path): \(got), expected \(wanted)") }
        }
    }

    private mutating func compare(_ fields: [String: Json], _ got: Json, at path: String, of measure: String) {
        if fields["estimate"] == .null || fields["status"]?.text == "undefined" {
            undefined += 1
            let saysWhy = got["status"]?.text == "undefined" && got["reason"]?.text?.isEmpty == false
            if got["estimate"] != nil || !saysWhy { disagreements.append("\(path): \(got), expected undefined") }
            return
        }
        let hasStatus = fields["status"] != nil
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) where !Self.remarks.contains(key) {
            let (answer, place) = (got[key], "\(path).\(key)")
            if value == .null {
                // An error that nobody computed is not tested, one that must not exist is.
                let mustBeAbsent = ["df", "t"].contains(key) || hasStatus
                if mustBeAbsent, answer != nil { disagreements.append("\(place): \(answer!), expected none") }
            } else if key == "status" {
                let isSame = answer?.text.map { Self.start(of: $0) == Self.start(of: value.text ?? "") } ?? false
                if !isSame { disagreements.append("\(place): \(String(describing: answer)), expected \(value)") }
            } else if let answer {
                compare(answer, value, at: place, of: measure)
            } else {
                disagreements.append("\(place): missing")
            }
        }
    }

    /// A status up to its reason, which is ours.
    private static func start(of status: String) -> Substring { status.prefix { $0 != ":" } }

    private func allows(_ got: Double, for wanted: Double, of measure: String) -> Bool {
        func bound(_ kind: String) -> Double {
            tolerance["per_measure_\(kind)"]?[measure]?.number ?? tolerance[kind]?.number ?? 0
        }
        return (got - wanted).magnitude <= bound("absolute") + bound("relative") * max(got.magnitude, wanted.magnitude)
    }
}
