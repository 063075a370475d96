import KlyftaModel

extension Undefined {
    /// The reason as a clause without a full stop.
    package var sentence: LocalizedText { data ?? pair ?? groups ?? municipalities ?? formula ?? unnamed }

    private var unnamed: LocalizedText { LocalizedText(sv: rawValue, nb: rawValue, en: rawValue) }

    private func text(_ sv: String, _ nb: String, _ en: String) -> LocalizedText {
        LocalizedText(sv: sv, nb: nb, en: en)
    }

    private var data: LocalizedText? {
        switch self {
        case .noFigures:
            text(
                "det finns inga uppgifter för perioden", "det finnes ingen tall for perioden",
                "there are no figures for this period")
        case .noValues:
            text(
                "ingen kommun i klassen har ett värde", "ingen kommune i klassen har en verdi",
                "no municipality of the class has a value")
        case .noInhabitants:
            text(
                "kommunerna med ett värde har inga invånare", "kommunene med en verdi har ingen innbyggere",
                "the municipalities with a value have no inhabitants")
        case .ordinal:
            text(
                "ordnade kategorier har inget medelvärde", "ordnede kategorier har ikke noe gjennomsnitt",
                "ordered categories are not averaged")
        case .wordsOnly:
            text(
                "källan skrev ord och inget tal", "kilden skrev ord og ikke noe tall",
                "the office printed words and no number")
        case .tooLarge:
            text(
                "resultatet är för stort för ett tal", "resultatet er for stort for et tall",
                "the result is too large for a number")
        default: nil
        }
    }

    private var pair: LocalizedText? {
        switch self {
        case .mixedWeights:
            text(
                "den ena uppgiften räknar kommuner, den andra invånare",
                "det ene tallet teller kommuner, det andre innbyggere",
                "one figure counts municipalities, the other inhabitants")
        case .mixedKinds:
            text(
                "de två grupperna är av olika slag", "de to gruppene er av ulike slag",
                "the two groups are of different kinds")
        case .wrongOrder:
            text(
                "gruppen med större kommuner står först", "gruppen med større kommuner står først",
                "the group of larger municipalities is named first")
        case .needsTwoGroups:
            text("det behövs två grupper", "det trengs to grupper", "needs two groups")
        case .comparedGroupMissing:
            text(
                "en jämförd grupp har inget värde", "en sammenlignet gruppe har ingen verdi",
                "a compared group has no estimate")
        default: nil
        }
    }

    private var groups: LocalizedText? {
        switch self {
        case .needsThreeGroups:
            text(
                "färre än tre grupper har ett värde", "færre enn tre grupper har en verdi",
                "fewer than three groups have an estimate")
        case .orderedGroupMissing:
            text(
                "en av de ordnade grupperna har inget värde", "en av de ordnede gruppene har ingen verdi",
                "a group of an ordered dimension has no estimate")
        case .tooManyMissing:
            text(
                "mer än 15 % av grupperna saknar värde", "mer enn 15 % av gruppene mangler verdi",
                "more than 15 % of the groups have no estimate")
        case .notOrdered:
            text("grupperna har ingen ordning", "gruppene har ingen rekkefølge", "the groups have no order")
        case .oneRank:
            text("alla bor i en och samma grupp", "alle bor i én og samme gruppe", "everybody lives in one group")
        case .noReference:
            text("ingen grupp är referens", "ingen gruppe er referanse", "no group is the reference")
        case .referenceMissing:
            text("referensgruppen har inget värde", "referansegruppen har ingen verdi", "the reference has no estimate")
        case .noStandardErrors:
            text("en grupp saknar medelfel", "en gruppe mangler standardfeil", "a group has no standard error")
        default: nil
        }
    }

    private var municipalities: LocalizedText? {
        switch self {
        case .oneUnit:
            text("det finns bara en kommun", "det finnes bare én kommune", "there is only one municipality")
        case .oneSize:
            text("alla kommuner är lika stora", "alle kommuner er like store", "all municipalities are equally large")
        case .emptyBottom:
            text(
                "de lägsta kommunerna har ingenting", "de laveste kommunene har ingenting",
                "the lowest municipalities have nothing")
        case .noInequality:
            text(
                "det finns ingen olikhet att dela upp", "det finnes ingen ulikhet å dele opp",
                "there is no inequality to divide")
        case .badMultiplicities:
            text(
                "vikterna är inte ett tal från noll och uppåt för varje kommun",
                "vektene er ikke ett tall fra null og oppover for hver kommune",
                "the weights are not one number from zero up for each municipality")
        case .noThreshold:
            text("ingen tröskel är angiven", "ingen terskel er oppgitt", "there is no threshold")
        case .perMunicipalityOnly:
            text(
                "korrigeringen gäller när varje kommun räknas lika",
                "korreksjonen gjelder når hver kommune teller likt",
                "the correction is for municipalities that count once")
        case .parityOnly:
            text(
                "måttet finns bara för jämförelse med andra program",
                "målet finnes bare for sammenligning med andre programmer",
                "the measure is only for comparison with other programs")
        case .notAGap:
            text(
                "måttet är en nivå och ingen klyfta", "målet er et nivå og ikke noe gap",
                "the measure is a level and no gap")
        default: nil
        }
    }

    private var formula: LocalizedText? {
        switch self {
        case .ratioNotPositive:
            text(
                "en kvot kräver värden över noll", "et forhold krever verdier over null",
                "a ratio needs values above zero")
        case .meanNotPositive:
            text("medelvärdet är inte över noll", "gjennomsnittet er ikke over null", "the mean is not above zero")
        case .negativeValue:
            text("ett värde är under noll", "en verdi er under null", "a value is below zero")
        case .zeroValue:
            text(
                "ett värde är noll och har ingen logaritm", "en verdi er null og har ingen logaritme",
                "a value is zero and has no logarithm")
        case .noBounds:
            text("indikatorn har inga gränser", "indikatoren har ingen grenser", "the indicator has no bounds")
        case .outsideBounds:
            text(
                "ett värde ligger utanför gränserna", "en verdi ligger utenfor grensene",
                "a value lies outside the bounds")
        case .boundsNotFromZero:
            text(
                "indikatorns gränser börjar inte vid noll", "indikatorens grenser begynner ikke ved null",
                "the bounds of the indicator do not start at zero")
        case .meanOnBound:
            text("medelvärdet ligger på en gräns", "gjennomsnittet ligger på en grense", "the mean lies on a bound")
        case .fittedEndNotPositive:
            text(
                "den anpassade linjen är inte över noll i båda ändar",
                "den tilpassede linjen er ikke over null i begge ender",
                "the fitted line is not above zero at both ends")
        case .separated:
            text(
                "grupperna delas i allt och inget", "gruppene deles i alt og ingenting",
                "the groups are split into all and nothing")
        case .noFit:
            text("kurvan gick inte att anpassa", "kurven lot seg ikke tilpasse", "the curve could not be fitted")
        case .aboveEveryScale:
            text(
                "ett värde är över varje skala som förlagan känner",
                "en verdi er over hver skala som forbildet kjenner",
                "a value is above every scale that the anchor knows")
        default: nil
        }
    }
}
