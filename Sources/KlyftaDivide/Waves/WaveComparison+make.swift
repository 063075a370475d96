import KlyftaModel
import KlyftaStatistics
import RealModule

extension WaveComparison {
    /// What stands beside a test and does not decide it.
    struct Companions {
        let currentClasses: Levels
        /// Asked for only of a complete count.
        let volatility: () -> Double?
    }

    /// - Throws: ``GapChange/Obstacle`` where there is no verdict to be had: too few answers, or no number.
    init(
        _ waves: TwoWaves, by test: WideningTest, per weight: Weight, _ companions: Companions
    ) throws(GapChange.Obstacle) {
        let estimates = WaveEstimates(
            waves: waves,
            measure: WaveMeasure(measure: test.measure, weight: weight, indicator: waves.indicator, cut: test.cut),
            inference: test.inference)
        let estimator = try Estimator(for: waves.turnouts, test)
        do throws(Unanswerable) {
            self = try .init(estimates, test, weight, estimator, companions)
        } catch {
            throw .untestable(error, from: waves.then, to: waves.now)
        }
    }

    private init(
        _ estimates: WaveEstimates, _ test: WideningTest, _ weight: Weight, _ estimator: Estimator,
        _ companions: Companions
    ) throws(Unanswerable) {
        let waves = estimates.waves
        let isPanel = estimator == .panel
        let (factor, limit) = Self.terms(of: test)
        let plain = isPanel ? try estimates.panel() : try estimates.crossSection()
        let held = factor == 1 ? plain : isPanel ? try estimates.panel(factor) : try estimates.crossSection(factor)
        let confidence = test.confidenceOfOneLook
        let widening = try Widening(of: held, byMoreThan: limit, confidence: confidence)
        let other = isPanel ? try? estimates.crossSection().amount : try? estimates.panel().amount
        // What Δ itself would have to exceed, where a share of the gap then was taken from it.
        let share = plain.amount - held.amount
        let before = estimates.level(\.then, ofPairs: isPanel)
        let first = try before.get()
        let opposite = estimates.measure.opposite

        (indicator, self.test, self.weight) = (waves.indicator, test, weight)
        (then, now, basis, redrawn) = (waves.then, waves.now, waves.basis, waves.redrawn)
        (turnouts, content) = (waves.turnouts, waves.content)
        (gapThen, gapNow) = (estimates.gap(\.then, in: waves.then), estimates.gap(\.now, in: waves.now))
        (self.estimator, self.before, after) = (estimator, first, first + plain.amount)
        (change, threshold) = (plain.amount, limit + share)
        lower = try Widening(of: plain, byMoreThan: 0, confidence: confidence).lower
        minimumDetectable = widening.minimumDetectable + share
        self.widening = widening
        secondary = other
        composition = other.map { isPanel ? $0 - plain.amount : plain.amount - $0 }
        self.opposite = Levels(
            then: estimates.level(\.then, ofPairs: isPanel, as: opposite),
            now: estimates.level(\.now, ofPairs: isPanel, as: opposite))
        currentClasses = companions.currentClasses
        volatility = widening.uncertainty == .exact ? companions.volatility() : nil
        state = Self.state(widening, from: first, to: after, secondary: other)
    }

    /// What the baseline is multiplied with, and what the rest is held against.
    private static func terms(of test: WideningTest) -> (factor: Double, limit: Double) {
        switch test.threshold {
        case .amount(let amount): (1, amount)
        case .share(let share): test.measure.isRatio ? (1, .log(1 + share)) : (1 + share, 0)
        }
    }

    private static func state(
        _ widening: Widening, from before: Double, to after: Double, secondary: Double?
    ) -> State {
        let slack = GapChange.slack
        // A lead of the smaller ones that shrinks or turns is no widening, however sure.
        guard before >= -slack, after > slack, widening.change - widening.threshold > slack else { return .quiet }
        guard widening.isSignal else { return .watch }
        return secondary.map { $0 < -slack } ?? false ? .disputed : .signal
    }

    /// Whether another estimate confirms the direction: without one there is a signal and no alert.
    package var isConfirmed: Bool { secondary.map { $0 > GapChange.slack } ?? false }

    /// Whether the whole class answered and only it is meant, so that Δ is a fact and its p no p.
    package var isFact: Bool { widening.uncertainty == .exact }
}

extension WaveComparison.Estimator {
    /// Who the verdict may rest on: those who answered twice, if they are enough; else all, if they are.
    /// - Throws: `.tooFewAnswers` with the first class that is too thin for either.
    init(for turnouts: [TwoWaves.Turnout], _ test: WideningTest) throws(GapChange.Obstacle) {
        let isPanel = turnouts.allSatisfy { turnout in
            turnout.both >= test.minimumAnswers
                && Double(turnout.both) >= test.coverage * Double(min(turnout.then, turnout.now))
        }
        if isPanel {
            self = .panel
            return
        }
        let thin = turnouts.first { turnout in
            let least = min(turnout.then, turnout.now)
            return least < test.minimumAnswers || Double(least) < test.coverage * Double(turnout.units)
        }
        if let thin { throw .tooFewAnswers(thin) }
        self = .crossSection
    }
}
