import KlyftaStatistics
import RealModule

/// What one municipality answered in two waves; `nil` where it did not.
package struct TwoAnswers: Hashable, Sendable {
    /// In the baseline wave.
    package let then: Double?
    /// In the later wave.
    package let now: Double?

    /// One municipality's two answers, in the unit of the indicator; 0 is an answer, `nil` is none.
    package init(then: Double?, now: Double?) {
        self.then = then
        self.now = now
    }
}

/// The answers of one size class in two waves. The class is the one of the baseline wave in both: growth across its
/// limit would make changes by itself.
package struct ClassInTwoWaves: Hashable, Sendable {
    /// How many municipalities the class has, with and without answers: N.
    package let units: Int
    /// All answers of the baseline wave.
    package let then: [Double]
    /// All answers of the later wave.
    package let now: [Double]
    /// Those who answered in both.
    package let both: [Pair]

    /// Both answers of one municipality.
    package struct Pair: Hashable, Sendable {
        /// In the baseline wave.
        package let then: Double
        /// In the later wave.
        package let now: Double
    }

    /// - Parameters:
    ///   - answers: at most one entry for each municipality; those who never answered may be left out.
    ///   - units: how many municipalities the class has.
    /// - Throws: `.outside(.finite)` for an answer that is no number, `.moreAnswersThanUnits`.
    package init(_ answers: [TwoAnswers], units: Int) throws(Unanswerable) {
        guard answers.count <= units else { throw .moreAnswersThanUnits(answers: answers.count, units: units) }
        self.units = units
        then = answers.compactMap(\.then)
        now = answers.compactMap(\.now)
        guard (then + now).allSatisfy(\.isFinite) else { throw .outside(.finite) }
        both = answers.compactMap { answer in
            answer.then.flatMap { then in answer.now.map { Pair(then: then, now: $0) } }
        }
    }

    /// The correlation of the two waves among those who answered both, Pearson's r between −1 and 1.
    ///
    /// Undefined below three pairs and where a wave does not vary.
    ///
    /// Example: (1, 2), (2, 4), (3, 6) have r = 1.
    package var correlation: Result<Double, Unanswerable> {
        Result { () throws(Unanswerable) in
            guard both.count >= 3 else { throw .tooFew(.pairs, have: both.count, need: 3) }
            return try Moments.correlation(both.map(\.then), both.map(\.now))
        }
    }

    /// The r that the covariance of two waves is computed with: ``correlation``, or 0 where it is undefined. An
    /// assumption, not an estimate: waves that in truth go together make the change less uncertain than it then says.
    ///
    /// Example: with two pairs, 0.
    package var assumedCorrelation: Double {
        if case .success(let r) = correlation { r } else { 0 }
    }

    /// The largest magnitude among the paired answers.
    var scale: Double { both.map { max($0.then.magnitude, $0.now.magnitude) }.max() ?? 0 }
}
