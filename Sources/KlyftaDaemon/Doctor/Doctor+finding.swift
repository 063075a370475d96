import KlyftaModel

extension Doctor {
    /// What the doctor says of one thing.
    package struct Finding: Hashable, Sendable, Encodable {
        /// How bad it is.
        package enum Grade: String, Hashable, Sendable, Encodable {
            /// As it should be.
            case good
            /// Nothing is lost, but somebody should know.
            case notice
            /// Something does not work, or will not.
            case problem
        }

        /// What was looked at: `configuration`, `state`, `disk`, `clock`, `journal`, `daemon`, `contact`, `source`, `rule` or `sink`.
        package let topic: String
        /// How bad it is.
        package let grade: Grade
        /// What was found, as a clause.
        package let text: String
        /// What to do; empty where nothing is to be done.
        package let remedy: String

        init(_ topic: String, _ grade: Grade, _ text: String, remedy: String = "") {
            (self.topic, self.grade, self.text, self.remedy) = (topic, grade, text, remedy)
        }

        /// What a fault says.
        init(_ topic: String, _ fault: any Fault, _ grade: Grade = .problem) {
            self.init(topic, grade, "\(fault.place): \(fault.problem)", remedy: fault.remedy)
        }
    }
}
