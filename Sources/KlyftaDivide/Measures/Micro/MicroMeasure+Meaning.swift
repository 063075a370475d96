import KlyftaModel

extension MicroMeasure.Scale {
    /// The name of the unit.
    package var name: LocalizedText {
        switch self {
        case .indicator: LocalizedText(sv: "indikatorns enhet", nb: "indikatorens enhet", en: "the indicator's unit")
        case .fraction: LocalizedText(sv: "andel (0–1)", nb: "andel (0–1)", en: "fraction (0–1)")
        case .number: LocalizedText(sv: "tal utan enhet", nb: "tall uten enhet", en: "number without unit")
        }
    }
}

extension MicroMeasure {
    /// What the measure says, in one line.
    package var meaning: LocalizedText { LocalizedText(sv: swedish, nb: norwegian, en: english) }

    private var english: String {
        switch self {
        case .mean: "What they have on average"
        case .gini: "Gini coefficient: 0 if all have the same, towards 1 if one has everything"
        case .giniCorrected: "Gini coefficient, corrected for few municipalities"
        case .hoover: "Part of the whole that would have to move for all to have the same"
        case .cv: "Standard deviation as a part of the mean"
        case .theil: "Theil's index: inequality, most sensitive among those who have much"
        case .theilBetween: "Theil's index between the size classes"
        case .theilWithin: "Theil's index within the size classes"
        case .theilBetweenShare: "How much of Theil's index is between the size classes"
        case .mld: "Mean logarithmic deviation: inequality, most sensitive among those who have little"
        case .mldBetween: "Mean logarithmic deviation between the size classes"
        case .mldWithin: "Mean logarithmic deviation within the size classes"
        case .mldBetweenShare: "How much of the mean logarithmic deviation is between the size classes"
        case .ge2: "Half the squared variation: inequality, dominated by those who have most"
        case .ge2Between: "Half the squared variation between the size classes"
        case .ge2Within: "Half the squared variation within the size classes"
        case .ge2BetweenShare: "How much of half the squared variation is between the size classes"
        case .atkinsonHalf: "Part of the mean that inequality costs, with little aversion to it (ε = ½)"
        case .atkinsonOne: "Part of the mean that inequality costs, with some aversion to it (ε = 1)"
        case .atkinsonTwo: "Part of the mean that inequality costs, with much aversion to it (ε = 2)"
        case .s80s20: "What the highest fifth has over what the lowest fifth has"
        case .palma: "What the highest tenth has over what the lowest four tenths have"
        case .aci: "Absolute concentration: above 0 if large municipalities have more"
        case .rci: "Relative concentration: above 0 if large municipalities have more, at most 1"
        case .erreygers: "Erreygers' index: absolute concentration for an indicator with bounds"
        case .wagstaff: "Wagstaff's index: relative concentration for an indicator with bounds"
        case .slopeIndex: "Difference between the largest and the smallest municipality on a straight line by size"
        case .relativeIndex: "Ratio of the largest to the smallest municipality on a straight line by size"
        case .shareZero: "Share that has nothing at all"
        case .shareAtOrAbove: "Share at or above the threshold"
        }
    }

    private var swedish: String {
        switch self {
        case .mean: "Vad de har i genomsnitt"
        case .gini: "Ginikoefficient: 0 om alla har lika mycket, mot 1 om en har allt"
        case .giniCorrected: "Ginikoefficient, korrigerad för få kommuner"
        case .hoover: "Den del av helheten som måste flyttas för att alla ska ha lika mycket"
        case .cv: "Standardavvikelsen som andel av medelvärdet"
        case .theil: "Theils index: olikhet, känsligast bland dem som har mycket"
        case .theilBetween: "Theils index mellan storleksklasserna"
        case .theilWithin: "Theils index inom storleksklasserna"
        case .theilBetweenShare: "Hur stor del av Theils index som ligger mellan storleksklasserna"
        case .mld: "Genomsnittlig logaritmisk avvikelse: olikhet, känsligast bland dem som har lite"
        case .mldBetween: "Genomsnittlig logaritmisk avvikelse mellan storleksklasserna"
        case .mldWithin: "Genomsnittlig logaritmisk avvikelse inom storleksklasserna"
        case .mldBetweenShare: "Hur stor del av den logaritmiska avvikelsen som ligger mellan storleksklasserna"
        case .ge2: "Halva den kvadrerade variationen: olikhet, styrd av dem som har mest"
        case .ge2Between: "Halva den kvadrerade variationen mellan storleksklasserna"
        case .ge2Within: "Halva den kvadrerade variationen inom storleksklasserna"
        case .ge2BetweenShare: "Hur stor del av halva den kvadrerade variationen som ligger mellan storleksklasserna"
        case .atkinsonHalf: "Den del av medelvärdet som olikheten kostar, vid liten motvilja mot den (ε = ½)"
        case .atkinsonOne: "Den del av medelvärdet som olikheten kostar, vid viss motvilja mot den (ε = 1)"
        case .atkinsonTwo: "Den del av medelvärdet som olikheten kostar, vid stor motvilja mot den (ε = 2)"
        case .s80s20: "Vad den högsta femtedelen har, delat med vad den lägsta femtedelen har"
        case .palma: "Vad den högsta tiondelen har, delat med vad de lägsta fyra tiondelarna har"
        case .aci: "Absolut koncentration: över 0 om stora kommuner har mer"
        case .rci: "Relativ koncentration: över 0 om stora kommuner har mer, högst 1"
        case .erreygers: "Erreygers index: absolut koncentration för en indikator med gränser"
        case .wagstaff: "Wagstaffs index: relativ koncentration för en indikator med gränser"
        case .slopeIndex: "Skillnaden mellan den största och den minsta kommunen på en rät linje efter storlek"
        case .relativeIndex: "Kvoten mellan den största och den minsta kommunen på en rät linje efter storlek"
        case .shareZero: "Andelen som inte har något alls"
        case .shareAtOrAbove: "Andelen på eller över tröskeln"
        }
    }

    private var norwegian: String {
        switch self {
        case .mean: "Hva de har i gjennomsnitt"
        case .gini: "Ginikoeffisient: 0 hvis alle har like mye, mot 1 hvis én har alt"
        case .giniCorrected: "Ginikoeffisient, korrigert for få kommuner"
        case .hoover: "Den delen av helheten som må flyttes for at alle skal ha like mye"
        case .cv: "Standardavviket som andel av gjennomsnittet"
        case .theil: "Theils indeks: ulikhet, mest følsom blant dem som har mye"
        case .theilBetween: "Theils indeks mellom størrelsesklassene"
        case .theilWithin: "Theils indeks innenfor størrelsesklassene"
        case .theilBetweenShare: "Hvor stor del av Theils indeks som ligger mellom størrelsesklassene"
        case .mld: "Gjennomsnittlig logaritmisk avvik: ulikhet, mest følsom blant dem som har lite"
        case .mldBetween: "Gjennomsnittlig logaritmisk avvik mellom størrelsesklassene"
        case .mldWithin: "Gjennomsnittlig logaritmisk avvik innenfor størrelsesklassene"
        case .mldBetweenShare: "Hvor stor del av det logaritmiske avviket som ligger mellom størrelsesklassene"
        case .ge2: "Halve den kvadrerte variasjonen: ulikhet, styrt av dem som har mest"
        case .ge2Between: "Halve den kvadrerte variasjonen mellom størrelsesklassene"
        case .ge2Within: "Halve den kvadrerte variasjonen innenfor størrelsesklassene"
        case .ge2BetweenShare: "Hvor stor del av halve den kvadrerte variasjonen som ligger mellom størrelsesklassene"
        case .atkinsonHalf: "Den delen av gjennomsnittet som ulikheten koster, ved liten motvilje mot den (ε = ½)"
        case .atkinsonOne: "Den delen av gjennomsnittet som ulikheten koster, ved en viss motvilje mot den (ε = 1)"
        case .atkinsonTwo: "Den delen av gjennomsnittet som ulikheten koster, ved stor motvilje mot den (ε = 2)"
        case .s80s20: "Hva den høyeste femdelen har, delt på hva den laveste femdelen har"
        case .palma: "Hva den høyeste tidelen har, delt på hva de laveste fire tidelene har"
        case .aci: "Absolutt konsentrasjon: over 0 hvis store kommuner har mer"
        case .rci: "Relativ konsentrasjon: over 0 hvis store kommuner har mer, høyst 1"
        case .erreygers: "Erreygers' indeks: absolutt konsentrasjon for en indikator med grenser"
        case .wagstaff: "Wagstaffs indeks: relativ konsentrasjon for en indikator med grenser"
        case .slopeIndex: "Forskjellen mellom den største og den minste kommunen på en rett linje etter størrelse"
        case .relativeIndex: "Forholdet mellom den største og den minste kommunen på en rett linje etter størrelse"
        case .shareZero: "Andelen som ikke har noe i det hele tatt"
        case .shareAtOrAbove: "Andelen på eller over terskelen"
        }
    }
}
