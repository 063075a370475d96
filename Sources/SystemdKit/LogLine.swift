internal import Logging

/// One event as one line of text.
///
/// A line is no longer than `PIPE_BUF`, which is what Linux writes to a pipe in one piece: lines of two threads or two
/// processes do not mix, and a pipe that polls as writable takes the whole of it without waiting.
enum LogLine {
    /// PIPE_BUF on Linux, the line break included.
    static let limit = 4096

    private static let messageLimit = 2048
    private static let valueLimit = 512
    private static let errorLimit = 1024

    /// The line with its line break. `time` is written in the human form only: systemd stamps what it reads.
    static func text(
        _ event: LogEvent, metadata: EventMetadata, form: StandardErrorLogHandler.Form, time: UTCTimestamp
    ) -> String {
        var line =
            switch form {
            case .priorityPrefix: "<\(event.level.syslogPriority)>"
            case .human: "\(time) \(event.level.rawValue): "
            }
        line += VisibleText.of(event.message.description, .oneLine, limit: messageLimit)
        if let error = event.error { line += " error=" + value("\(error)", limit: errorLimit) }
        for pair in metadata.pairs {
            line += " " + value(pair.key, limit: valueLimit) + "=" + value(pair.value, limit: valueLimit)
        }
        return VisibleText.of(line, .oneLine, limit: limit - 1) + "\n"
    }

    /// Quoted wherever it could be taken for more than one value. A backslash calls for quotes too, so that the escape
    /// of a control character and the same four characters written out stay apart; a cut value has blanks in its
    /// marker.
    private static func value(_ text: String, limit: Int) -> String {
        let isPlain = 1...limit ~= text.utf8.count && text.utf8.allSatisfy { !special.contains($0) }
        return isPlain
            ? VisibleText.of(text, .oneLine, limit: limit)
            : "\"" + VisibleText.of(text, .quoted, limit: limit) + "\""
    }

    private static let special: [UInt8] = Array(" =\"\\".utf8)
}
