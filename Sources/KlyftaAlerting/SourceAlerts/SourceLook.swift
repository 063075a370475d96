import KlyftaModel

/// What one look at a source saw.
package struct SourceLook: Hashable, Sendable {
    /// When it was: at the answer, or now for the last one, since a date can pass without an answer.
    package let moment: CommitTime
    /// What is wrong; `nil` if nothing is.
    package let trouble: SourceTrouble?
    /// Whether its last answer was taken and none is due. Figures that the office itself took back are an answer too.
    package let isDelivering: Bool
    /// How it fares, in plain words.
    package let message: LocalizedText
    /// The newest period it has figures of.
    package let newestPeriod: String?
    /// When its answer was last taken.
    package let succeeded: CommitTime?
    /// The vintage that stands.
    package let vintage: String?

    package init(
        at moment: CommitTime, _ trouble: SourceTrouble?, isDelivering: Bool, message: LocalizedText,
        newestPeriod: String? = nil, succeeded: CommitTime? = nil, vintage: String? = nil
    ) {
        self.moment = moment
        self.trouble = trouble
        self.isDelivering = isDelivering
        self.message = message
        self.newestPeriod = newestPeriod
        self.succeeded = succeeded
        self.vintage = vintage
    }

    /// What it says of one trouble. Another trouble says nothing of it: a source that no longer fails and is stale is not
    /// well again, and nobody is told that it is.
    func evidence(of trouble: SourceTrouble) -> AlertPhase<CommitTime>.Evidence {
        if self.trouble == trouble { return .holds }
        return isDelivering ? .fails : .none
    }
}

/// What was written down of one stretch from firing to its end of an alert about a source.
package struct SourceEpisode: Hashable, Sendable {
    package let source: String
    package let trouble: SourceTrouble
    /// Counted from 1 for each alert.
    package let number: Int
    /// When it fired.
    package let began: CommitTime
    /// Whether its end was not written down.
    package let isOpen: Bool

    package init(source: String, trouble: SourceTrouble, number: Int, began: CommitTime, isOpen: Bool) {
        self.source = source
        self.trouble = trouble
        self.number = number
        self.began = began
        self.isOpen = isOpen
    }
}
