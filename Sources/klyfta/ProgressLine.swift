import Glibc
import KlyftaSources

/// How far a fetch is, on one line of a terminal that is written over and over.
enum ProgressLine {
    /// Shows it on standard error, if that is a terminal.
    @Sendable static func show(_ progress: FetchProgress) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        let end = progress.isTopicDone ? "\n" : ""
        let text = "\r\u{1b}[K\(text(of: progress))\(end)"
        text.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
    }

    /// `07459: 3 of 12 answers, 240000 cells, 1200 kB, about 40 s left`.
    static func text(of progress: FetchProgress) -> String {
        let cells = progress.cells > 0 ? ", \(progress.cells) cells" : ""
        let rest = progress.secondsLeft > 0 ? ", about \(progress.secondsLeft) s left" : ""
        return "\(progress.topic): \(progress.answered) of \(progress.planned) answers\(cells), "
            + "\(progress.wireBytes / 1_000) kB\(rest)"
    }
}
