import KlyftaModel

/// The daemon cannot start, or a command cannot reach it.
package struct DaemonFault: Fault, Equatable {
    package let place: String
    package let problem: String
    package let remedy: String
    /// Whether permission is lacking: another try will not help.
    package let isForbidden: Bool

    package init(at place: String, _ problem: String, remedy: String, isForbidden: Bool = false) {
        self.place = place
        self.problem = problem
        self.remedy = remedy
        self.isForbidden = isForbidden
    }
}
