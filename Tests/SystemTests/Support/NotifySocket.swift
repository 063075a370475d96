import Glibc

/// systemd's end of the sd_notify protocol: a datagram socket that a daemon reports to.
final class NotifySocket {
    let path: String
    private let descriptor: CInt
    /// Every message so far.
    private(set) var messages: [String] = []

    init(in scratch: Scratch) throws {
        path = scratch["notify"]
        descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        // A test may start its daemon more than once.
        unlink(path)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else { throw Missed("bind \(path): \(String(cString: strerror(errno)))") }
    }

    deinit {
        close(descriptor)
    }

    /// The next message, or `nil` once the deadline has passed.
    func next(within deadline: Duration = .seconds(120)) -> String? {
        var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&question, 1, CInt(deadline / .milliseconds(1))) == 1 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 8_192)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { return nil }
        let message = String(decoding: buffer.prefix(count), as: UTF8.self)
        messages.append(message)
        return message
    }

    /// Reads on until a message has what is looked for.
    @discardableResult
    func wait(
        _ what: String, within deadline: Duration = .seconds(120), for isWanted: (String) -> Bool
    ) throws -> String {
        let end = ContinuousClock.now + deadline
        while .now < end {
            guard let message = next(within: end - .now) else { break }
            if isWanted(message) { return message }
        }
        throw Missed("\(what): not within \(deadline); there came \(messages)")
    }

    /// Reads on until a message has a line that begins with a text, and returns the line.
    @discardableResult
    func wait(forLine start: String) throws -> String {
        let isWanted = { (line: Substring) in line.hasPrefix(start) }
        let message = try wait(start) { $0.split(separator: "\n").contains(where: isWanted) }
        return message.split(separator: "\n").first(where: isWanted).map(String.init) ?? ""
    }

    /// Reads on until a status says something.
    @discardableResult
    func wait(forStatus text: String) throws -> String {
        try wait("status with '\(text)'") { $0.contains("STATUS=") && $0.contains(text) }
    }
}
