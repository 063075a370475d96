/// Where an alert stands after a moment of its time: a period of a gap, see ``AlertState``, or a look at a source, see
/// ``SourceNews``. The one machine that all alerts go by.
///
/// A sixth word, `retracted`, is no state of the figures: it says that they no longer know of an alert that was told.
/// See ``Announcement``.
package enum AlertPhase<Moment: Hashable & Sendable>: Hashable, Sendable, CustomStringConvertible {
    /// The condition does not hold and no alert is open.
    case inactive
    /// The condition holds, not yet for long enough or not yet on settled figures.
    case pending(since: Moment, periods: Int)
    /// The alert is open: the condition held long enough, and nothing since says that it ended.
    case firing(since: Moment)
    /// The alert is open still, and its condition is over since a period: not yet for long enough, or not yet on settled
    /// figures.
    case recovering(firingSince: Moment, since: Moment, periods: Int)
    /// The alert was open and its condition ended in this moment.
    case resolved(in: Moment)

    /// The word for the state.
    package var name: String {
        switch self {
        case .inactive: "inactive"
        case .pending: "pending"
        case .firing: "firing"
        case .recovering: "recovering"
        case .resolved: "resolved"
        }
    }

    package var description: String { name }

    /// What a moment says of the condition, as far as the state depends on it.
    package enum Evidence: Hashable, Sendable {
        /// It holds.
        case holds
        /// It is over.
        case fails
        /// It neither holds nor is over: whatever waits, waits anew.
        case neither
        /// Nothing is known.
        case none
    }

    /// The next state, from this one and what the next moment says. No clock, no store, no log.
    ///
    /// No evidence changes nothing about an open alert: absence never resolves, and nor does lost certainty or a gap
    /// between the limit that opens and the one that clears. What is not settled may start waiting for either end, and
    /// decides neither.
    /// - Parameters:
    ///   - patience: in how many moments running the condition must hold before the alert opens.
    ///   - keeping: for how many moments running it may be over before the alert closes.
    ///   - isSettled: whether what the moment says is held to be final.
    package func next(
        seeing evidence: Evidence, in moment: Moment, patience: Int, keeping: Int = 0, isSettled: Bool = true
    ) -> Self {
        switch evidence {
        case .holds: holding(in: moment, patience, isSettled)
        case .fails: failing(in: moment, keeping, isSettled)
        case .neither: waitingAnew
        case .none: withoutVerdict
        }
    }

    /// After a moment that says nothing: who knows whether the condition was over in it too.
    private var withoutVerdict: Self {
        if case .recovering(let firing, _, _) = self { .firing(since: firing) } else { self }
    }

    private func holding(in moment: Moment, _ patience: Int, _ isSettled: Bool) -> Self {
        func waiting(since: Moment, _ periods: Int) -> Self {
            periods >= patience && isSettled ? .firing(since: moment) : .pending(since: since, periods: periods)
        }
        return switch self {
        case .firing: self
        case .recovering(let firing, _, _): .firing(since: firing)
        case .pending(let since, let periods): waiting(since: since, periods + 1)
        case .inactive, .resolved: waiting(since: moment, 1)
        }
    }

    private func failing(in moment: Moment, _ keeping: Int, _ isSettled: Bool) -> Self {
        switch self {
        case .pending: .inactive
        case .inactive, .resolved: self
        case .firing(let firing):
            keeping == 0 && isSettled
                ? .resolved(in: moment) : .recovering(firingSince: firing, since: moment, periods: 1)
        case .recovering(let firing, let since, let periods):
            periods >= keeping && isSettled
                ? .resolved(in: moment) : .recovering(firingSince: firing, since: since, periods: periods + 1)
        }
    }

    /// The same with all waiting begun anew: after a verdict that neither holds nor says that it is over, and beyond a
    /// change of definition, since moments on both sides of one do not follow on one another.
    var waitingAnew: Self {
        switch self {
        case .pending: .inactive
        case .recovering(let firing, _, _): .firing(since: firing)
        case .inactive, .firing, .resolved: self
        }
    }
}
