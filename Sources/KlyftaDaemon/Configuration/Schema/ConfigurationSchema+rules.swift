import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

extension ConfigurationSchema {
    /// The keys of a rule.
    static let rule: [SchemaKey] = subject + groups + conditions + test + terms

    private static let period = #"[0-9]{4}(H[12]|Q[1-4]|M[01][0-9])?"#
    private static let indicator = SchemaForm.pattern(#"^[A-Za-z0-9_-]+\.[A-Za-z0-9._-]+$"#)
    private static let amount = SchemaForm.number(above: 0)
    private static let percent = #"^(0|[1-9][0-9]*)(\.[0-9]+)?( *%)?$"#

    private static let subject: [SchemaKey] = [
        enabled,
        .init("indicator", indicator, "MODULE.NAME, such as skl.N07900"),
        .init("indicators", .pattern(#"^[A-Za-z0-9_-]+\..*\*$"#), "all that begin so, such as skl.*"),
        .init("unit", .choice(Indicator.Unit.self), "of many indicators those that are counted in it"),
        .init("except", .list(indicator), "of many indicators none of these"),
    ]

    private static let groups: [SchemaKey] = [
        .init("between", .list(.text, most: 2), "two size classes, a scale, or two groups of an office"),
        .init("weight", .choice(Weight.self), "what counts once"),
        .init("membership", .pattern("^(current|fixed:\(period))$"), "current, or fixed: and a period"),
        .init("measure", .words(measures), "of all municipalities; with 'significance' what is tested"),
        .init("scale", .text, "the size classes, by the name of a scale or its cut points"),
    ]

    /// Those that may be tested, and those of all municipalities.
    private static let measures =
        Set(Measure.all.filter { $0.whyUntestable == nil }.map(\.description))
        .union(DistributionMeasure.watchable.map(\.key)).sorted()

    private static let since: [SchemaKey] = [
        .init("since", .number(least: 0, most: 9999, or: "^(previous|\(period))$"), "previous, or a period"),
        .init("pinned", .number(), "the gap of then, whatever the office makes of it later"),
    ]

    private static let conditions: [SchemaKey] = [
        .init(
            "level",
            .map([
                .init("above", .number(), "the gap is wider"),
                .init("below", .number(), "the level of all municipalities is lower"),
            ]), "how wide it may be"),
        .init(
            "widened",
            .map([.init("by", .number(above: 0, or: percent), "a number, or per cent with a test")] + since),
            "by how much it may grow"),
        .init(
            "reversed", .map([.init("by", amount, "how far apart they are then")] + since), "the sides changed places"),
    ]

    private static let test: [SchemaKey] = [
        .init("significance", .number(above: 0.5, most: 1), "how sure a widening must be, between 0.5 and 1"),
        .init("min_n", .number(least: 2, most: 10_000), "how many must have answered"),
        .init("coverage", .share, "which share must have answered"),
        .init("inference", .choice(Inference.self), "what the test speaks of"),
        .init("false_discovery", .share, "the share of false alerts among all tests of a release"),
        .init("looks", .number(least: 1, most: 100), "how many waves are held against one baseline"),
        .init("at_or_above", .number(), "the least value that is enough"),
    ]

    private static let terms: [SchemaKey] = [
        .init("for", .patience, "for how many periods it must hold"),
        .init("severity", .choice(GapRule.Severity.self), "how bad it is"),
        .init("keep_firing_for", .patience, "for how many periods an alert stays when it is over"),
        .init("clear", .number(), "the limit at which an alert ends"),
        .init("settled", .span, "when figures count as final"),
        .init("allow_provisional", .flag, "judge also before that"),
        .init(
            "on_revision", .map([.init("amend_if", amount, "a change as large as this")]), "what of a revision is told"),
        .init("labels", .named(.text, names: "^[A-Za-z_][A-Za-z0-9_]{0,63}$"), "labels of your own"),
    ]
}
