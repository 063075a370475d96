/// A class of municipalities by their number of inhabitants, such as `0-9999` or `100000+`.
public struct SizeClass: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The smallest population that belongs to it.
    public let from: Int
    /// The largest population that belongs to it; `nil` if there is no upper limit.
    public let to: Int?

    init(from: Int, to: Int?) {
        self.from = from
        self.to = to
    }

    /// Reads `0-9999` or `100000+`, both ends inclusive.
    /// - Throws: ``InvalidText`` if the text is no such class or its ends are the wrong way round.
    public init(_ text: String) throws(InvalidText) {
        let remedy = "Write its inclusive limits, such as 0-9999 or 100000+."
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.wholeNumber)
        if text.utf8.last == 43, let from = Self.wholeNumber(text.dropLast()) {
            self.init(from: from, to: nil)
        } else if parts.count == 2, let from = parts[0], let to = parts[1], from <= to {
            self.init(from: from, to: to)
        } else {
            throw InvalidText(text, isNo: "size class", remedy: remedy)
        }
    }

    /// Whether a municipality of this population belongs to the class.
    public func contains(_ population: Int) -> Bool {
        population >= from && (to.map { population <= $0 } ?? true)
    }

    /// The limits, such as `0-9999` or `100000+`.
    public var description: String { to.map { "\(from)-\($0)" } ?? "\(from)+" }

    /// By lower limit, then by upper limit.
    public static func < (one: SizeClass, other: SizeClass) -> Bool {
        (one.from, one.to ?? Int.max) < (other.from, other.to ?? Int.max)
    }

    /// Digits only: `Int` alone would also take a sign.
    static func wholeNumber(_ text: some StringProtocol) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
}
