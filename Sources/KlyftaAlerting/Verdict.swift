import KlyftaDivide
import KlyftaModel

/// What a rule says of one period.
package enum Verdict: Hashable, Sendable {
    /// The condition holds.
    case holds(Finding)
    /// The condition does not hold.
    case fails(Finding)
    /// The gap grew by more than was asked, and that is not proven: it opens no alert, and closes none. An alert that
    /// ended when a test lost its certainty would end by chance.
    case undecided(Finding)
    /// The condition no longer holds, and the gap is not back below the limit that clears it: it opens no alert, and
    /// closes none.
    case notClear(Finding)
    /// There is no verdict: the definition changed, or a number is missing. Never the same as "fine".
    case notAssessable(GapChange.Obstacle)

    /// The numbers, if there is a verdict.
    package var finding: Finding? {
        switch self {
        case .holds(let finding), .fails(let finding), .undecided(let finding), .notClear(let finding): finding
        case .notAssessable: nil
        }
    }
}

/// The numbers behind a verdict.
package struct Finding: Hashable, Sendable {
    /// The gap of the period.
    package let gap: Gap
    /// How it moved since the baseline; `nil` for a level, which has none.
    package let change: GapChange?
    /// What was held against the threshold: the gap itself, or its growth.
    package let measured: Double
    /// The test that the verdict rests on; `nil` where numbers were compared as they are.
    package let tested: TestedChange?

    package init(gap: Gap, change: GapChange?, measured: Double, tested: TestedChange? = nil) {
        self.gap = gap
        self.change = change
        self.measured = measured
        self.tested = tested
    }

    /// The period it is held against; `nil` for a level, which has none.
    package var baseline: Period? { tested?.comparison.then ?? change?.then.period }

    /// The numbers of a tested change.
    package init(_ tested: TestedChange) {
        let comparison = tested.comparison
        self.init(
            gap: comparison.gapNow, change: try? GapChange(from: comparison.gapThen, to: comparison.gapNow),
            measured: comparison.change, tested: tested)
    }
}

extension GapRule {
    /// The verdict on one period of a series; `nil` where the rule asks nothing of it, as of the baseline itself.
    /// - Parameter tests: by period, what a test said, for a condition that rests on one.
    package func verdict(
        on period: Period, of series: GapSeries, tests: [Period: Result<TestedChange, GapChange.Obstacle>] = [:]
    ) -> Verdict? {
        guard let gap = series.gap(in: period) else { return nil }
        // A distance between all of them asks nobody which end is better.
        guard gap.indicator.direction != .neutral || gap.isWithoutSides else { return .notAssessable(.neutral) }
        switch condition {
        case .level(let above): return verdict(on: gap) { $0 > above + GapChange.slack }
        case .low(let below): return verdict(on: gap) { $0 < below - GapChange.slack }
        case .widened(_, .previous), .reversed(_, .previous):
            return series.lastDefined(before: period).map { verdict(from: $0, to: gap) }
        case .widened(_, .period(let base)), .reversed(_, .period(let base)):
            guard base < period else { return nil }
            guard let then = series.gap(in: base) else { return .notAssessable(.undefined(.noFigures, in: base)) }
            return verdict(from: then, to: gap)
        case .widened(_, .pinned(let difference, let base)), .reversed(_, .pinned(let difference, let base)):
            return base < period ? verdict(from: Gap(pinned: difference, in: base, like: gap), to: gap) : nil
        case .provenWidening: return tests[period].map(verdict)
        }
    }

    private func verdict(on gap: Gap, _ holds: (Double) -> Bool) -> Verdict {
        switch gap.difference {
        case .defined(let difference):
            if let thin = terms.thinGroup(of: gap) { return .notAssessable(thin) }
            let finding = Finding(gap: gap, change: nil, measured: difference)
            return holds(difference) ? .holds(finding) : failed(finding)
        case .undefined(let reason):
            return .notAssessable(.undefined(reason, in: gap.period))
        }
    }

    private func verdict(_ test: Result<TestedChange, GapChange.Obstacle>) -> Verdict {
        switch test {
        case .failure(let obstacle): return .notAssessable(obstacle)
        case .success(let tested):
            let finding = Finding(tested)
            return switch tested.outcome.state {
            case .quiet: failed(finding)
            case .watch, .signal, .disputed: .undecided(finding)
            case .alert: .holds(finding)
            }
        }
    }

    private func verdict(from then: Gap, to now: Gap) -> Verdict {
        do {
            let change = try GapChange(from: then, to: now)
            // Whoever pinned a gap has judged what it rests on.
            if let thin = (then.isPinned ? nil : terms.thinGroup(of: then)) ?? terms.thinGroup(of: now) {
                return .notAssessable(thin)
            }
            let isReversal = if case .reversed = condition { true } else { false }
            let finding = Finding(
                gap: now, change: change, measured: isReversal ? change.amount.magnitude : change.amount)
            let isWidening = change.kind == .widened && (change.trailing == .low || now.isWithoutSides)
            let isOfKind = isReversal ? change.kind == .reversed : isWidening
            // Where the kind is another one, the number has nothing to do with the limits.
            guard isOfKind else { return .fails(finding) }
            return finding.measured >= condition.threshold - GapChange.slack ? .holds(finding) : failed(finding)
        } catch {
            return .notAssessable(error)
        }
    }

    /// The condition does not hold: whether that is the end of an open alert depends on the limit that clears it.
    private func failed(_ finding: Finding) -> Verdict {
        guard let clear = terms.clear else { return .fails(finding) }
        let isClear =
            if case .low = condition { finding.measured >= clear - GapChange.slack } else {
                finding.measured <= clear + GapChange.slack
            }
        return isClear ? .fails(finding) : .notClear(finding)
    }
}

extension Gap {
    /// Whether its number does not say who trails.
    fileprivate var isWithoutSides: Bool { reading.map { !$0.measure.orientation.saysWhoTrails } ?? false }
}
