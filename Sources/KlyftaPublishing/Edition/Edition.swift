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
    /// What is expected when, in order of time.
    package let expected: [Expected]

    /// How many events of the past are shown.
    package static let toldAtMost = 500

    /// All parts, each described at its property.
    package init(
        version: String, committed: CommitTime, state: CurrentState, subjects: [Subject], told: [Told],
        names: [Municipality: String], expected: [Expected] = []
    ) {
        self.version = version
        self.committed = committed
        self.state = state
        self.subjects = subjects
        self.told = told
        self.names = names
        self.expected = expected
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

        /// The letter in a reader's language, or in one that it was written in, with that.
        package func letter(for reader: Language) -> (letter: Letter, language: Language) {
            for language in [reader, .english, .swedish, .norwegian] {
                if let letter = letters[language] { return (letter, language) }
            }
            return (Letter(subject: "\(record.kind): \(record.rule)", sentence: record.message), .english)
        }
    }

    /// Something that is to come.
    package struct Expected: Hashable, Sendable {
        package enum Kind: String, Sendable {
            /// New figures of a source, by its own calendar.
            case release
            /// A source is asked, by its schedule.
            case fetch
            /// Everything is computed again, by its schedule.
            case round
        }

        package let kind: Kind
        /// The source; `nil` of a round.
        package let name: String?
        package let moment: CommitTime

        package init(_ kind: Kind, _ name: String?, at moment: CommitTime) {
            (self.kind, self.name, self.moment) = (kind, name, moment)
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
