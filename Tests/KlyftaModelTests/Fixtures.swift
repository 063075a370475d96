import KlyftaModel

/// SplitMix64: the same numbers in every run, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

func coverage(breaks: [SeriesBreak] = []) throws -> Indicator {
    Indicator(
        id: try IndicatorID("skl.coverage"), title: LocalizedText(sv: "Täckning", nb: "Dekning", en: "Coverage"),
        unit: .percent, direction: .higherIsBetter, nature: .survey, breaks: breaks,
        attribution: Attribution(raw: "Källa: SKL", derived: "Beräknat av Klyfta"))
}
