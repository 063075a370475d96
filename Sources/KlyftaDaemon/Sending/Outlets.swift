import KlyftaAlerting
import KlyftaSinks
import Synchronization

/// A sink and the way to it.
package struct Outlet: Sendable {
    package let route: Route
    package let sink: any AlertSink

    package init(_ route: Route, _ sink: any AlertSink) {
        self.route = route
        self.sink = sink
    }
}

/// All sinks that are in force: replaced as a whole when the configuration is.
package final class Outlets: Sendable {
    /// What is told where.
    package struct Set: Sendable {
        /// Those that are told events.
        package var outlets: [Outlet]
        /// Those that are told states.
        package var mirrors: [any AlertMirror]

        package init(_ outlets: [Outlet], mirrors: [any AlertMirror] = []) {
            self.outlets = outlets
            self.mirrors = mirrors
        }
    }

    private let state: Mutex<Set>

    package init(_ set: Set) {
        state = Mutex(set)
    }

    package var inForce: Set {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    /// The ways to those that are told events.
    package var routes: [Route] { inForce.outlets.map(\.route) }
}
