import Glibc

/// Who is on the other side of a local socket, as the kernel says it.
package struct Peer: Hashable, Sendable {
    /// The number of the user; `nil` if the kernel did not say.
    package let user: uid_t?

    package init(user: uid_t?) {
        self.user = user
    }

    /// What the kernel fills in, as `struct ucred` has it; glibc hides that one.
    private struct Credentials {
        var process: pid_t = 0
        var user: uid_t = 0
        var group: gid_t = 0
    }

    /// The peer of a connected socket.
    init(of connection: CInt) {
        var credentials = Credentials()
        var length = socklen_t(MemoryLayout<Credentials>.size)
        let code = getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &credentials, &length)
        user = code == 0 ? credentials.user : nil
    }

    /// The user of this process.
    package static var current: Peer { Peer(user: getuid()) }

    /// The user's name, or number.
    package var name: String {
        guard let user else { return "unknown" }
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name
        else { return "uid \(user)" }
        return String(cString: name)
    }
}
