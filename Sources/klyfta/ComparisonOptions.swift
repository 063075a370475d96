import ArgumentParser
import KlyftaDivide
import KlyftaModel

/// Who is compared with whom.
struct ComparisonOptions: ParsableArguments {
    @Option(
        help: """
            Two size classes, or two groups as the office labels them, the smaller first; or a scale such as kolada, for \
            its smallest and largest class.
            """)
    var between: String?

    @Option(help: "What counts once in a class's mean: municipality (default) or inhabitant.")
    var weight: Weight?

    @Option(help: "Which population decides the class: current (default), or fixed:PERIOD.")
    var membership: Membership?

    /// The two labels that --between names, if it is there.
    func labels() throws -> (low: String, high: String)? {
        guard let between else { return nil }
        let labels = between.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if labels.count == 1, between.contains(where: \.isLetter) {
            let classes = try SizeScale(named: between).classes
            return (classes[0].description, classes[classes.count - 1].description)
        }
        guard labels.count == 2 else {
            throw UsageFault(
                at: "--between \(between)", "it does not name two groups",
                remedy: "Write two, separated by a comma, such as 0-9999,100000+.")
        }
        return (labels[0], labels[1])
    }

    /// The two size classes that labels spell, the smaller first.
    func sizeClasses(_ labels: (low: String, high: String)) throws -> [SizeClass] {
        let (low, high) = (try SizeClass(labels.low), try SizeClass(labels.high))
        guard low.to.map({ $0 < high.from }) ?? false else {
            throw UsageFault(
                at: "--between \(labels.low),\(labels.high)", "the classes overlap or are the wrong way round",
                remedy: "Name the smaller municipalities first.")
        }
        return [low, high]
    }

    /// Two size classes that Klyfta forms itself: those that --between names, else the smallest and the largest.
    func ownGroups(of indicator: Indicator, in figures: Figures) throws -> GapQuestion.Groups {
        let classes = try labels().map(sizeClasses) ?? SizeScale.standard.classes
        let membership = membership ?? .current
        try membership.check(against: indicator, in: figures)
        return .sizeClasses(
            low: classes[0], high: classes[classes.count - 1], weight ?? .municipality, membership)
    }
}
