public import Glibc
public import Logging

/// Where log entries go, chosen by what the process was given.
public enum LoggingBackend: Hashable, Sendable {
    /// Native entries for journald.
    case journal
    /// Lines on standard error.
    case standardError(StandardErrorLogHandler.Form)

    /// What `LoggingSystem.bootstrap(_:metadataProvider:)` takes.
    public typealias Factory = @Sendable (String, Logger.MetadataProvider?) -> any LogHandler

    /// Native entries if `descriptor` is the journal's stream and journald can be reached. Else lines: with priorities
    /// if the stream is the journal's all the same, or a pipe or socket of something that systemd started; for a person
    /// if it is a terminal or a file.
    public static func detect(
        descriptor: Int32 = STDERR_FILENO, environment: [String: String] = ProcessEnvironment.current(),
        journalPath: String = JournalSocket.systemPath
    ) -> LoggingBackend {
        if JournalStream.isJournal(descriptor: descriptor, environment: environment) {
            return JournalSocket.isReachable(path: journalPath) ? .journal : .standardError(.priorityPrefix)
        }
        let isManaged = environment["INVOCATION_ID"] != nil && isPipe(descriptor)
        return .standardError(isManaged ? .priorityPrefix : .human)
    }

    /// The factory of the handlers for the backend that ``detect(descriptor:environment:journalPath:)`` finds.
    /// Detection happens here, once; all handlers share one socket or output and one threshold, and whatever they drop is
    /// counted in `drops`.
    public static func choose(
        identifier: String, fieldPrefix: String, threshold: LogThreshold = LogThreshold(),
        drops: DropCounter = DropCounter(),
        descriptor: Int32 = STDERR_FILENO, environment: [String: String] = ProcessEnvironment.current(),
        journalPath: String = JournalSocket.systemPath
    ) -> Factory {
        let form: StandardErrorLogHandler.Form
        switch detect(descriptor: descriptor, environment: environment, journalPath: journalPath) {
        case .journal:
            if let socket = try? JournalSocket(path: journalPath, drops: drops) {
                return { label, provider in
                    JournalLogHandler(
                        label: label, identifier: identifier, fieldPrefix: fieldPrefix, socket: socket,
                        threshold: threshold,
                        metadataProvider: provider)
                }
            }
            form = .priorityPrefix
        case .standardError(let detected):
            form = detected
        }
        let output = StandardErrorOutput(
            descriptor: descriptor, whenFull: form == .human ? .wait : .drop, drops: drops)
        return { _, provider in
            StandardErrorLogHandler(form: form, output: output, threshold: threshold, metadataProvider: provider)
        }
    }

    private static func isPipe(_ descriptor: Int32) -> Bool {
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { return false }
        let kind = info.st_mode & S_IFMT
        return kind == S_IFIFO || kind == S_IFSOCK
    }
}
