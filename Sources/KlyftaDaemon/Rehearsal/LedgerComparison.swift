import KlyftaAlerting
import KlyftaModel

/// What a replay says, held against what was told in earnest: event by event, by their ids, which hold the alert, the
/// episode and what happened.
package struct LedgerComparison: Sendable {
    /// How many events both have.
    package let common: Int
    /// What was told and is not replayed, in the order of the ledger.
    package let onlyTold: [WrittenEvent]
    /// What is replayed and was not told, in the order of the replay.
    package let onlyReplayed: [WrittenEvent]

    /// Whether the replay says what was told, and nothing else.
    package var isEqual: Bool { onlyTold.isEmpty && onlyReplayed.isEmpty }

    /// - Parameters:
    ///   - ledger: everything that was written down of rules, in order; what nobody was told of is passed over.
    ///   - rule: the only rule that counts, or the one whose instances do; `nil` for all.
    package init(of replay: Replay, with ledger: [WrittenEvent], rule: String?) {
        let told = ledger.filter { event in
            event.isAnnounced
                && rule.map { event.ruleID == $0 || event.ruleID.hasPrefix("\($0):") } ?? true
        }
        let replayed = replay.events.map { WrittenEvent($0.event) }
        let (toldIDs, replayedIDs) = (Set(told.map(\.id)), Set(replayed.map(\.id)))
        common = toldIDs.intersection(replayedIDs).count
        onlyTold = told.filter { !replayedIDs.contains($0.id) }
        onlyReplayed = replayed.filter { !toldIDs.contains($0.id) }
    }

    /// A line for each difference, and one that says how many events agree.
    package var text: String {
        func line(_ lead: String, _ event: WrittenEvent) -> String {
            "\(lead) \(event.ruleID) \(event.kind.rawValue) \(event.period?.description ?? "-") (\(event.id))"
        }
        let lines =
            onlyTold.map { line("told, not replayed:", $0) } + onlyReplayed.map { line("replayed, not told:", $0) }
        let end =
            isEqual
            ? "The replay says what was told: \(common == 1 ? "1 event" : "\(common) events")."
            : "\(common) events agree. Where rules were changed since, the replay plays those of now."
        return (lines + [end]).joined(separator: "\n")
    }
}
