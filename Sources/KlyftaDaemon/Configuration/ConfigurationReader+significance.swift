import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// What a rule says about a test of change.
enum TestKeys {
    /// It asks for none.
    case absent
    /// It asks for one; the threshold is yet to be read.
    case given(WideningTest, falseDiscovery: Double)
    /// It asks for one and says so wrongly.
    case faulty
}

extension ConfigurationReader {
    /// The keys that say how a widening is tested. `significance` turns the test on; without it none of the others may
    /// be there, since it would change nothing.
    func test(_ reader: KeyedReader, of groups: GapQuestion.Groups?) -> TestKeys {
        let others = ["measure", "inference", "false_discovery", "looks", "scale", "at_or_above"]
        guard let key = reader.entry("significance") else {
            for other in others.compactMap(reader.entry) {
                report.refuse(
                    "'\(other.key)' belongs to a test of change, and this rule makes none", at: other.keyOrigin,
                    remedy: "add 'significance: 0.95', or remove it")
            }
            return .absent
        }
        var test = WideningTest(by: .amount(0))
        let confidence = reader.optional("significance", Self.confidence)
        let measure = reader.value("measure", default: "d", Self.testable)
        let answers = reader.value("min_n", default: "5") { try Self.whole($0, 2...10_000) }
        let coverage = reader.value("coverage", default: "0.5") { try Self.share($0) }
        let inference: Inference? = reader.value("inference", default: "finite", ConfigurationForms.choice)
        let falseDiscovery = reader.value("false_discovery", default: "0.10") { try Self.share($0) }
        let looks = reader.value("looks", default: "1") { try Self.whole($0, 1...100) }
        let scale = scale(reader, measure)
        let cut = cut(reader, measure)
        let isFitting = fits(groups, key, reader, measure, scale)
        guard let confidence, let measure, let answers, let coverage, let inference, let falseDiscovery, let looks,
            let scale, let cut, isFitting
        else { return .faulty }
        (test.confidence, test.measure, test.minimumAnswers) = (confidence, measure, answers)
        (test.coverage, test.inference, test.looks) = (coverage, inference, looks)
        (test.scale, test.cut) = (scale, cut.value)
        return .given(test, falseDiscovery: falseDiscovery)
    }

    /// A measure of single municipalities says itself what counts once.
    func counted(_ groups: GapQuestion.Groups, by condition: GapRule.Condition) -> GapQuestion.Groups {
        guard case .micro(_, let weight)? = condition.test?.measure,
            case .sizeClasses(let low, let high, _, let membership) = groups
        else { return groups }
        return .sizeClasses(low: low, high: high, weight, membership)
    }

    private func scale(_ reader: KeyedReader, _ measure: Measure?) -> SizeScale? {
        guard let measure, measure.comparesTwoClasses else {
            return scale(reader)
        }
        guard let entry = reader.entry("scale") else { return .standard }
        report.refuse(
            "'\(measure)' compares two classes and looks at no others", at: entry.keyOrigin, remedy: "remove 'scale'")
        return nil
    }

    /// A scale by its name, a build's or the operator's own, or by its cut points.
    func scale(_ reader: KeyedReader) -> SizeScale? {
        reader.value("scale", default: SizeScale.standard.description) { try SizeScale(named: $0, among: ownScales) }
    }

    /// The limit of "enough", if the measure has one.
    private struct Cut { let value: Double? }

    private func cut(_ reader: KeyedReader, _ measure: Measure?) -> Cut? {
        let entry = reader.entry("at_or_above")
        if case .micro(.shareAtOrAbove, _)? = measure {
            return reader.required("at_or_above", form: "'at_or_above: 50', the least value that is enough") {
                Cut(value: try PlainNumber($0).value)
            }
        }
        guard let entry, measure != nil else { return Cut(value: nil) }
        report.refuse(
            "'at_or_above' is the limit of the share at or above it, and of no other measure", at: entry.keyOrigin,
            remedy: "remove it, or write 'measure: share_at_or_above_u'")
        return nil
    }

    /// Whether the groups are of a kind that the test can be made of; everything against it is told.
    private func fits(
        _ groups: GapQuestion.Groups?, _ significance: ConfigurationNode.Entry, _ reader: KeyedReader,
        _ measure: Measure?, _ scale: SizeScale?
    ) -> Bool {
        guard let groups else { return false }
        guard case .sizeClasses(let low, let high, let weight, let membership) = groups else {
            report.refuse(
                "an office published one number for each group, so who answered what is not known",
                at: significance.keyOrigin,
                remedy: "remove 'significance': published figures are compared as they are")
            return false
        }
        if let entry = reader.entry("membership"), membership == .current {
            report.refuse(
                "with classes of each period, growth across a limit would pass for a change", at: entry.value.origin,
                remedy: "remove it for the classes of the baseline, or fix a period, such as fixed:2009")
            return false
        }
        guard let measure, let scale else { return false }
        if case .micro(let micro, let own) = measure, let entry = reader.entry("weight"), own != weight {
            report.refuse(
                "'\(measure)' counts each \(own.rawValue) once", at: entry.value.origin,
                remedy:
                    "remove 'weight', or choose '\(micro.key(per: weight))'")
            return false
        }
        if !measure.comparesTwoClasses, low != scale.classes.first || high != scale.classes.last {
            let ends = "[\(scale.classes[0]), \(scale.classes[scale.classes.count - 1])]"
            reader.refuse(
                "'\(measure)' looks at all classes of its scale, from the first to the last", at: "between",
                remedy: "write \(ends), or name another 'scale'")
            return false
        }
        return true
    }

    private static func testable(_ text: String) throws -> Measure {
        let measure = try Measure(text)
        guard let why = measure.whyUntestable else { return measure }
        throw Misreading("no change of '\(measure)' can be tested: \(why)", remedy: "choose another, such as d")
    }

    private static func confidence(_ text: String) throws -> Double {
        let number = try PlainNumber(text).value
        guard number > 0.5, number < 1 else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no confidence", remedy: "write a number between 0.5 and 1")
        }
        return number
    }

    static func share(_ text: String) throws -> Double {
        let number = try PlainNumber(text).value
        guard number > 0, number <= 1 else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no share above 0 and up to 1", remedy: "write one, such as 0.5"
            )
        }
        return number
    }

    static func whole(_ text: String, _ range: ClosedRange<Int>) throws -> Int {
        let number = try PlainNumber(text).value
        guard let whole = Int(exactly: number), range.contains(whole) else {
            throw Misreading(
                "\(ConfigurationExcerpt.quoted(text)) is no whole number from \(range.lowerBound) to \(range.upperBound)",
                remedy: "write one")
        }
        return whole
    }
}
