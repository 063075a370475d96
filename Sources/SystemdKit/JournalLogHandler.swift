public import Logging

/// Writes events as native journal entries, so that `journalctl FIELD=value` finds them by their metadata.
///
/// Fields: MESSAGE, PRIORITY, SYSLOG_IDENTIFIER, MESSAGE_ID (from the metadata key `message.id`), LOGGER, ERROR,
/// CODE_FILE, CODE_LINE, CODE_FUNC, and PREFIX_KEY for all other metadata. journald counts its rate limit for critical,
/// error, warning, notice with info, and debug apart: what must not be lost belongs at warning or above.
public struct JournalLogHandler: LogHandler {
    /// The metadata key whose value becomes MESSAGE_ID, the key of the message catalog.
    public static let messageIDKey = "message.id"

    private let label: String
    private let identifier: String
    private let naming: JournalFieldNaming
    private let socket: JournalSocket

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

    /// A handler for one logger. The socket, and with it the count of drops, is shared by all of them.
    public init(
        label: String, identifier: String, fieldPrefix: String, socket: JournalSocket,
        threshold: LogThreshold = LogThreshold(), metadataProvider: Logger.MetadataProvider? = nil
    ) {
        self.label = label
        self.identifier = identifier
        self.naming = JournalFieldNaming(prefix: fieldPrefix)
        self.socket = socket
        self.threshold = threshold
        self.metadataProvider = metadataProvider
    }

    /// One value of this logger's own metadata.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Sends the event, or drops and counts it: never waits.
    public func log(event: LogEvent) {
        socket.send(entry(for: event))
    }

    func entry(for event: LogEvent) -> JournalEntry {
        var pairs = EventMetadata(logger: metadata, provider: metadataProvider, event: event.metadata)
        var entry = JournalEntry()
        entry.add("MESSAGE", event.message.description)
        entry.add("PRIORITY", String(event.level.syslogPriority))
        entry.add("SYSLOG_IDENTIFIER", identifier)
        if let text = pairs.remove(Self.messageIDKey) {
            // A malformed id stays with the entry under its own name: MESSAGE_ID must be one to journalctl.
            let id = Self.messageID(text)
            entry.add(id == nil ? naming.name(for: Self.messageIDKey) : "MESSAGE_ID", id ?? text)
        }
        entry.add("LOGGER", label)
        if let error = event.error { entry.add("ERROR", "\(error)") }
        entry.add("CODE_FILE", event.file)
        entry.add("CODE_LINE", String(event.line))
        entry.add("CODE_FUNC", event.function)
        for pair in pairs.pairs { entry.add(naming.name(for: pair.key), pair.value) }
        return entry
    }

    /// An id of 128 bits in the form that journalctl matches: 32 small hexadecimal digits, without the dashes of a
    /// UUID.
    private static func messageID(_ text: String) -> String? {
        let digits = text.lowercased().filter { $0 != "-" }
        let isID = digits.utf8.count == 32 && digits.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        return isID ? digits : nil
    }
}
