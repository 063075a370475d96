import Glibc
import KlyftaDaemon
import KlyftaSources

/// How far a fetch is, on one line of a terminal that is written over and over.
enum ProgressLine {
    /// Shows it on standard error, if that is a terminal.
    @Sendable static func show(_ progress: FetchProgress) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        let end = progress.isTopicDone ? "\n" : ""
        let text = "\r\u{1b}[K\(progress.text)\(end)"
        text.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
    }
}
