import Glibc
import KlyftaModel
import SystemdKit

/// The socket that ``ControlSocket`` listens on, wherever it comes from: a socket unit, the process before this one, or
/// made here.
package struct ControlListener: Sendable {
    /// `FileDescriptorName=` in klyfta.socket.
    package static let name = "control"
    /// What systemd keeps it as over a restart, where no socket unit holds it.
    package static let keptName = "control-kept"

    let descriptor: CInt
    let path: String
    /// Whether systemd holds it too: whoever connects while nobody listens waits for the next daemon, so its file stays.
    let isHeld: Bool

    /// The listener that systemd handed over, or one that is made.
    /// - Parameter notifier: has systemd keep one that was made.
    /// - Throws: ``DaemonFault``.
    package init(at path: String, from handed: HandedSockets, notifier: Notifier) throws(DaemonFault) {
        let (units, kept) = (handed.take(Self.name), handed.take(Self.keptName))
        if let stranger = units.first(where: { !$0.listens(at: path) }) {
            (units + kept).forEach { close($0.descriptor) }
            throw DaemonFault(
                at: path, "systemd hands over a socket '\(stranger.name)' that does not listen here",
                remedy: "Let ListenStream= of klyfta.socket and 'control:' name the same path.")
        }
        // One of another path is of an earlier configuration; one whose file is gone can be reached by nobody.
        let fit = units + kept.filter { $0.listens(at: path) && UnixSocket.isSocket(path) }
        for socket in (units + kept).filter({ $0 != fit.first }) { close(socket.descriptor) }
        if !kept.isEmpty, fit.first?.name != Self.keptName { notifier.forget(Self.keptName) }
        if let fit = fit.first {
            self.init(descriptor: fit.descriptor, path: path, isHeld: true)
        } else {
            let made = try ControlListener(at: path)
            self.init(
                descriptor: made.descriptor, path: path,
                isHeld: notifier.keep(made.descriptor, named: Self.keptName) == .told)
        }
    }

    /// Binds the socket. A leftover of a daemon that is gone is replaced; one that answers is not.
    /// - Throws: ``DaemonFault``.
    package init(at path: String) throws(DaemonFault) {
        self.init(descriptor: try UnixSocket.claim(path), path: path, isHeld: false)
    }

    private init(descriptor: CInt, path: String, isHeld: Bool) {
        self.descriptor = descriptor
        self.path = path
        self.isHeld = isHeld
    }

    /// Listens no more. Whoever waits outside is sent away, unless systemd holds the socket for the next daemon.
    func end() {
        close(descriptor)
        if !isHeld { unlink(path) }
    }
}
