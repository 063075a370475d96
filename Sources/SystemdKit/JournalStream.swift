public import Glibc

/// The stream that systemd connected to the journal, by device and inode as `$JOURNAL_STREAM` names it.
///
/// The variable is inherited by everything below the service, while the descriptors may have been redirected: only the
/// comparison tells whether a descriptor still leads to the journal.
public struct JournalStream: Hashable, Sendable {
    /// The device of the stream.
    public let device: UInt64
    /// The inode of the stream.
    public let inode: UInt64

    /// A stream from the form `device:inode`, both decimal; nil for any other text.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let device = UInt64(parts[0]), let inode = UInt64(parts[1]) else { return nil }
        self.device = device
        self.inode = inode
    }

    /// The stream that an open descriptor is, nil if it is not open.
    public init?(descriptor: Int32) {
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { return nil }
        device = UInt64(info.st_dev)
        inode = UInt64(info.st_ino)
    }

    /// True if `descriptor` is the stream named in the environment.
    public static func isJournal(
        descriptor: Int32 = STDERR_FILENO, environment: [String: String] = ProcessEnvironment.current()
    ) -> Bool {
        guard let named = environment["JOURNAL_STREAM"].flatMap({ JournalStream($0) }) else { return false }
        return named == JournalStream(descriptor: descriptor)
    }

    /// True if native entries reach the journal that reads this process's standard error.
    public static func isConnected(
        descriptor: Int32 = STDERR_FILENO, environment: [String: String] = ProcessEnvironment.current(),
        socketPath: String = JournalSocket.systemPath
    ) -> Bool {
        isJournal(descriptor: descriptor, environment: environment) && JournalSocket.isReachable(path: socketPath)
    }
}
