/// What is measured: everything one must know to read a figure of it rightly.
public struct Indicator: Hashable, Sendable, Identifiable {
    /// Its name throughout Klyfta.
    public let id: IndicatorID
    /// What it is called, in the three languages.
    public let title: LocalizedText
    /// What its values are counted in.
    public let unit: Unit
    /// Which end is the good one.
    public let direction: Direction
    /// Where its values come from, and so what may be computed of them.
    public let nature: Nature
    /// Where its definition changed, in order of time.
    public let breaks: [SeriesBreak]
    /// Whom to name beside its figures.
    public let attribution: Attribution
    /// What it measures, under a name that indicators of several countries share where those who declare them hold them to
    /// be comparable; `nil` where nobody says so. It is never guessed from a title.
    public let concept: String?

    /// All parts, each described at its property; `breaks` are put in order of time.
    public init(
        id: IndicatorID, title: LocalizedText, unit: Unit, direction: Direction, nature: Nature,
        breaks: [SeriesBreak] = [], attribution: Attribution, concept: String? = nil
    ) {
        self.id = id
        self.title = title
        self.unit = unit
        self.direction = direction
        self.nature = nature
        self.breaks = breaks.sorted { $0.period < $1.period }
        self.attribution = attribution
        self.concept = concept
    }

    /// Whether its figures may be drawn on one scale with those of another: both are declared to measure the same, and are
    /// counted alike.
    public func isComparable(with other: Indicator) -> Bool {
        guard id != other.id else { return true }
        return concept != nil && concept == other.concept && unit == other.unit && direction == other.direction
            && (nature == .ordinal) == (other.nature == .ordinal)
    }

    /// The first declared break that lies between two periods, so that they cannot be compared; `nil` if none does.
    ///
    /// Days are compared, not periods: a break in 2014Q3 parts the year 2014 from 2013 as well as from 2015.
    public func firstBreak(after earlier: Period, through later: Period) -> SeriesBreak? {
        breaks.first { earlier.firstDay < $0.period.firstDay && $0.period.firstDay <= later.lastDay }
    }
}

extension Indicator {
    /// What values are counted in.
    public enum Unit: String, Sendable, CaseIterable {
        /// Per cent; a difference of two is in percentage points.
        case percent
        /// A number of things.
        case count
        /// Megabits per second.
        case megabitsPerSecond = "Mbit/s"
        /// Points of an index or score.
        case points
        /// Whether there is any: 1 if so, 0 if not. A mean is the share of those that have any, and what is merged has any
        /// if one of its parts had.
        case any

        /// What the difference of two values is counted in.
        package var ofDifference: String {
            switch self {
            case .percent: "percentage points"
            case .any: "share of those that have any"
            case .count, .megabitsPerSecond, .points: rawValue
            }
        }
    }

    /// Which end of the scale is the good one.
    public enum Direction: String, Sendable, CaseIterable {
        /// More is better, as for coverage.
        case higherIsBetter = "higher-is-better"
        /// Less is better, as for the share without any e-service.
        case lowerIsBetter = "lower-is-better"
        /// Neither end is good or bad, as for a number of respondents: nobody can trail.
        case neutral
    }

    /// Where values come from.
    public enum Nature: String, Sendable, CaseIterable {
        /// A register or complete count: no sampling error.
        case register
        /// A survey or another source whose answers select themselves.
        case survey
        /// Ordered categories. Their codes are names, not amounts: they are never averaged.
        case ordinal
    }
}

/// The first period in which an indicator was defined or collected in a new way.
public struct SeriesBreak: Hashable, Sendable {
    /// The first period of the new definition.
    public let period: Period
    /// What changed, in a clause.
    public let reason: String

    /// A break at the start of `period`.
    public init(at period: Period, because reason: String) {
        self.period = period
        self.reason = reason
    }
}
