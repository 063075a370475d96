import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import Logging
import Synchronization
import Testing

@Suite("Events in the log")
struct LogSinkTests {
    /// Keeps what is logged.
    private struct Capture: LogHandler {
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?
        var logLevel = Logger.Level.trace
        private let kept = Kept()

        private final class Kept: Sendable {
            let entries = Mutex<[LogEvent]>([])
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { kept.entries.withLock { $0.append(event) } }

        /// What one event becomes.
        static func entry(of record: AlertRecord) throws -> LogEvent {
            let capture = Capture()
            LogSink(logger: Logger(label: "test") { _ in capture }).deliver([record])
            let entries = capture.kept.entries.withLock { $0 }
            try #require(entries.count == 1)
            return entries[0]
        }
    }

    @Test(arguments: [
        (record: AlertRecord.example(1, severity: .critical), level: Logger.Level.critical),
        (.example(1, severity: .warning), .warning),
        (.example(1, severity: .info), .notice),
        (.example(1, .resolved, severity: .critical), .notice),
        (.example(1, .resolved, because: .revision), .notice),
        (.example(1, .resolved, because: .ruleRemoved), .notice),
    ])
    func `fault 37: an alert that opens is logged as urgently as its rule says, its end as a notice`(
        record: AlertRecord, level: Logger.Level
    ) throws {
        #expect(try Capture.entry(of: record).level == level)
    }

    @Test(arguments: [
        (kind: AlertEvent.Kind.fired, id: "5d1f1ce3c7f44be6a3d4c0b1a8f2e911"),
        (.resolved, "b0c5f86d7a0e4f0b9f0b3a4e6c7d2a55"),
    ])
    func `the journal's catalogue finds the sort of message by its id`(kind: AlertEvent.Kind, id: String) throws {
        #expect(try Capture.entry(of: .example(1, kind)).metadata?["message.id"] == "\(id)")
    }

    @Test(arguments: [
        ("fired", "a52f1c0e9d6b4f7c8e13b07d4c9a6f28"), ("resolved", "e1b84d3f27c9463a9d50fa6c318e7b42"),
    ])
    func `an alert about a source has an explanation of its own, and names the source`(kind: String, id: String) throws
    {
        var record = AlertRecord.example(1, .resolved, because: .ruleRemoved)
        (record.kind, record.rule) = (kind, SourceTrouble.rule)
        record.identity = SourceTrouble.stale.labels(of: "skl")
        let metadata = try Capture.entry(of: record).metadata
        #expect(metadata?["message.id"] == "\(id)" && metadata?["source.id"] == "skl")
    }

    @Test
    func `an entry says in one sentence what happened and carries its numbers as fields`() throws {
        let entry = try Capture.entry(of: .example(4))
        #expect(entry.message.description == AlertRecord.example(4).message)
        #expect(
            entry.metadata == [
                "message.id": "5d1f1ce3c7f44be6a3d4c0b1a8f2e911", "alert.id": "0123456789abcdef",
                "alert.event": "0123456789abcdef-4-fired", "alert.state": "fired", "rule.id": "fibre",
                "event.seq": "4", "indicator.id": "office.fibre", "gap.width": "31.0", "gap.period": "2024",
                "gap.weight": "municipality", "gap.membership": "current", "gap.direction": "higher-is-better",
                "gap.nature": "register", "gap.measured": "31.0", "gap.threshold": "10.0", "gap.n": "73/74 216/216",
                "attribution": "Klyfta",
            ])
    }

    @Test
    func `an event without numbers has no fields for them`() throws {
        let entry = try Capture.entry(of: .example(4, .resolved, because: .ruleRemoved))
        #expect(
            entry.metadata?.keys.sorted() == [
                "alert.event", "alert.id", "alert.state", "event.seq", "message.id", "rule.id",
            ])
    }
}
