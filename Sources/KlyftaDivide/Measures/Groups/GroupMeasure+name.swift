import KlyftaModel

extension GroupMeasure {
    /// What people call it. One switch, so that a measure without a name is a compile error.
    package var name: LocalizedText {
        switch self {
        case .d: name("Skillnad (D)", "Differanse (D)", "Difference (D)")
        case .r: name("Kvot (R)", "Forhold (R)", "Ratio (R)")
        case .aci:
            name(
                "Absolut koncentrationsindex (ACI)", "Absolutt konsentrasjonsindeks (ACI)",
                "Absolute concentration index (ACI)")
        case .rci:
            name(
                "Relativt koncentrationsindex (RCI)", "Relativ konsentrasjonsindeks (RCI)",
                "Relative concentration index (RCI)")
        case .rciErreygers: name("Erreygers index", "Erreygers' indeks", "Erreygers' index")
        case .rciWagstaff: name("Wagstaffs index", "Wagstaffs indeks", "Wagstaff's index")
        case .aciRegression: name("ACI, regressionsfel", "ACI, regresjonsfeil", "ACI, regression error")
        case .rciRegression: name("RCI, regressionsfel", "RCI, regresjonsfeil", "RCI, regression error")
        case .siiLinear:
            name("Lutningsindex (SII), linjärt", "Helningsindeks (SII), lineær", "Slope index (SII), linear")
        case .riiLinear:
            name(
                "Relativt lutningsindex (RII), linjärt", "Relativ helningsindeks (RII), lineær",
                "Relative index (RII), linear")
        case .siiLinearHC1: name("SII, linjärt, HC1-fel", "SII, lineær, HC1-feil", "SII, linear, HC1 error")
        case .siiLogit:
            name("Lutningsindex (SII), logistiskt", "Helningsindeks (SII), logistisk", "Slope index (SII), logistic")
        case .riiLogit:
            name(
                "Relativt lutningsindex (RII), logistiskt", "Relativ helningsindeks (RII), logistisk",
                "Relative index (RII), logistic")
        case .siiLogitAnchor:
            name(
                "SII, logistiskt, enligt healthequal", "SII, logistisk, som healthequal",
                "SII, logistic, as healthequal")
        case .riiLogitAnchor:
            name(
                "RII, logistiskt, enligt healthequal", "RII, logistisk, som healthequal",
                "RII, logistic, as healthequal")
        case .bgv: name("Varians mellan grupper", "Varians mellom grupper", "Between-group variance")
        case .bgvBiasCorrected:
            name(
                "Varians mellan grupper, korrigerad", "Varians mellom grupper, korrigert",
                "Between-group variance, corrected")
        case .bgsd:
            name("Standardavvikelse mellan grupper", "Standardavvik mellom grupper", "Between-group standard deviation")
        case .cov:
            name(
                "Variationskoefficient mellan grupper", "Variasjonskoeffisient mellom grupper",
                "Coefficient of variation of groups")
        case .bgsdDelta:
            name(
                "Standardavvikelse mellan grupper, med gränser", "Standardavvik mellom grupper, med grenser",
                "Between-group standard deviation, with limits")
        case .covDelta:
            name(
                "Variationskoefficient mellan grupper, med gränser",
                "Variasjonskoeffisient mellom grupper, med grenser", "Coefficient of variation of groups, with limits")
        case .mdmu:
            name(
                "Medelavstånd från medelvärdet, per grupp", "Middelavstand fra gjennomsnittet, per gruppe",
                "Mean difference from the mean, per group")
        case .mdmw:
            name(
                "Medelavstånd från medelvärdet, per invånare", "Middelavstand fra gjennomsnittet, per innbygger",
                "Mean difference from the mean, per inhabitant")
        case .mdbu:
            name(
                "Medelavstånd från den bästa, per grupp", "Middelavstand fra den beste, per gruppe",
                "Mean difference from the best, per group")
        case .mdbw:
            name(
                "Medelavstånd från den bästa, per invånare", "Middelavstand fra den beste, per innbygger",
                "Mean difference from the best, per inhabitant")
        case .mdru:
            name(
                "Medelavstånd från referensen, per grupp", "Middelavstand fra referansen, per gruppe",
                "Mean difference from the reference, per group")
        case .mdrw:
            name(
                "Medelavstånd från referensen, per invånare", "Middelavstand fra referansen, per innbygger",
                "Mean difference from the reference, per inhabitant")
        case .idisu:
            name(
                "Olikhetsindex (IDIS), per grupp", "Ulikhetsindeks (IDIS), per gruppe", "Index of disparity, per group")
        case .idisw:
            name(
                "Olikhetsindex (IDIS), per invånare", "Ulikhetsindeks (IDIS), per innbygger",
                "Index of disparity, per inhabitant")
        case .ti: name("Theils index mellan grupper", "Theils indeks mellom grupper", "Theil index of groups")
        case .mld:
            name(
                "Logaritmisk medelavvikelse mellan grupper", "Logaritmisk middelavvik mellom grupper",
                "Mean log deviation of groups")
        case .tiMillionth:
            name(
                "Theils index, miljondel för noll", "Theils indeks, milliondel for null",
                "Theil index, a millionth for zero")
        case .mldMillionth:
            name(
                "Logaritmisk medelavvikelse, miljondel för noll", "Logaritmisk middelavvik, milliondel for null",
                "Mean log deviation, a millionth for zero")
        case .par: name("Möjlig höjning (PAR)", "Mulig løft (PAR)", "Population attributable risk (PAR)")
        case .paf:
            name(
                "Möjlig höjning i procent (PAF)", "Mulig løft i prosent (PAF)", "Population attributable fraction (PAF)"
            )
        case .par2x2: name("PAR, fyrfältsfel", "PAR, firefeltsfeil", "PAR, two by two error")
        case .paf2x2: name("PAF, fyrfältsfel", "PAF, firefeltsfeil", "PAF, two by two error")
        }
    }

    private func name(_ sv: String, _ nb: String, _ en: String) -> LocalizedText {
        LocalizedText(sv: sv, nb: nb, en: en)
    }
}
