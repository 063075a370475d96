internal import CSystemd
internal import Glibc

/// A descriptor that systemd opened for this process.
public struct ListenSocket: Hashable, Sendable {
    /// `FileDescriptorName=`; without one, the name of the socket unit, or "stored" for one from the descriptor store.
    public let name: String
    /// The open descriptor. Whoever takes it closes it.
    public let descriptor: Int32

    /// A named descriptor.
    public init(name: String, descriptor: Int32) {
        self.name = name
        self.descriptor = descriptor
    }

    /// Whether it is a stream socket that listens at `path`: a name alone does not say what a unit file meant by it.
    public func listens(at path: String) -> Bool {
        sd_is_socket_unix(descriptor, Int32(SOCK_STREAM.rawValue), 1, path, 0) > 0
    }
}

/// The descriptors of socket activation and of the descriptor store.
public enum ListenSockets {
    /// All that were passed to this very process, in order; none outside systemd. They are marked close-on-exec here.
    ///
    /// The environment is left as it is, since `unsetenv(3)` is not safe beside other threads: a second call returns
    /// the same descriptors again, so call it once.
    public static func passed() throws(SystemdError) -> [ListenSocket] {
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = sd_listen_fds_with_names(0, &names)
        guard count >= 0 else {
            throw SystemdError(
                place: "$LISTEN_FDS, $LISTEN_PID, $LISTEN_FDNAMES", code: -count,
                remedy: "Let a .socket unit set them, or unset all three.")
        }
        defer {
            for index in 0..<Int(count) { free(names?[index]) }
            free(names)
        }
        return (0..<count).map { index in
            let name = names?[Int(index)].map { String(cString: $0) } ?? "unknown"
            return ListenSocket(name: name, descriptor: SD_LISTEN_FDS_START + index)
        }
    }
}
