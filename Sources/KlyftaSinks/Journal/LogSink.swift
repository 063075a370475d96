import KlyftaAlerting
import KlyftaModel
import Logging

/// The log, and with it the journal or standard error: each event as one entry at the level of its severity.
///
/// The journal keeps levels from warning up apart from chatter when it limits rates, so an alert that asks for action is
/// at least a warning.
package struct LogSink: AlertSink {
    package let name = "log"
    package let isRecord = true
    private let logger: Logger

    /// A sink that writes to a logger.
    package init(logger: Logger) {
        self.logger = logger
    }

    package func deliver(_ records: [AlertRecord]) {
        for record in records { log(record) }
    }

    private func log(_ record: AlertRecord) {
        let level: Logger.Level =
            switch (record.kind, record.severity) {
            case ("fired", "critical"): .critical
            case ("fired", "info"): .notice
            case ("fired", _), (DeadLetter.kind, _): .warning
            default: .notice
            }
        var metadata: Logger.Metadata = [
            "message.id": "\(Self.messageID(of: record))", "alert.id": "\(record.alert)",
            "alert.event": "\(record.id)", "alert.state": "\(record.kind)", "rule.id": "\(record.rule)",
            "event.seq": "\(record.seq)",
        ]
        if record.rule == SourceTrouble.rule { metadata["source.id"] = record.identity?["source"].map { "\($0)" } }
        if let numbers = record.numbers {
            metadata["indicator.id"] = "\(numbers.indicator)"
            metadata["gap.width"] = numbers.now.gap.map { "\($0)" }
            metadata["gap.period"] = "\(numbers.now.period)"
            metadata["gap.weight"] = "\(numbers.weight)"
            metadata["gap.membership"] = "\(numbers.membership)"
            metadata["gap.direction"] = "\(numbers.direction)"
            metadata["gap.nature"] = "\(numbers.nature)"
            metadata["gap.measured"] = "\(numbers.measured)"
            metadata["gap.threshold"] = "\(numbers.threshold)"
            metadata["gap.n"] =
                "\(Self.count(numbers.now.nLow, numbers.now.ofLow)) \(Self.count(numbers.now.nHigh, numbers.now.ofHigh))"
        }
        if let test = record.numbers?.test {
            metadata["test.state"] = "\(test.state)"
            metadata["test.measure"] = "\(test.measure)"
            metadata["test.estimator"] = "\(test.estimator)"
            metadata["test.inference"] = "\(test.inference)"
            metadata["test.lower"] = "\(test.lower)"
            metadata["test.confidence"] = "\(test.confidence)"
            metadata["test.p"] = test.p.map { "\($0)" }
            metadata["test.p-adjusted"] = test.adjusted.map { "\($0)" }
            metadata["test.minimum-detectable"] = "\(test.minimumDetectable)"
            metadata["test.key"] = "\(test.key)"
        }
        if let attribution = record.attribution { metadata["attribution"] = "\(PlainText.line(attribution))" }
        // On standard error a control character would be carried out by a terminal.
        logger.log(level: level, "\(PlainText.line(record.message, atMost: 4_000))", metadata: metadata)
    }

    /// How many of how many, as far as it was said.
    private static func count(_ n: Int?, _ of: Int?) -> String {
        "\(n.map(String.init) ?? "?")/\(of.map(String.init) ?? "?")"
    }

    /// The journal's name for a sort of message, by which its catalogue explains it: see Deploy/catalog.
    private static func messageID(of record: AlertRecord) -> String {
        switch (record.kind, record.rule) {
        case ("fired", SourceTrouble.rule): "a52f1c0e9d6b4f7c8e13b07d4c9a6f28"
        case (_, SourceTrouble.rule): "e1b84d3f27c9463a9d50fa6c318e7b42"
        case ("fired", _): "5d1f1ce3c7f44be6a3d4c0b1a8f2e911"
        case ("retracted", _): "c7e3bd6160a649ccb5c9c7fa86739c65"
        case ("amended", _): "b9bee15d61f6410f83e161158ee185f4"
        case ("restated", _): "017e9b4765af442e884d6a6dc2946c75"
        case (DeadLetter.kind, _): "08952d45274c490b897d4decb4668ca0"
        default: "b0c5f86d7a0e4f0b9f0b3a4e6c7d2a55"
        }
    }
}
