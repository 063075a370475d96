/// The size classes of a comparison, from the smallest municipalities to the largest.
///
/// A scale is given by its cut points alone, so classes can neither overlap nor leave a hole.
public struct SizeScale: Hashable, Sendable, CustomStringConvertible {
    /// The classes in ascending order; together they hold every population once.
    public let classes: [SizeClass]

    /// Each cut point is the smallest population of the class above it: `[10_000]` makes `0-9999` and `10000+`.
    /// Order and repetition do not matter, cut points below 1 say nothing.
    public init(cuts: [Int]) {
        let starts = [0] + Set(cuts).filter { $0 > 0 }.sorted()
        classes = starts.indices.map { index in
            SizeClass(from: starts[index], to: index + 1 < starts.count ? starts[index + 1] - 1 : nil)
        }
    }

    /// Reads cut points separated by commas, such as `10000,20000,50000,100000`.
    /// - Throws: ``InvalidText`` if a part is not a whole number above 0, or they do not ascend.
    public init(_ text: String) throws(InvalidText) {
        let cuts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            SizeClass.wholeNumber(part) ?? 0
        }
        guard !cuts.contains(0), zip(cuts, cuts.dropFirst()).allSatisfy(<) else {
            throw InvalidText(
                text, isNo: "size scale",
                remedy: "Write ascending whole numbers separated by commas, such as 10000,20000,50000,100000.")
        }
        self.init(cuts: cuts)
    }

    /// The scale that Klyfta uses where none is named: below 10 000, 20 000, 50 000, 100 000 and above.
    public static let standard = SizeScale(cuts: [10_000, 20_000, 50_000, 100_000])

    /// The cut points in order: the smallest population of each class but the first.
    public var limits: [Int] { classes.dropFirst().map(\.from) }

    /// The class that a municipality of this population belongs to. Populations are never negative.
    public func sizeClass(of population: Int) -> SizeClass {
        classes.last { $0.from <= population } ?? classes[0]
    }

    /// The cut points, as they are read.
    public var description: String { limits.map(String.init).joined(separator: ",") }
}
