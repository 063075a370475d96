import KlyftaDivide
import KlyftaModel

extension ComparisonOptions {
    /// The two groups that are compared: those that were named, or else the smallest and the largest.
    func groups(of indicator: Indicator, in figures: Figures) throws -> GapQuestion.Groups {
        let isMunicipal = !figures.periods(of: indicator.id).isEmpty
        if isMunicipal { return try ownGroups(of: indicator, in: figures) }
        try refuseOwnClasses(of: indicator)
        guard let labels = try labels() else { return try publishedPair(of: indicator, in: figures) }
        return .published(low: labels.low, high: labels.high)
    }

    private func refuseOwnClasses(of indicator: Indicator) throws {
        guard weight != nil || membership != nil else { return }
        throw UsageFault(
            at: "--indicator \(indicator.id)", "its office formed the groups and weighed them",
            remedy: "Leave --weight and --membership out.")
    }

    /// The smallest and the largest of the groups of one kind that the office set side by side.
    private func publishedPair(of indicator: Indicator, in figures: Figures) throws -> GapQuestion.Groups {
        if let pair = GapQuestion.publishedPair(of: indicator.id, in: figures) { return pair }
        throw UsageFault(
            at: "--indicator \(indicator.id)", "the office published no two groups, or more than two",
            remedy: "Name two with --between. It has: \(Self.labels(of: indicator, in: figures)).")
    }

    /// What there is to choose from, for a message.
    static func labels(of indicator: Indicator, in figures: Figures) -> String {
        let published = figures.published[indicator.id] ?? []
        guard !published.isEmpty else { return "size classes of municipalities, such as 0-9999,100000+" }
        return published.map { "\($0.period) \($0.group.label): \($0.value.map { $0.fixed(1) } ?? "words only")" }
            .joined(separator: "; ")
    }
}
