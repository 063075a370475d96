import KlyftaModel

/// A command was asked for something that is not there.
struct UsageFault: Fault {
    let place: String
    let problem: String
    let remedy: String

    init(at place: String, _ problem: String, remedy: String) {
        self.place = place
        self.problem = problem
        self.remedy = remedy
    }
}
