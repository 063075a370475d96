import KlyftaDivide
import KlyftaModel

extension ConfigurationReader {
    /// Who is compared: two size classes with their weight and membership, or two labels of an office.
    func groups(_ reader: KeyedReader) -> GapQuestion.Groups? {
        let form = "'between: [0-9999, 100000+]'"
        // Asked for before anything can fail, so that none of them ever counts as unknown.
        let between = reader.requireEntry("between", form: form)
        let (weight, membership) = (reader.entry("weight"), reader.entry("membership"))
        guard let between, let labels = reader.texts("between") else { return nil }
        if labels.count == 1, labels[0].text.contains(where: \.isLetter) {
            let scale = reader.value(of: labels[0].text, at: labels[0].origin) {
                try SizeScale(named: $0, among: ownScales)
            }
            return ownGroups(scale.flatMap { ends(of: $0, at: between) }, reader)
        }
        guard labels.count == 2 else {
            reader.refuse("a gap lies between two groups, not \(labels.count)", at: "between", remedy: "write \(form)")
            return nil
        }
        let classes = labels.map { try? SizeClass($0.text) }
        if let low = classes[0], let high = classes[1] {
            return ownGroups(isOrdered(low, high, at: between) ? (low, high) : nil, reader)
        }
        if let odd = classes.firstIndex(where: { $0 == nil }), classes.contains(where: { $0 != nil }) {
            let label = labels[odd]
            report.refuse(
                "\(ConfigurationExcerpt.quoted(label.text)) is no size class, and the other group is one",
                at: label.origin, remedy: "write two classes, such as 0-9999 and 100000+, or two published labels")
            return nil
        }
        return published(labels.map(\.text), at: between, besides: [weight, membership].compactMap(\.self))
    }

    /// Two classes with what counts once in them and what decides who is in them.
    private func ownGroups(_ classes: (low: SizeClass, high: SizeClass)?, _ reader: KeyedReader) -> GapQuestion.Groups?
    {
        let weight: Weight? = reader.value("weight", default: "municipality", ConfigurationForms.choice)
        let membership = reader.value("membership", default: "current", Membership.init(_:))
        guard let classes, let weight, let membership else { return nil }
        return .sizeClasses(low: classes.low, high: classes.high, weight, membership)
    }

    /// The smallest and the largest class of a scale.
    private func ends(
        of scale: SizeScale, at entry: ConfigurationNode.Entry
    ) -> (low: SizeClass, high: SizeClass)? {
        if let low = scale.classes.first, let high = scale.classes.last, low != high { return (low, high) }
        report.refuse(
            "this scale has one class, which has no gap to itself", at: entry.value.origin,
            remedy: "give the scale a cut point")
        return nil
    }

    private func isOrdered(_ low: SizeClass, _ high: SizeClass, at entry: ConfigurationNode.Entry) -> Bool {
        let isApart = low.to.map { $0 < high.from } ?? false
        if isApart { return true }
        if high.to.map({ $0 < low.from }) ?? false {
            report.refuse(
                "the smaller municipalities come first", at: entry.value.origin, remedy: "write [\(high), \(low)]")
        } else {
            report.refuse(
                "the classes \(low) and \(high) overlap", at: entry.value.origin,
                remedy: "let the second begin where the first has ended")
        }
        return false
    }

    private func published(
        _ labels: [String], at entry: ConfigurationNode.Entry, besides others: [ConfigurationNode.Entry]
    ) -> GapQuestion.Groups? {
        for other in others {
            report.refuse(
                "'\(other.key)' has no meaning for published groups: the office has formed and weighed them",
                at: other.keyOrigin, remedy: "remove it, or compare two size classes such as 0-9999 and 100000+")
        }
        if labels[0] == labels[1] {
            report.refuse("a group has no gap to itself", at: entry.value.origin, remedy: "name two groups")
        } else if labels.contains("") {
            report.refuse("a group has no label", at: entry.value.origin, remedy: "name two groups")
        } else if others.isEmpty {
            return .published(low: labels[0], high: labels[1])
        }
        return nil
    }
}
