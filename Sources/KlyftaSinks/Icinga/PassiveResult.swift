import KlyftaAlerting
import KlyftaModel

/// The result of a check that nobody asked for, as Icinga and Nagios take it.
package struct PassiveResult: Hashable, Sendable {
    /// The host and the service as they are called there.
    package let host: String
    package let service: String
    /// 0 ok, 1 warning, 2 critical.
    package let status: Int
    /// One line.
    package let output: String
    /// `label=value;warn;crit;min;max`, each one item.
    package let performance: [String]

    /// What an event says of its rule.
    /// - Parameter service: the service of all rules, or, with `*` in it, of each: `gap-*` is `gap-fibre`.
    package init(_ record: AlertRecord, host: String, service: String) {
        self.host = host
        self.service = service.replacing("*", with: record.rule)
        switch (record.isClosing, record.severity) {
        case (true, _): status = 0
        case (_, "critical"): status = 2
        case (_, "info"): status = 0
        default: status = 1
        }
        let word = ["OK", "WARNING", "CRITICAL"][status]
        output = "KLYFTA \(word) - " + Self.text(record.message)
        performance = Self.performance(record)
    }

    /// A line of output. After a bar numbers would begin, and what looks like a tag is taken for HTML by the pages that show it.
    private static func text(_ message: String) -> String {
        PlainText.line(message, atMost: 900).replacing("|", with: "/").replacing("<", with: "‹").replacing(
            ">", with: "›")
    }

    private static func performance(_ record: AlertRecord) -> [String] {
        guard let numbers = record.numbers else { return [] }
        var items = ["gap=\(number(numbers.measured));\(number(numbers.threshold))"]
        for (name, count) in [("n_low", numbers.now.nLow), ("n_high", numbers.now.nHigh)] {
            if let count { items.append("\(name)=\(count);;;0") }
        }
        return items
    }

    /// A number without an exponent; `U` for none.
    private static func number(_ value: Double) -> String { value.isFinite ? value.fixed(4) : "U" }

    /// As the action `process-check-result` of Icinga's API takes it.
    /// - Parameter lifetime: after how many seconds it is stale.
    package func icinga(lifetime: Int, from source: String) throws -> [UInt8] {
        try SinkJSON.bytes(
            Action(
                service: "\(host)!\(service)", exit_status: status, plugin_output: output,
                performance_data: performance, check_source: source, ttl: lifetime))
    }

    /// As a line of the command pipe takes it.
    package func commandLine(at time: CommitTime) -> String {
        let performance = performance.isEmpty ? "" : "|\(performance.joined(separator: " "))"
        // A semicolon ends a field.
        let names = [host, service].map { $0.replacing(";", with: ",") }.joined(separator: ";")
        return
            "[\(time.milliseconds / 1_000)] PROCESS_SERVICE_CHECK_RESULT;\(names);\(status);\(output)\(performance)\n"
    }

    private struct Action: Encodable {
        let type = "Service"
        let service: String
        let exit_status: Int
        let plugin_output: String
        let performance_data: [String]
        let check_source: String
        let ttl: Int
    }
}
