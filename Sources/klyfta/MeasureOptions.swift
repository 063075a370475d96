import ArgumentParser
import KlyftaDivide
import KlyftaModel

/// What a measure is computed with.
struct MeasureOptions: ParsableArguments {
    @Option(help: "A measure by its key; with gaps several, separated by commas, or all. 'klyfta measures' lists them.")
    var measure: String?

    @Option(
        help: "With --measure: the size classes, by name or cut points; see 'klyfta profile --help'.",
        transform: { try SizeScale(named: $0) })
    var scale: SizeScale?

    @Option(
        help:
            "With --measure: whom errors are meant for, finite (default, the municipalities there are) or superpopulation."
    )
    var inference: Inference?

    @Option(help: "With --measure: the least value that counts as enough, for share_at_or_above.")
    var threshold: Double?

    @Option(help: "With --measure: the class that mdru and mdrw compare the others with.")
    var reference: SizeClass?

    @Option(
        name: .customLong("language"),
        help: "With --measure, --change or an event: sv, nb or en (default; of an event, that of the configuration).")
    var chosenLanguage: Language?

    /// The language of names, reasons and notes.
    var language: Language { chosenLanguage ?? .english }

    /// One period of an indicator, by the classes that were asked for.
    func panel(
        of indicator: Indicator, in period: Period, _ comparison: ComparisonOptions, from figures: Figures
    ) throws -> MeasuredPanel {
        let membership = comparison.membership ?? .current
        try membership.check(against: indicator, in: figures)
        let classes = try classes(comparison)
        if let reference, !classes.contains(reference) {
            throw UsageFault(
                at: "--reference \(reference)", "this is none of the classes",
                remedy: "They are \(classes.map(\.description).joined(separator: ", ")).")
        }
        return MeasuredPanel(
            of: Panel(of: indicator, in: period, membership: membership, from: figures), by: classes,
            per: comparison.weight ?? .municipality, inference: inference ?? .finite, threshold: threshold,
            reference: reference)
    }

    private func classes(_ comparison: ComparisonOptions) throws -> [SizeClass] {
        guard let labels = try comparison.labels() else { return (scale ?? .standard).classes }
        guard scale == nil else {
            throw UsageFault(
                at: "--scale", "--between names the classes already", remedy: "Leave one of the two out.")
        }
        return try comparison.sizeClasses(labels)
    }

    /// Refuses what has a meaning only with --measure; silence would look as if it had been heeded.
    /// - Parameter isTold: whether the answer is in words, so that their language may be chosen.
    func refuse(others: KeyValuePairs<String, Bool> = [:], isTold: Bool = false) throws {
        let own: KeyValuePairs = [
            "--scale": scale != nil, "--inference": inference != nil, "--threshold": threshold != nil,
            "--reference": reference != nil, "--language": chosenLanguage != nil && !isTold,
        ]
        guard let option = (Array(own) + Array(others)).first(where: \.value)?.key else { return }
        throw UsageFault(
            at: option, "it has a meaning only with --measure",
            remedy: "Add --measure KEY, such as --measure d; 'klyfta measures' lists the keys.")
    }

    /// An indicator has no figures by municipality, at all or in a period.
    static func nothing(of indicator: Indicator, in period: String?) -> UsageFault {
        UsageFault(
            at: period ?? "--measure",
            "\(indicator.id) has no figures by municipality\(period == nil ? "" : " in this period")",
            remedy: period == nil
                ? "Measures need them; leave --measure out to compare published groups."
                : "'klyfta profile --indicator \(indicator.id)' shows which periods there are.")
    }
}

extension Inference: ExpressibleByArgument {}

extension Language: ExpressibleByArgument {}

extension SizeClass: ExpressibleByArgument {
    /// The value that an argument spells, if it spells one.
    public init?(argument: String) { try? self.init(argument) }
}
