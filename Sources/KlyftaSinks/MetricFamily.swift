/// Some samples under one name, as scrapers read them: Prometheus' text format 0.0.4, or OpenMetrics 1.0.
struct MetricFamily {
    /// What kind of number it is.
    enum Kind: String {
        case gauge, counter, info
    }

    /// Without `_total` and `_info`, which belong to samples.
    let name: String
    let kind: Kind
    let help: String
    var samples: [(labels: [String: String], value: Double)] = []

    /// The lines, without the line end behind the last.
    func text(as form: MetricText.Form) -> String {
        let suffix = [.counter: "_total", .info: "_info"][kind] ?? ""
        let (family, type) = form == .openMetrics ? (name, kind) : (name + suffix, kind == .info ? .gauge : kind)
        let head = ["# HELP \(family) \(help)", "# TYPE \(family) \(type.rawValue)"]
        return (head + samples.map { Self.line(name + suffix, $0.labels, $0.value) }).joined(separator: "\n")
    }

    private static func line(_ name: String, _ labels: [String: String], _ value: Double) -> String {
        let text = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(escaped($0.value))\"" }
        return "\(name)\(text.isEmpty ? "" : "{\(text.joined(separator: ","))}") \(value)"
    }

    /// A label's value: backslash, quote and line end are written with a backslash.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
