import KlyftaModel
import KlyftaSources

/// What Kolada says of the indicators that are wished for, looked at before any figure is asked for: an id may mean
/// something else than it did.
struct KoladaMetadata {
    /// By id; every wish is here that is what it should be.
    let indicators: [String: KoladaKPI]
    /// By id, why an indicator is not asked for: it is gone, or is no longer what it was.
    let refused: [String: SourceFault]

    /// - Parameter lacking: by id, why Kolada did not say anything of an indicator.
    /// - Throws: ``SourceFault`` if the population is refused, by which all municipalities are put into classes.
    init(
        _ listed: [KoladaKPI], of wishes: [KoladaWish], lacking: [String: SourceFault] = [:]
    ) throws(SourceFault) {
        var indicators = Dictionary(listed.map { ($0.id, $0) }) { one, _ in one }
        var refused: [String: SourceFault] = [:]
        for wish in wishes {
            if let fault = lacking[wish.id] {
                refused[wish.id] = fault
                indicators[wish.id] = nil
                continue
            }
            guard let kpi = indicators[wish.id] else {
                refused[wish.id] = SourceFault(
                    at: "skl.\(wish.id)", "Kolada does not list it any more",
                    remedy: "The last figures stand. To do without it, leave it out with 'indicators:' or under "
                        + "'kolada:' of sources.skl.", kind: .withdrawn)
                continue
            }
            guard let fault = wish.objection(to: kpi) else { continue }
            refused[wish.id] = fault
            indicators[wish.id] = nil
        }
        if let fault = refused[ExpectedIndicator.population] { throw fault }
        (self.indicators, self.refused) = (indicators, refused)
    }
}

extension KoladaWish {
    /// Why an indicator is not what it is held to be; `nil` if it is.
    func objection(to kpi: KoladaKPI) -> SourceFault? {
        let titleNow = kpi.title.plainBlanks
        if let title, Self.withoutEnd(titleNow) != Self.withoutEnd(title.plainBlanks) {
            return changed(
                "its title was '\(title.excerpt(200))' and is '\(titleNow.excerpt(200))'",
                "If it measures the same, write the new title as 'title:' under sources.skl.kolada.\(id)")
        }
        if kpi.municipalityType != "K", kpi.municipalityType != "A" {
            return changed(
                "it has no figures of municipalities (type '\(kpi.municipalityType.excerpt(20))')", "Leave it out")
        }
        if let isDividedByGender, kpi.isDividedByGender != isDividedByGender {
            return changed(
                "it was \(isDividedByGender ? "" : "not ")divided by gender and is \(kpi.isDividedByGender ? "" : "not ")so now",
                "Look at Kolada, and tell the authors of Klyfta")
        }
        let markNow = DescriptionMark(of: kpi.description).description
        if let mark, mark != markNow {
            return changed(
                "its description has changed, which is how a new definition shows; it is now "
                    + "'\(kpi.description.plainBlanks.excerpt(600))'",
                "Read it. To go on, write 'definition: \(markNow)' under sources.skl.kolada.\(id), and 'break: YEAR' "
                    + "with the first period of the new definition if there is one")
        }
        return declaration.flatMap { contradiction($0, titleNow) }
    }

    /// `2022` of a title that ends in `(-2022)`: the series goes on no longer.
    static func end(of title: String) -> String? {
        title.wholeMatch(of: /.*\(-(\d{4})\)/).map { String($0.1) }
    }

    private static func withoutEnd(_ title: String) -> String {
        title.replacing(/\ ?\(-\d{4}\)$/, with: "")
    }

    private func contradiction(_ declaration: Declaration, _ title: String) -> SourceFault? {
        if Self.isOrdinal(title), declaration.nature != .ordinal {
            return SourceFault(
                at: "sources.skl.kolada.\(id).nature",
                "its values are codes of categories by its title, '\(title.excerpt(200))'",
                remedy: "Write nature: ordinal; a mean of codes says nothing.")
        }
        guard let told = Self.unit(told: title), let unit = declaration.unit, unit != told else {
            guard declaration.unit == nil, Self.unit(told: title) == nil else { return nil }
            return SourceFault(
                at: "sources.skl.kolada.\(id)", "its title does not say what it is counted in: '\(title.excerpt(200))'",
                remedy: "Write unit: and one of \(Indicator.Unit.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return SourceFault(
            at: "sources.skl.kolada.\(id).unit", "by its title it is in \(told.rawValue), not in \(unit.rawValue)",
            remedy: "Correct the unit, or leave it out.")
    }

    /// `(Breddinfört=2, testverksamhet=1, Nej=0)`: the title explains codes.
    static func isOrdinal(_ title: String) -> Bool {
        title.matches(of: /[\p{L}]=\d/).count > 1
    }

    /// The unit that a title ends with; codes of categories are points of no scale.
    static func unit(told title: String) -> Indicator.Unit? {
        let title = withoutEnd(title)
        if isOrdinal(title) || title.hasSuffix(", index") { return .points }
        if title.hasSuffix("(%)") { return .percent }
        if title.hasSuffix("Mbit/s") { return .megabitsPerSecond }
        return title.hasSuffix(", antal") ? .count : nil
    }

    private func changed(_ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "skl.\(id)", problem, remedy: "The last figures stand. \(remedy).", kind: .changedShape)
    }
}
