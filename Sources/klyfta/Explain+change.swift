import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore

extension Explain {
    /// Why the gap of an indicator moved between two periods.
    func explainChange() async throws {
        try measures.refuse(isTold: true)
        let (indicator, figures) = try await state.find(subjects[0])
        let (then, now) = try periods(of: indicator, in: figures)
        let question = GapQuestion(indicator.id, try comparison.ownGroups(of: indicator, in: figures))
        guard var decomposer = GapDecomposer(question, in: figures) else { throw published(indicator) }
        let old = try firstKnown(indicator.id, in: then, state.storeIfPresent())
        let answer = Result { () throws(GapChange.Obstacle) in
            try decomposer.decomposition(from: then, to: now, firstKnownIn: old)
        }
        switch answer {
        case .success(let decomposition):
            let text = ChangeText(of: decomposition, asked: question, in: figures, measures.language)
            try writeOutput(text.rendered(as: format ?? .table))
        case .failure(let obstacle):
            throw UsageFault(
                at: "--change \(indicator.id) \(then) \(now)", "\(obstacle)",
                remedy: "'klyfta gaps --indicator \(indicator.id)' shows which gaps have a number.")
        }
    }

    /// The figures in which a period was first known: what the office has changed in them since is told as a revision.
    private func firstKnown(_ indicator: IndicatorID, in period: Period, _ store: Store?) throws -> Figures? {
        let source = try SourceID(indicator.module)
        return try store?.firstRelease(of: source, with: indicator, in: period).map { Figures([$0]) }
    }

    private func published(_ indicator: Indicator) -> UsageFault {
        UsageFault(
            at: "--change \(indicator.id)", "its office published one number for each group, and not who is in them",
            remedy: "'klyfta gaps --indicator \(indicator.id)' shows how their gap moved.")
    }

    private func periods(of indicator: Indicator, in figures: Figures) throws -> (then: Period, now: Period) {
        let (then, now) = (try Period(subjects[1]), try Period(subjects[2]))
        let known = figures.periods(of: indicator.id)
        guard !known.isEmpty else { throw published(indicator) }
        if let stranger = [then, now].first(where: { !known.contains($0) }) {
            throw MeasureOptions.nothing(of: indicator, in: stranger.description)
        }
        guard then < now else {
            throw UsageFault(
                at: "--change \(indicator.id) \(then) \(now)", "the second period is not later than the first",
                remedy: "Name the earlier one first.")
        }
        return (then, now)
    }

    /// Why the gap of a rule moved since the period it is held against, or else since the one before; `nil` if there is no
    /// such period, or its groups are an office's own.
    func reasons(of standing: Standing?, in store: Store) throws -> String? {
        guard let standing, let numbers = standing.numbers, let now = try? Period(numbers.now.period),
            let (rule, figures, language) = try watched(standing, in: store),
            let then = try numbers.then.map({ try Period($0.period) })
                ?? GapSeries(answering: rule.question, from: figures)?.lastDefined(before: now)?.period
        else { return nil }
        let old = try firstKnown(rule.question.indicator, in: then, store)
        guard var decomposer = GapDecomposer(rule.question, in: figures),
            let decomposition = try? decomposer.decomposition(from: then, to: now, firstKnownIn: old)
        else { return nil }
        return "\n" + ChangeText(of: decomposition, asked: rule.question, in: figures, language).story
    }
}
