import KlyftaModel

/// One thing that is wrong with the configuration, at the place where it was written.
package struct ConfigurationFault: Fault, Hashable {
    /// `file:line:column`, or the path of a file that could not be read.
    package let place: String
    /// What is wrong there, in one clause.
    package let problem: String
    /// What to write instead, in one clause; empty where the problem says it all.
    package let remedy: String
    /// The line of the file with a caret under the place; empty where there is nothing to show.
    package let excerpt: String
    /// What faults are put in order by: file, line, column.
    let position: [Int]

    init(at origin: ConfigurationOrigin, _ problem: String, remedy: String = "") {
        self.place = origin.place
        self.problem = problem
        self.remedy = remedy
        self.excerpt = ConfigurationExcerpt(of: origin).description
        self.position = [origin.text.order, origin.line, origin.column]
    }

    init(atFile name: String, order: Int, _ problem: String, remedy: String = "") {
        self.place = name
        self.problem = problem
        self.remedy = remedy
        self.excerpt = ""
        self.position = [order]
    }

    /// `place: problem; remedy`, and below it the excerpt.
    package var description: String {
        let message = "\(place): \(problem)" + (remedy.isEmpty ? "" : "; \(remedy)")
        return excerpt.isEmpty ? message : "\(message)\n\(excerpt)"
    }
}

/// Everything that is wrong with the configuration, in the order in which it was written.
package struct ConfigurationFaults: Error, CustomStringConvertible, Equatable {
    /// At least one.
    package let faults: [ConfigurationFault]

    /// All messages, and their number in a last line.
    package var description: String {
        let count = faults.count == 1 ? "1 error" : "\(faults.count) errors"
        return (faults.map(\.description) + ["\(count) in the configuration"]).joined(separator: "\n")
    }
}
