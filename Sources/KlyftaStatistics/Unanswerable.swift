/// Why a statistic has no number. It is thrown, or kept in a `Result` where the rest of an answer stands; a number is
/// never NaN or a 0 that means "we do not know".
///
/// Example: the spread of one value is `.tooFew(.values, have: 1, need: 2)`, not 0.
package enum Unanswerable: Error, Hashable, Sendable, CustomStringConvertible {
    /// An argument lies where the formula has no meaning.
    case outside(Domain)
    /// There are not enough of something.
    case tooFew(Thing, have: Int, need: Int)
    /// More answers than there are units.
    case moreAnswersThanUnits(answers: Int, units: Int)
    /// The formula divides by a spread, and nothing varies.
    case noSpread
    /// Only a part answered and no unit of it changed: that is no proof that none did.
    case noChangeObserved
    /// A logarithm or a ratio needs values above zero.
    case notPositive
    /// The result is larger than a number can be.
    case tooLarge
    /// There is no half-life where the differences do not shrink.
    case notConverging
    /// The measure itself has no number, for this reason: its word for programs, and a clause for people.
    case measure(word: String, String)

    /// Where an argument must lie.
    package enum Domain: String, Hashable, Sendable {
        /// Any number but NaN and infinity.
        case finite = "a value must be a finite number"
        /// 0…1.
        case probability = "a probability must lie between 0 and 1"
        /// 0…1 without the ends.
        case openProbability = "a probability must lie between 0 and 1 and be neither"
        /// ½…1 without the ends.
        case confidence = "a confidence must lie between 0.5 and 1 and be neither"
        /// A finite number above 0.
        case positive = "a parameter must be a finite number above zero"
        /// 0 or above.
        case nonNegative = "an argument must not lie below zero"
        /// 0…1, as an argument or a share.
        case unitInterval = "an argument must lie between 0 and 1"
        /// Where doubles still have the answer.
        case range = "the answer lies beyond what can be computed"
    }

    /// What there are too few of.
    package enum Thing: String, Hashable, Sendable {
        /// Single values.
        case values
        /// Municipalities with a value in both waves.
        case pairs
        /// Size classes.
        case classes
        /// Municipalities.
        case units
    }

    /// The reason as one word, which programs read and which never changes.
    package var word: String {
        switch self {
        case .outside: "outside-domain"
        case .tooFew(let thing, _, _): "too-few-\(thing.rawValue)"
        case .moreAnswersThanUnits: "more-answers-than-units"
        case .noSpread: "no-spread"
        case .noChangeObserved: "no-change-observed"
        case .notPositive: "not-positive"
        case .tooLarge: "too-large"
        case .notConverging: "not-converging"
        case .measure(let word, _): word
        }
    }

    /// The reason in words.
    package var description: String {
        switch self {
        case .outside(let domain): domain.rawValue
        case .tooFew(let thing, let have, let need): "\(have) \(thing.rawValue), where at least \(need) are needed"
        case .moreAnswersThanUnits(let answers, let units): "\(answers) answers from \(units) units"
        case .noSpread: "nothing varies"
        case .noChangeObserved: "no change observed, among a part of the units"
        case .notPositive: "a logarithm or a ratio needs values above zero"
        case .tooLarge: "the result is too large for a number"
        case .notConverging: "the differences do not shrink"
        case .measure(_, let reason): reason
        }
    }
}
