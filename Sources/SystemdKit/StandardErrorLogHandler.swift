public import Logging

/// Writes events as lines on standard error, for a person or for systemd to read.
public struct StandardErrorLogHandler: LogHandler {
    /// How a line begins.
    public enum Form: Hashable, Sendable {
        /// `2026-11-21T20:30:00Z warning: message key=value`.
        case human
        /// `<4>message key=value`, where systemd reads the lines: it takes the priority off and adds the time.
        case priorityPrefix
    }

    private let form: Form
    private let output: StandardErrorOutput

    /// Metadata of every event of this logger.
    public var metadata: Logger.Metadata = [:]
    /// Metadata of the task that logs.
    public var metadataProvider: Logger.MetadataProvider?
    private let threshold: LogThreshold
    private var ownLevel: Logger.Level?

    /// The least severe level that is written: that of all, unless this logger was given one of its own.
    public var logLevel: Logger.Level {
        get { ownLevel ?? threshold.level }
        set { ownLevel = newValue }
    }

    /// A handler for one logger. The output is shared by all of them, so that their lines do not mix.
    public init(
        form: Form, output: StandardErrorOutput, threshold: LogThreshold = LogThreshold(),
        metadataProvider: Logger.MetadataProvider? = nil
    ) {
        self.form = form
        self.output = output
        self.threshold = threshold
        self.metadataProvider = metadataProvider
    }

    /// One value of this logger's own metadata.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes the event as one line of at most 4096 bytes.
    public func log(event: LogEvent) {
        let pairs = EventMetadata(logger: metadata, provider: metadataProvider, event: event.metadata)
        output.write(LogLine.text(event, metadata: pairs, form: form, time: .now()))
    }
}
