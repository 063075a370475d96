import KlyftaModel

extension GroupMeasure {
    /// What the measure says, in one line. A test sees to it that every measure has one of its own.
    package var meaning: LocalizedText {
        Self.meanings[self] ?? LocalizedText(sv: rawValue, nb: rawValue, en: rawValue)
    }

    /// All meanings, of one folder of formulas after the other.
    static let meanings = [differences, gradients, spreads, distances, parities]
        .reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }

    private static let differences: [GroupMeasure: LocalizedText] = [
        .d: LocalizedText(
            sv: "Skillnaden mellan ytterlighetsgrupperna.",
            nb: "Forskjellen mellom ytterpunktene.",
            en: "Difference between the extreme groups."),
        .r: LocalizedText(
            sv: "Hur många gånger så mycket den ena ytterlighetsgruppen har som den andra.",
            nb: "Hvor mange ganger så mye den ene ytterpunktsgruppen har som den andre.",
            en: "How many times as much one extreme group has as the other."),
        .par: LocalizedText(
            sv: "Hur mycket medelvärdet skulle ändras om alla grupper vore som referensgruppen.",
            nb: "Hvor mye gjennomsnittet ville endret seg om alle grupper var som referansegruppen.",
            en: "How much the mean would rise or fall if every group were like the reference."),
        .paf: LocalizedText(
            sv: "Samma vinst i procent av medelvärdet.",
            nb: "Den samme gevinsten i prosent av gjennomsnittet.",
            en: "The same gain in percent of the mean."),
    ]

    private static let gradients: [GroupMeasure: LocalizedText] = [
        .aci: LocalizedText(
            sv: "Vilken ände av storleksskalan som har mer, i indikatorns enhet.",
            nb: "Hvilken ende av størrelsesskalaen som har mer, i indikatorens enhet.",
            en: "Which end of the size scale has more, in the unit of the indicator."),
        .rci: LocalizedText(
            sv: "Vilken ände av storleksskalan som har mer, som andel av medelvärdet.",
            nb: "Hvilken ende av størrelsesskalaen som har mer, som andel av gjennomsnittet.",
            en: "Which end of the size scale has more, as a part of the mean."),
        .rciErreygers: LocalizedText(
            sv: "Vilken ände av storleksskalan som har mer, som andel av det möjliga spannet.",
            nb: "Hvilken ende av størrelsesskalaen som har mer, som andel av det mulige spennet.",
            en: "Which end of the size scale has more, as a part of the possible range."),
        .rciWagstaff: LocalizedText(
            sv: "Vilken ände av storleksskalan som har mer, som andel av det mesta som medelvärdet tillåter.",
            nb: "Hvilken ende av størrelsesskalaen som har mer, som andel av det meste gjennomsnittet tillater.",
            en: "Which end of the size scale has more, as a part of the most that the mean allows."),
        .siiLinear: LocalizedText(
            sv: "Hur mycket en rät linje stiger från de allra minsta till de största.",
            nb: "Hvor mye en rett linje stiger fra de aller minste til de største.",
            en: "How far a straight line rises from the very smallest to the largest."),
        .riiLinear: LocalizedText(
            sv: "Den räta linjens övre ände delad med den nedre.",
            nb: "Den rette linjens øvre ende delt på den nedre.",
            en: "The upper end of that straight line over its lower end."),
        .siiLogit: LocalizedText(
            sv: "Hur mycket en kurva som håller gränserna stiger från de allra minsta till de största.",
            nb: "Hvor mye en kurve som holder grensene, stiger fra de aller minste til de største.",
            en: "How far a curve that keeps the bounds rises from the very smallest to the largest."),
        .riiLogit: LocalizedText(
            sv: "Kurvans övre ände delad med den nedre.",
            nb: "Kurvens øvre ende delt på den nedre.",
            en: "The upper end of that curve over its lower end."),
    ]

    private static let spreads: [GroupMeasure: LocalizedText] = [
        .bgv: LocalizedText(
            sv: "Gruppernas avstånd från medelvärdet, i kvadrat.",
            nb: "Gruppenes avstand fra gjennomsnittet, kvadrert.",
            en: "Squared distance of the groups from the mean."),
        .bgvBiasCorrected: LocalizedText(
            sv: "Samma mått utan den del som är urvalsfel.",
            nb: "Det samme målet uten den delen som er utvalgsfeil.",
            en: "The same without the part that is sampling error."),
        .bgsd: LocalizedText(
            sv: "Gruppernas typiska avstånd från medelvärdet.",
            nb: "Gruppenes typiske avstand fra gjennomsnittet.",
            en: "Typical distance of the groups from the mean."),
        .cov: LocalizedText(
            sv: "Gruppernas typiska avstånd från medelvärdet, i procent av det.",
            nb: "Gruppenes typiske avstand fra gjennomsnittet, i prosent av det.",
            en: "Typical distance of the groups from the mean, in percent of it."),
        .bgsdDelta: LocalizedText(
            sv: "Gruppernas typiska avstånd från medelvärdet, med osäkerhet.",
            nb: "Gruppenes typiske avstand fra gjennomsnittet, med usikkerhet.",
            en: "Typical distance of the groups from the mean, with its error."),
        .covDelta: LocalizedText(
            sv: "Typiskt avstånd i procent av medelvärdet, med osäkerhet.",
            nb: "Typisk avstand i prosent av gjennomsnittet, med usikkerhet.",
            en: "Typical distance in percent of the mean, with its error."),
        .ti: LocalizedText(
            sv: "Hur ojämnt helheten är fördelad, känsligast upptill.",
            nb: "Hvor ujevnt helheten er fordelt, mest følsomt øverst.",
            en: "How unevenly the whole is shared, most sensitive at the top."),
        .mld: LocalizedText(
            sv: "Hur ojämnt helheten är fördelad, känsligast nedtill.",
            nb: "Hvor ujevnt helheten er fordelt, mest følsomt nederst.",
            en: "How unevenly the whole is shared, most sensitive at the bottom."),
    ]

    private static let distances: [GroupMeasure: LocalizedText] = [
        .mdmu: LocalizedText(
            sv: "Gruppernas medelavstånd från medelvärdet; varje grupp räknas en gång.",
            nb: "Gruppenes gjennomsnittlige avstand fra gjennomsnittet; hver gruppe teller én gang.",
            en: "Mean distance of the groups from the mean; each group counts once."),
        .mdmw: LocalizedText(
            sv: "Gruppernas medelavstånd från medelvärdet; varje invånare räknas en gång.",
            nb: "Gruppenes gjennomsnittlige avstand fra gjennomsnittet; hver innbygger teller én gang.",
            en: "Mean distance of the groups from the mean; each inhabitant counts once."),
        .mdbu: LocalizedText(
            sv: "Gruppernas medelavstånd från den bästa; varje grupp räknas en gång.",
            nb: "Gruppenes gjennomsnittlige avstand fra den beste; hver gruppe teller én gang.",
            en: "Mean distance of the groups from the best one; each group counts once."),
        .mdbw: LocalizedText(
            sv: "Gruppernas medelavstånd från den bästa; varje invånare räknas en gång.",
            nb: "Gruppenes gjennomsnittlige avstand fra den beste; hver innbygger teller én gang.",
            en: "Mean distance of the groups from the best one; each inhabitant counts once."),
        .mdru: LocalizedText(
            sv: "Gruppernas medelavstånd från referensgruppen; varje grupp räknas en gång.",
            nb: "Gruppenes gjennomsnittlige avstand fra referansegruppen; hver gruppe teller én gang.",
            en: "Mean distance of the groups from the reference; each group counts once."),
        .mdrw: LocalizedText(
            sv: "Gruppernas medelavstånd från referensgruppen; varje invånare räknas en gång.",
            nb: "Gruppenes gjennomsnittlige avstand fra referansegruppen; hver innbygger teller én gang.",
            en: "Mean distance of the groups from the reference; each inhabitant counts once."),
        .idisu: LocalizedText(
            sv: "Medelavstånd från medelvärdet i procent av det; varje grupp räknas en gång.",
            nb: "Gjennomsnittlig avstand fra gjennomsnittet i prosent av det; hver gruppe teller én gang.",
            en: "Mean distance from the mean in percent of it; each group counts once."),
        .idisw: LocalizedText(
            sv: "Medelavstånd från medelvärdet i procent av det; varje invånare räknas en gång.",
            nb: "Gjennomsnittlig avstand fra gjennomsnittet i prosent av det; hver innbygger teller én gang.",
            en: "Mean distance from the mean in percent of it; each inhabitant counts once."),
    ]

    private static let parities: [GroupMeasure: LocalizedText] = [
        .aciRegression: LocalizedText(
            sv: "ACI med osäkerheten i healthequal; endast för jämförelse.",
            nb: "ACI med usikkerheten i healthequal; bare til sammenligning.",
            en: "ACI with the error of healthequal; for comparison only."),
        .rciRegression: LocalizedText(
            sv: "RCI med osäkerheten i healthequal; endast för jämförelse.",
            nb: "RCI med usikkerheten i healthequal; bare til sammenligning.",
            en: "RCI with the error of healthequal; for comparison only."),
        .siiLinearHC1: LocalizedText(
            sv: "Linjärt SII med osäkerheten i healthequal; endast för jämförelse.",
            nb: "Lineær SII med usikkerheten i healthequal; bare til sammenligning.",
            en: "Linear SII with the error of healthequal; for comparison only."),
        .siiLogitAnchor: LocalizedText(
            sv: "Logistiskt SII så som healthequal räknar; endast för jämförelse.",
            nb: "Logistisk SII slik healthequal regner; bare til sammenligning.",
            en: "Logistic SII as healthequal computes it; for comparison only."),
        .riiLogitAnchor: LocalizedText(
            sv: "Logistiskt RII så som healthequal räknar; endast för jämförelse.",
            nb: "Logistisk RII slik healthequal regner; bare til sammenligning.",
            en: "Logistic RII as healthequal computes it; for comparison only."),
        .tiMillionth: LocalizedText(
            sv: "TI med en miljondel i stället för noll; endast för jämförelse.",
            nb: "TI med en milliondel i stedet for null; bare til sammenligning.",
            en: "TI with a millionth for zero; for comparison only."),
        .mldMillionth: LocalizedText(
            sv: "MLD med en miljondel i stället för noll; endast för jämförelse.",
            nb: "MLD med en milliondel i stedet for null; bare til sammenligning.",
            en: "MLD with a millionth for zero; for comparison only."),
        .par2x2: LocalizedText(
            sv: "PAR med WHO:s fyrfältsosäkerhet; endast för jämförelse.",
            nb: "PAR med WHOs firefeltsusikkerhet; bare til sammenligning.",
            en: "PAR with WHO's two by two error; for comparison only."),
        .paf2x2: LocalizedText(
            sv: "PAF med WHO:s fyrfältsosäkerhet; endast för jämförelse.",
            nb: "PAF med WHOs firefeltsusikkerhet; bare til sammenligning.",
            en: "PAF with WHO's two by two error; for comparison only."),
    ]
}
