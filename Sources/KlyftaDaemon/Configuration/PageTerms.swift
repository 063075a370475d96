/// How readers reach the page.
package struct PageTerms: Sendable, Equatable {
    /// Where it listens.
    package enum Listener: Sendable, Equatable {
        /// Nowhere, also if systemd hands over a socket for it.
        case nowhere
        /// On a Unix socket.
        case path(String)
        /// On a port of 127.0.0.1.
        case port(Int)
    }

    /// Where it listens unless systemd hands over a socket named `page`.
    package var listener: Listener
    /// Names it is asked for by, beside those of this machine to itself.
    package var hosts: [String] = []

    /// A page that listens somewhere.
    package init(_ listener: Listener) { self.listener = listener }

    /// A page in the state directory, unless the operator says otherwise.
    package static func usual(in state: String) -> PageTerms { PageTerms(.path(usualPath(in: state))) }

    static func usualPath(in state: String) -> String { state == "/" ? "/page.sock" : "\(state)/page.sock" }
}
