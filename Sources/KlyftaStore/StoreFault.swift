import KlyftaModel

/// The state cannot be opened, read or written.
package struct StoreFault: Fault, Equatable {
    /// What sort of fault it is: it decides with which code the program ends.
    package enum Kind: Sendable {
        /// Another process holds the state directory.
        case held
        /// Nothing was ever stored there.
        case absent
        /// The state is damaged or of a newer Klyfta: no restart will mend it.
        case unusable
        /// Permission is lacking: no restart will give it.
        case forbidden
        /// It is asked about a past that was forgotten, as the configuration wants it.
        case forgotten
        /// The system refused otherwise: space, input and output. It may pass.
        case system
        /// The system did not make durable what was written. A second try may say that it did although it is gone: who
        /// writes has to end, and the next start looks at what is there.
        case undurable
    }

    package let kind: Kind
    package let place: String
    package let problem: String
    package let remedy: String

    package init(_ kind: Kind, at place: String, _ problem: String, remedy: String) {
        self.kind = kind
        self.place = place
        self.problem = problem
        self.remedy = remedy
    }
}
