import KlyftaModel
import KlyftaSources
import Testing

private let day: Int64 = 86_400_000

struct SourceStateTests {
    /// A source that was asked on day 10, when its newest period was a week old; the next is expected on day 20 and 40.
    private func record(_ change: (inout SourceRecord) -> Void = { _ in }) -> SourceRecord {
        var record = SourceRecord()
        record.delivered(release(), String(repeating: "a", count: 64), wishes: "source:fake", at: 10 * day)
        record.expected = [20 * day, 40 * day]
        change(&record)
        return record
    }

    @Test func `a source that was never asked has no state`() {
        #expect(SourceState(of: SourceRecord(), at: day) == nil)
    }

    @Test(arguments: [
        (Int64(11), SourceState.fresh), (20, .fresh), (21, .late), (40, .late), (41, .stale),
    ])
    func `a source is late by its own calendar, and stale when it has missed two dates`(now: Int64, state: SourceState)
    {
        #expect(SourceState(of: record(), at: now * day) == state)
    }

    @Test(arguments: [
        (SourceFault.Kind.failing, SourceState.failing), (.partial, .partial), (.changedShape, .changedShape),
        (.suspect, .suspect),
    ])
    func `a refusal is the state until an answer is taken`(kind: SourceFault.Kind, state: SourceState) {
        let fault = SourceFault(at: "here", "so it is", remedy: "Mend it.", kind: kind)
        var record = record { $0.failed(fault, at: 11 * day) }
        #expect(SourceState(of: record, at: 12 * day) == state)
        #expect(state.message(of: record, in: .english).hasSuffix(" here: so it is. Mend it."))
        record.delivered(release(), String(repeating: "a", count: 64), wishes: "source:fake", at: 13 * day)
        #expect(SourceState(of: record, at: 14 * day) == .fresh)
    }

    @Test func `a source that fails for long is stale`() {
        let fault = SourceFault(at: "here", "down", remedy: "Wait.")
        let record = record { record in
            record.failed(fault, at: 11 * day)
            record.staleAt = 13 * day
        }
        #expect(SourceState(of: record, at: 13 * day) == .failing)
        #expect(SourceState(of: record, at: 14 * day) == .stale)
    }

    @Test func `a newest period that stays is as old as when it came`() {
        var record = record()
        record.delivered(release(), String(repeating: "b", count: 64), wishes: "source:fake", at: 15 * day)
        #expect(record.newestSince == 10 * day && record.succeeded == 15 * day)
    }

    @Test(arguments: SourceState.allCases)
    func `every state has a stable word and a sentence in each language`(state: SourceState) {
        let sentences = Language.allCases.map { state.message(of: record(), in: $0) }
        #expect(Set(sentences).count == Language.allCases.count)
        #expect(state.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
    }
}

struct ReleaseLackTests {
    private func lack(_ change: (inout Release) -> Void) -> [String] {
        let last = release([
            observation("SE-0180", .value(1)), observation("SE-1860", .absent(.suppressed)),
            observation("SE-0180", .value(1), in: 2015), observation("SE-1860", .value(2), in: 2015),
        ])
        var now = last
        change(&now)
        return ReleaseLack(of: now, since: last).clauses
    }

    @Test func `the same facts in another order lack nothing`() {
        #expect(lack { $0.observations.reverse() } == [])
    }

    @Test func `more than before is no lack`() {
        #expect(lack { $0.observations.append(observation("SE-0181", .value(1))) } == [])
    }

    @Test func `a municipality, a period, a group, an indicator and a population are told as what they are`() {
        #expect(lack { $0.observations.removeLast() } == ["fake.speed in 2015: SE-1860"])
        #expect(lack { $0.observations.removeAll { $0.period == .year(2015) } } == ["fake.speed: 2015"])
        #expect(lack { $0.published = [] } == ["fake.speed in 2014: all"])
        #expect(
            lack {
                $0.observations = []
                $0.published = []
            } == ["fake.speed"])
        #expect(lack { $0.populations = [] } == ["the population of 2020-01-01"])
    }

    @Test(arguments: [(Outcome.absent(.missing), false), (.absent(.suppressed), true), (.absent(.notApplicable), true)])
    func `a value that is withheld now is told, one that is merely missing is lost`(outcome: Outcome, isTold: Bool) {
        let clauses = lack { $0.observations[3] = observation("SE-1860", outcome, in: 2015) }
        #expect(clauses.isEmpty == isTold)
    }

    @Test(arguments: [
        Withdrawal(of: speed, because: "x"), Withdrawal(of: speed, in: .year(2015), because: "x"),
        Withdrawal(of: speed, in: .year(2015), for: "SE-1860", because: "x"),
    ])
    func `what was taken back is no lack`(withdrawal: Withdrawal) {
        #expect(
            lack {
                $0.observations.removeLast()
                $0.withdrawn = [withdrawal]
            } == [])
    }

    @Test func `a withdrawal covers what it names and no more`() {
        #expect(
            lack {
                $0.observations.removeLast(2)
                $0.withdrawn = [Withdrawal(of: speed, in: .year(2015), for: "SE-1860", because: "x")]
            } == ["fake.speed in 2015: SE-0180"])
    }
}
