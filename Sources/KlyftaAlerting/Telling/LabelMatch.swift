/// Which alerts are meant, by their labels: for each name the values that may stand there.
package struct LabelMatch: Codable, Hashable, Sendable {
    /// By the name of a label, the values that are wanted. A label that is not named may have any.
    package let wanted: [String: Set<String>]

    /// The names that every alert is asked for by. The operator's own labels are others beside them.
    package static let names = ["alert", "indicator", "kind", "rule", "severity", "source"]

    /// A match; one that names nothing means every alert.
    package init(_ wanted: [String: Set<String>] = [:]) {
        self.wanted = wanted
    }

    /// Whether an event is meant. One without a label that is asked for is not.
    package func covers(_ record: AlertRecord) -> Bool {
        let labels = record.routingLabels
        return wanted.allSatisfy { name, values in labels[name].map(values.contains) ?? false }
    }

    /// Whether a row of alerts is meant.
    package func covers(_ row: Standing) -> Bool {
        let own = [
            "alert": row.alert, "rule": row.rule, "severity": row.severity, "indicator": row.indicator,
            "source": String(row.indicator.prefix { $0 != "." }), "kind": AlertEvent.Kind.fired.rawValue,
        ]
        let labels = own.merging(row.labels ?? [:]) { own, _ in own }
        return wanted.allSatisfy { name, values in labels[name].map(values.contains) ?? false }
    }

    /// `rule=fibre,severity=critical|warning`.
    package var text: String {
        wanted.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.sorted().joined(separator: "|"))" }
            .joined(separator: ",")
    }
}
