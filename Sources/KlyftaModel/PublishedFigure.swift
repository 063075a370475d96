/// A figure that an office published for a named group, as `67` for municipalities above 100 000 inhabitants.
///
/// It keeps the office's own group: Klyfta never puts it into a class of its own. Where only words were printed
/// ("var femte"), the words are kept and there is no number.
public struct PublishedFigure: Hashable, Sendable, Identifiable {
    /// Its own name within the module, such as `skl2014-01`.
    public let id: String
    /// What was measured.
    public let indicator: IndicatorID
    /// When.
    public let period: Period
    /// For whom.
    public let group: PublishedGroup
    /// The number in the indicator's unit; `nil` where only words were printed.
    public let value: Double?
    /// What was printed, in the office's or reporter's words.
    public let words: String
    /// How many respondents the figure rests on, if it was said.
    public let n: Int?
    /// How many there are in all, if it was said.
    public let of: Int?
    /// What a percentage is a percentage of, in English.
    public let denominator: String
    /// What the office let count once.
    public let weight: Weight
    /// The publication it was read in.
    public let source: String

    /// All parts, each described at its property.
    public init(
        id: String, indicator: IndicatorID, period: Period, group: PublishedGroup, value: Double?, words: String,
        n: Int?, of: Int?, denominator: String, weight: Weight = .municipality, source: String
    ) {
        self.id = id
        self.indicator = indicator
        self.period = period
        self.group = group
        self.value = value
        self.words = words
        self.n = n
        self.of = of
        self.denominator = denominator
        self.weight = weight
        self.source = source
    }
}

/// The group a published figure speaks of, under the office's own label.
public struct PublishedGroup: Hashable, Sendable, CustomStringConvertible {
    /// What sort of group it is. Only groups of one kind can be compared.
    public enum Kind: String, Sendable, CaseIterable {
        /// Everybody asked.
        case all
        /// A class by population.
        case size
        /// A sector, such as state or municipal.
        case sector
        /// A single municipality.
        case municipality
    }

    /// What sort of group it is.
    public let kind: Kind
    /// The office's label, such as `<10000`; it names the group within its indicator.
    public let label: String
    /// The smallest population that belongs to it, if it is a size class and the office said so.
    public let from: Int?
    /// The largest population that belongs to it, if it is a size class and the office said so.
    public let to: Int?

    /// A group under its office's label.
    public init(_ kind: Kind, _ label: String, from: Int? = nil, to: Int? = nil) {
        self.kind = kind
        self.label = label
        self.from = from
        self.to = to
    }

    /// The office's label.
    public var description: String { label }
}
