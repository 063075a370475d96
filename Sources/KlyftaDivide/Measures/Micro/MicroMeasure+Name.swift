import KlyftaModel

extension MicroMeasure {
    /// What people call it, without the weight. One switch, so that a measure without a name is a compile error.
    package var name: LocalizedText {
        switch self {
        case .mean: name("Medelvärde", "Gjennomsnitt", "Mean")
        case .gini: name("Ginikoefficient", "Ginikoeffisient", "Gini coefficient")
        case .giniCorrected:
            name("Ginikoefficient, korrigerad", "Ginikoeffisient, korrigert", "Gini coefficient, corrected")
        case .hoover: name("Hoovers index", "Hoovers indeks", "Hoover index")
        case .cv: name("Variationskoefficient", "Variasjonskoeffisient", "Coefficient of variation")
        case .theil: name("Theils index", "Theils indeks", "Theil index")
        case .theilBetween:
            name("Theils index, mellan klasser", "Theils indeks, mellom klasser", "Theil index, between classes")
        case .theilWithin:
            name("Theils index, inom klasser", "Theils indeks, innenfor klasser", "Theil index, within classes")
        case .theilBetweenShare:
            name(
                "Theils index, andel mellan klasser", "Theils indeks, andel mellom klasser",
                "Theil index, share between classes")
        case .mld: name("Logaritmisk medelavvikelse", "Logaritmisk middelavvik", "Mean log deviation")
        case .mldBetween:
            name(
                "Logaritmisk medelavvikelse, mellan klasser", "Logaritmisk middelavvik, mellom klasser",
                "Mean log deviation, between classes")
        case .mldWithin:
            name(
                "Logaritmisk medelavvikelse, inom klasser", "Logaritmisk middelavvik, innenfor klasser",
                "Mean log deviation, within classes")
        case .mldBetweenShare:
            name(
                "Logaritmisk medelavvikelse, andel mellan klasser", "Logaritmisk middelavvik, andel mellom klasser",
                "Mean log deviation, share between classes")
        case .ge2: name("Halva kvadrerade variationen", "Halve kvadrerte variasjonen", "Half the squared variation")
        case .ge2Between:
            name(
                "Halva kvadrerade variationen, mellan klasser", "Halve kvadrerte variasjonen, mellom klasser",
                "Half the squared variation, between classes")
        case .ge2Within:
            name(
                "Halva kvadrerade variationen, inom klasser", "Halve kvadrerte variasjonen, innenfor klasser",
                "Half the squared variation, within classes")
        case .ge2BetweenShare:
            name(
                "Halva kvadrerade variationen, andel mellan klasser",
                "Halve kvadrerte variasjonen, andel mellom klasser", "Half the squared variation, share between classes"
            )
        case .atkinsonHalf: name("Atkinsons index, ε = ½", "Atkinsons indeks, ε = ½", "Atkinson index, ε = ½")
        case .atkinsonOne: name("Atkinsons index, ε = 1", "Atkinsons indeks, ε = 1", "Atkinson index, ε = 1")
        case .atkinsonTwo: name("Atkinsons index, ε = 2", "Atkinsons indeks, ε = 2", "Atkinson index, ε = 2")
        case .s80s20: name("S80/S20", "S80/S20", "S80/S20")
        case .palma: name("Palmakvot", "Palmaforhold", "Palma ratio")
        case .aci: name("Absolut koncentrationsindex", "Absolutt konsentrasjonsindeks", "Absolute concentration index")
        case .rci: name("Relativt koncentrationsindex", "Relativ konsentrasjonsindeks", "Relative concentration index")
        case .erreygers: name("Erreygers index", "Erreygers' indeks", "Erreygers' index")
        case .wagstaff: name("Wagstaffs index", "Wagstaffs indeks", "Wagstaff's index")
        case .slopeIndex: name("Lutningsindex, linjärt", "Helningsindeks, lineær", "Slope index, linear")
        case .relativeIndex:
            name("Relativt lutningsindex, linjärt", "Relativ helningsindeks, lineær", "Relative index, linear")
        case .shareZero: name("Andel vid noll", "Andel på null", "Share at zero")
        case .shareAtOrAbove:
            name("Andel på eller över tröskeln", "Andel på eller over terskelen", "Share at or above the threshold")
        }
    }

    private func name(_ sv: String, _ nb: String, _ en: String) -> LocalizedText {
        LocalizedText(sv: sv, nb: nb, en: en)
    }
}
