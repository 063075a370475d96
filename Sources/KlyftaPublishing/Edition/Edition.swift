import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// Everything that is shown after one round: pages, charts and files are made of it and of nothing else, so that all of
/// them say the same.
package struct Edition: Sendable {
    /// The version of the program that made it.
    package let version: String
    /// When the figures and verdicts in it were committed.
    package let committed: CommitTime
    /// Where every rule stands, and how every source fares.
    package let state: CurrentState
    /// One part an indicator, by name.
    package let subjects: [Subject]
    /// What people were told, the newest first; at most ``toldAtMost``.
    package let told: [Told]
    /// What municipalities are called.
    package let names: [Municipality: String]

    /// How many events of the past are shown.
    package static let toldAtMost = 500

    /// All parts, each described at its property.
    package init(
        version: String, committed: CommitTime, state: CurrentState, subjects: [Subject], told: [Told],
        names: [Municipality: String]
    ) {
        self.version = version
        self.committed = committed
        self.state = state
        self.subjects = subjects
        self.told = told
        self.names = names
    }

    /// An event that people were told of.
    package struct Told: Sendable {
        /// What programs read.
        package let record: AlertRecord
        /// What people read, in the languages it was written in.
        package let letters: [Language: Letter]

        package init(record: AlertRecord, letters: [Language: Letter]) {
            self.record = record
            self.letters = letters
        }
    }
}

extension Edition {
    /// The part of an indicator.
    package func subject(_ id: String) -> Subject? { subjects.first { $0.indicator.id.text == id } }

    /// The municipalities that some indicator has a figure or a reason for, in order.
    package var municipalities: [Municipality] {
        let all = subjects.compactMap(\.panel).flatMap {
            $0.members.map(\.municipality) + $0.leftOut.map(\.municipality)
        }
        return Set(all).sorted()
    }
}
