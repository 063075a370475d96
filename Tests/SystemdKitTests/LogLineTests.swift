import Logging
import Testing

@testable import SystemdKit

@Suite struct LogLineTests {
    private func line(
        _ message: String, _ metadata: Logger.Metadata = [:], error: (any Error)? = nil,
        form: StandardErrorLogHandler.Form = .human
    ) -> String {
        let event = LogEvent(
            level: .warning, message: "\(message)", error: error, metadata: metadata, source: nil, file: "F",
            function: "f", line: 1)
        return LogLine.text(
            event, metadata: EventMetadata(logger: [:], provider: nil, event: metadata), form: form,
            time: UTCTimestamp(secondsSinceEpoch: 1_795_293_000))
    }

    @Test func `a person reads time, level, message and values`() {
        #expect(
            line("Gap widened", ["year": "2025", "gap": "7.1"])
                == "2026-11-21T20:30:00Z warning: Gap widened gap=7.1 year=2025\n")
    }

    @Test func `systemd reads a priority and adds the time itself`() {
        #expect(line("Gap widened", ["gap": "7.1"], form: .priorityPrefix) == "<4>Gap widened gap=7.1\n")
    }

    @Test(arguments: [
        ("plain", "k=plain"), ("Vestvågøy", "k=Vestvågøy"), ("", "k=\"\""), ("a b", "k=\"a b\""),
        ("a=b", "k=\"a=b\""), ("say \"hej\"", "k=\"say \\\"hej\\\"\""), ("\u{1B}[31m", "k=\\x1b[31m"),
        ("\\x1b", "k=\"\\\\x1b\""), ("a\nb", "k=a\\nb"), ("x\" admin=\"yes", "k=\"x\\\" admin=\\\"yes\""),
    ])
    func `a value cannot be taken for two, nor an escape for its spelling`(value: String, shown: String) {
        #expect(line("m", ["k": "\(value)"]).hasSuffix("m \(shown)\n"))
    }

    @Test func `a value that was cut is quoted together with its marker`() {
        let text = line("m", ["k": "\(String(repeating: "x", count: 1000))", "l": "z"])
        #expect(text.hasSuffix("xx [cut: 1000 bytes in all]\" l=z\n"))
    }

    @Test(arguments: ["a\n<0>forged", "a\r\nb", "a\u{2028}b", "\u{1B}]0;title\u{7}"])
    func `fault 42: an event is one line without control characters, whatever is in it`(hostile: String) {
        let error = SystemdError(place: hostile, problem: hostile, remedy: hostile)
        let text = line(hostile, [hostile: "\(hostile)"], error: error)
        #expect(text.last == "\n")
        #expect(text.dropLast().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{2028}" })
    }

    @Test func `an error stands behind the message`() {
        let error = SystemdError(place: "skl", problem: "gone", remedy: "Wait.")
        #expect(line("Fetch failed", ["a": "b"], error: error).hasSuffix("failed error=\"skl: gone. Wait.\" a=b\n"))
    }

    @Test func `no line is longer than a pipe takes in one piece`() {
        let long = String(repeating: "å\u{1B}", count: 100_000)
        let metadata = Logger.Metadata(uniqueKeysWithValues: (0..<50).map { ("\(long)\($0)", "\(long)") })
        let text = line(long, metadata)
        #expect(text.utf8.count <= 4096)
        #expect(text.utf8.count > 4000)
        #expect(text.contains("[cut: 300000 bytes in all]"))
        #expect(text.hasSuffix(" bytes in all]\n"))
    }
}
