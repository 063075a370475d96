import Glibc

/// A network cable between this machine and a network namespace, which can be cut: nothing comes through any more, and nobody is
/// told. It is gone with the namespace.
public struct NetworkLink: Sendable {
    /// The address of the other end.
    public let far: String
    private let process: pid_t
    private let name: String

    /// Whether one can be laid here: it takes root, a container that lets root, and the programs `ip` and `iptables`.
    public static let isPossible = geteuid() == 0 && (try? tryOut()) != nil

    private static func tryOut() throws {
        let line = "ip link add klyftaA type veth peer name klyftaB && iptables -w -A INPUT -i klyftaA -j DROP"
        try ChildProcess.run("unshare", "-n", "sh", "-c", line)
    }

    /// Lays it.
    /// - Parameter process: one that lives in the other network.
    /// - Throws: ``ChildProcess/CannotStart``.
    public init(to process: pid_t) throws {
        let number = Int(process) % 16_384
        // Addresses that are kept for measuring networks, and so are nobody's; four for each cable.
        let (high, low) = (number / 64, number % 64 * 4)
        (far, name) = ("198.18.\(high).\(low + 2)", "klyfta\(number)")
        self.process = process
        try ChildProcess.run("ip", "link", "add", name, "type", "veth", "peer", "name", "far", "netns", "\(process)")
        try ChildProcess.run("ip", "address", "add", "198.18.\(high).\(low + 1)/30", "dev", name)
        try ChildProcess.run("ip", "link", "set", name, "up")
        try there("ip", "address", "add", "\(far)/30", "dev", "far")
        try there("ip", "link", "set", "far", "up")
    }

    /// Lets nothing through any more, in neither direction.
    public func cut() throws { try filter("-A") }

    /// Lets everything through again.
    public func mend() throws { try filter("-D") }

    private func filter(_ verb: String) throws {
        try there("iptables", "-w", verb, "INPUT", "-i", "far", "-j", "DROP")
        try there("iptables", "-w", verb, "OUTPUT", "-o", "far", "-j", "DROP")
    }

    private func there(_ words: String...) throws {
        let code = try ChildProcess(["nsenter", "--target", "\(process)", "--net", "--"] + words).wait()
        guard code == 0 else { throw ChildProcess.CannotStart(program: words.joined(separator: " "), code: code) }
    }
}
