/// What two waves of a survey may be like: how the figures are spread, who answers, and how far the gap truly moved.
///
/// The same seven as in the reference simulation of the rules: A to D hold nothing to find, E to G a true widening by
/// 12 percentage points, a fifth of the gap.
package struct Situation: Sendable {
    /// A to G.
    package let letter: String
    /// What is special about it, in a few words.
    package let wording: String
    /// Whether figures are lognormal, with a coefficient of variation of some 0.75, rather than normal.
    let isSkewed: Bool
    /// The correlation of a municipality's two figures (of their logarithms if skewed).
    let correlation: Double
    /// How far the gap between the classes truly moves, in percentage points.
    let widening: Double
    /// Who answers.
    let response: Response
    /// How much likelier those who are ahead are to go on answering, in the smallest class: 0 is not at all.
    let dropOut: Double

    /// The shares of the two classes that answer, and of the later wave's answers that were there before.
    struct Response: Sendable {
        let small: (then: Double, now: Double)
        let large: (then: Double, now: Double)
        let overlap: Double

        /// 150 municipalities answered then and 86 now.
        static let shrinking = Response(small: (0.45, 0.24), large: (0.75, 0.56), overlap: 0.6)
        /// Nine in ten answered both times.
        static let nearCensus = Response(small: (0.86, 0.86), large: (0.94, 0.94), overlap: 0.95)
    }

    /// All seven, in order.
    package static let all: [Situation] = [
        Situation("A", "null, normal, 150 then 86 answers"),
        Situation("B", "null, skewed", isSkewed: true),
        Situation("C", "null, skewed, near-census", isSkewed: true, response: .nearCensus),
        Situation("D", "null, skewed, laggards stop answering", isSkewed: true, correlation: 0.95, dropOut: 1),
        Situation("E", "true +12, normal, 150 then 86 answers", widening: 12),
        Situation("F", "true +12, normal, near-census", widening: 12, response: .nearCensus),
        Situation("G", "true +12, skewed", isSkewed: true, widening: 12),
    ]

    private init(
        _ letter: String, _ wording: String, isSkewed: Bool = false, correlation: Double = 0.85, widening: Double = 0,
        response: Response = .shrinking, dropOut: Double = 0
    ) {
        (self.letter, self.wording, self.isSkewed) = (letter, wording, isSkewed)
        (self.correlation, self.widening) = (correlation, widening)
        (self.response, self.dropOut) = (response, dropOut)
    }
}
