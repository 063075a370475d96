import Glibc

/// The few calls a local stream socket needs.
enum UnixSocket {
    /// A socket connected to a path.
    static func connect(_ path: String) throws(DaemonFault) -> CInt {
        let (connection, code) = try attempt(path)
        guard code == 0 else {
            guard code != EACCES else {
                throw DaemonFault(
                    at: path, "this control socket is not for everybody (\(String(cString: strerror(code))))",
                    remedy: "Run this as root or as a member of the group of the daemon.", isForbidden: true)
            }
            throw DaemonFault(
                at: path, "no klyfta listens on this control socket (\(String(cString: strerror(code))))",
                remedy: "Start the daemon, or name its configuration with --config.")
        }
        return connection
    }

    /// A socket that listens on a path which a dead process may have left, and no living one may have.
    /// - Parameter key: the key of the configuration that names the path.
    static func claim(_ path: String, key: String = "control:") throws(DaemonFault) -> CInt {
        if let other = try? connect(path) {
            close(other)
            throw DaemonFault(
                at: path, "another klyfta listens on this \(called(key))",
                remedy: "Stop it, or give this one another '\(key)'.")
        }
        // Only a socket can be a leftover; a file of that name is somebody's, and the path a slip.
        if isSocket(path) { unlink(path) }
        return try listen(path, key: key)
    }

    private static func called(_ key: String) -> String { key == "control:" ? "control socket" : "socket" }

    /// A socket connected to a path, or why there is none: 0 or an errno.
    static func attempt(_ path: String) throws(DaemonFault) -> (connection: CInt, code: CInt) {
        let connection = try make(path)
        guard withAddress(path, { Glibc.connect(connection, $0, $1) }) != 0 else { return (connection, 0) }
        let code = errno
        close(connection)
        return (-1, code)
    }

    /// Whether a path names a socket.
    static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    /// A socket that listens on a path, open to its owner and group.
    static func listen(_ path: String, key: String = "control:") throws(DaemonFault) -> CInt {
        let listener = try make(path)
        // The mode comes before anybody can connect. An umask would be that of every thread.
        guard withAddress(path, { bind(listener, $0, $1) }) == 0, chmod(path, 0o660) == 0,
            Glibc.listen(listener, 16) == 0
        else {
            let code = errno
            close(listener)
            throw DaemonFault(
                at: path, "the \(called(key)) cannot be made (\(String(cString: strerror(code))))",
                remedy: "Make its directory and let the user that runs klyfta write there, or name another '\(key)'.")
        }
        return listener
    }

    /// The text up to the first line end; `nil` if the other side did not say that much in time.
    static func readLine(_ connection: CInt, limit: Int, within patience: Duration) -> String? {
        let end = ContinuousClock.now + patience
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < limit {
            var question = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            let left = max(.zero, end - .now)
            guard poll(&question, 1, CInt(left / .milliseconds(1))) == 1, read(connection, &byte, 1) == 1 else {
                return nil
            }
            if byte == 10 { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }

    /// How long reading and writing wait for the other side.
    static func setPatience(_ patience: Duration, of connection: CInt) {
        let (seconds, attoseconds) = patience.components
        var time = timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Everything until the other side closes.
    static func readAll(_ connection: CInt, limit: Int) -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while text.count < limit {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { break }
            text += buffer.prefix(count)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Sends a text; a peer that is gone is no error of ours.
    static func write(_ text: String, to connection: CInt) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func make(_ path: String) throws(DaemonFault) -> CInt {
        guard path.utf8.count < 108 else {
            throw DaemonFault(
                at: path, "the path of a socket has at most 107 bytes", remedy: "Name a shorter one with 'control:'.")
        }
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else {
            throw DaemonFault(at: path, String(cString: strerror(errno)), remedy: "See the limits of the service.")
        }
        return descriptor
    }

    private static func withAddress<Value>(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
