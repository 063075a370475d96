import KlyftaModel

/// Why a gap moved between two periods. The raw value is the word that programs read, and never changes.
package enum ChangeCause: String, Hashable, Sendable, CaseIterable {
    /// The figures of those who answered both times moved, in the classes and with the weights that they had.
    case real
    /// Municipalities moved to another size class.
    case classes = "class-moves"
    /// Others answered.
    case answers = "entry-and-exit"
    /// Municipalities merged, split or changed their borders.
    case division
    /// The populations that weigh the municipalities moved.
    case weights
    /// The office revised the earlier figures.
    case revision
}

extension ChangeCause {
    /// What it is called in a table.
    package var name: LocalizedText {
        switch self {
        case .real: LocalizedText(sv: "verklig förändring", nb: "virkelig endring", en: "real change")
        case .classes: LocalizedText(sv: "byte av storleksklass", nb: "bytte av størrelsesklasse", en: "class moves")
        case .answers: LocalizedText(sv: "vilka som svarade", nb: "hvem som svarte", en: "who answered")
        case .division:
            LocalizedText(sv: "ändrad indelning", nb: "endret inndeling", en: "mergers and borders")
        case .weights: LocalizedText(sv: "ändrade vikter", nb: "endrede vekter", en: "change of weights")
        case .revision:
            LocalizedText(sv: "revidering", nb: "revisjon", en: "revision")
        }
    }

    /// What it says, as the end of a sentence that begins with an amount.
    package var clause: LocalizedText {
        switch self {
        case .real:
            LocalizedText(
                sv: "är verklig förändring i de kommuner som svarade båda gångerna",
                nb: "er virkelig endring i kommunene som svarte begge ganger",
                en: "is real change in the municipalities that answered both times")
        case .classes:
            LocalizedText(
                sv: "beror på kommuner som bytte storleksklass", nb: "skyldes kommuner som byttet størrelsesklasse",
                en: "comes of municipalities that changed their size class")
        case .answers:
            LocalizedText(
                sv: "beror på att andra kommuner svarade", nb: "skyldes at andre kommuner svarte",
                en: "comes of other municipalities answering")
        case .division:
            LocalizedText(
                sv: "beror på sammanslagningar, delningar och gränsändringar",
                nb: "skyldes sammenslåinger, delinger og grenseendringer",
                en: "comes of mergers, splits and moved borders")
        case .weights:
            LocalizedText(
                sv: "beror på att folkmängderna som väger ändrades",
                nb: "skyldes at folketallene som veier endret seg",
                en: "comes of a change in the populations that weigh")
        case .revision:
            LocalizedText(
                sv: "är källans revidering av de tidigare siffrorna", nb: "er kildens revisjon av de tidligere tallene",
                en: "is the office's revision of the earlier figures")
        }
    }
}
