/// A size scale that goes by a name: that of an office's own classes, or of one that an operator made.
public struct NamedScale: Hashable, Sendable, Identifiable {
    /// The name in options and configurations.
    public let id: String
    /// The classes.
    public let scale: SizeScale
    /// Whose classes they are, and what does not follow from the cut points.
    public let note: LocalizedText

    /// The scales that every build knows, by name.
    public static let all = [kolada, kostraBands, skl, ssb2005, standard]

    /// The nine groups by size that Kolada keeps (G30823 to G30831). It names the last one "more than 200 000"; nobody
    /// has exactly that.
    static let kolada = NamedScale(
        id: "kolada",
        scale: SizeScale(cuts: [5_000, 10_000, 15_000, 20_000, 30_000, 50_000, 100_000, 200_000]),
        note: LocalizedText(
            sv: "Koladas nio storleksgrupper", nb: "Koladas ni størrelsesgrupper", en: "Kolada's nine groups by size"))

    /// The bands of population within which SSB draws its KOSTRA groups of 2020. They are not the groups.
    static let kostraBands = NamedScale(
        id: "kostra-bands",
        scale: SizeScale(cuts: [600, 2_000, 10_000, 20_000, 30_000, 45_000, 75_000, 300_001]),
        note: LocalizedText(
            sv: "folkmängdsbanden i SSB:s KOSTRA-grupper 2020; grupperna delas också av kostnader och inkomster",
            nb: "folketallsbåndene i SSBs KOSTRA-grupper 2020; gruppene deles også av kostnader og inntekter",
            en: "the population bands of SSB's KOSTRA groups 2020; the groups are also parted by costs and income"))

    /// The two classes that SKL published figures for. Which classes it had in between is not known: the one in the middle
    /// is whatever they leave.
    static let skl = NamedScale(
        id: "skl", scale: SizeScale(cuts: [10_000, 100_001]),
        note: LocalizedText(
            sv: "SKL:s under 10 000 och över 100 000; klasserna däremellan är inte kända",
            nb: "SKLs under 10 000 og over 100 000; klassene imellom er ikke kjent",
            en: "SKL's below 10 000 and above 100 000; its classes in between are not known"))

    /// The two classes of SSB's surveys of 2003 to 2005, "less than" and "more than 15 000": who has exactly 15 000 is left
    /// open there, and is counted to the larger ones here.
    static let ssb2005 = NamedScale(
        id: "ssb-2005", scale: SizeScale(cuts: [15_000]),
        note: LocalizedText(
            sv: "SSB:s undersökningar 2003-2005: under och från 15 000",
            nb: "SSBs undersøkelser 2003-2005: under og fra 15 000",
            en: "SSB's surveys of 2003 to 2005: below and from 15 000"))

    /// Klyfta's own where none is named.
    static let standard = NamedScale(
        id: "standard", scale: .standard,
        note: LocalizedText(
            sv: "Klyftas egen, där ingen annan nämns", nb: "Klyftas egen, der ingen annen er nevnt",
            en: "Klyfta's own, where no other is named"))
}

extension SizeScale {
    /// Reads the name of a scale, such as `kolada`, or cut points as ``init(_:)`` does.
    /// - Parameter own: scales of the operator by name, besides those of the build.
    /// - Throws: ``InvalidText`` with the nearest name, or with what is wrong with the cut points.
    public init(named text: String, among own: [String: SizeScale] = [:]) throws(InvalidText) {
        guard text.utf8.contains(where: { (65...90).contains($0) || (97...122).contains($0) }) else {
            try self.init(text)
            return
        }
        if let scale = own[text] ?? NamedScale.all.first(where: { $0.id == text })?.scale {
            self = scale
            return
        }
        if text.lowercased() == "kostra" {
            throw InvalidText(
                text, isNo: "size scale",
                remedy: "KOSTRA groups are parted by costs and income too, and one holds municipalities of any size. "
                    + "Write kostra-bands for the bands of population that they are drawn in.")
        }
        let names = (NamedScale.all.map(\.id) + own.keys).sorted()
        throw InvalidText(
            text, isNo: "size scale",
            remedy: Suggestion.nearest(to: text, among: names).map { "Did you mean \($0)?" }
                ?? "Write \(names.joined(separator: ", ")), or cut points such as 10000,20000,50000,100000.")
    }
}
