import KlyftaModel

/// The daemon cannot start, or a command cannot reach it.
package struct DaemonFault: Fault, Equatable {
    package let place: String
    package let problem: String
    package let remedy: String

    package init(at place: String, _ problem: String, remedy: String) {
        self.place = place
        self.problem = problem
        self.remedy = remedy
    }
}
