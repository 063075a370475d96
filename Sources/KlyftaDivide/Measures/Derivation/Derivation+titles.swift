import KlyftaModel

/// What the steps of a derivation are called.
extension Derivation {
    /// The figures that everything starts from.
    static let classes = title("Klasserna", "Klassene", "The classes")
    static let shares = title("Andelar av vikten", "Andeler av vekten", "Shares of the weight")
    static let mean = title("Medelvärdet", "Gjennomsnittet", "The mean")
    static let ranks = title("Mittranger efter storlek", "Midtranger etter størrelse", "Mid-ranks by size")
    static let rankVariance = title("Rangernas varians", "Rangenes varians", "Variance of the ranks")
    static let weights = title(
        "Klassernas vikter i lutningen", "Klassenes vekter i helningen", "Weights of the classes in the slope")
    static let ratios = title("Förhållande till medelvärdet", "Forhold til gjennomsnittet", "Relative to the mean")
    static let curve = title("Den anpassade kurvan", "Den tilpassede kurven", "The fitted curve")
    static let level = title("Nivån att jämföra med", "Nivået å sammenligne med", "The level to compare with")
    static let bias = title("Den del som är urvalsfel", "Delen som er utvalgsfeil", "The part that is sampling error")
    static let between = title("Mellan klasserna", "Mellom klassene", "Between the classes")
    static let within = title("Inom klasserna", "Innenfor klassene", "Within the classes")
    static let top = title("Vad de högsta har", "Hva de høyeste har", "What the highest have")
    static let bottom = title("Vad de lägsta har", "Hva de laveste har", "What the lowest have")
    static let sum = title("Summan", "Summen", "The sum")
    static let standardError = title("Medelfelet", "Standardfeilen", "The standard error")
    static let interval = title("Intervallet, 95 %", "Intervallet, 95 %", "The interval, 95 %")

    private static func title(_ sv: String, _ nb: String, _ en: String) -> LocalizedText {
        LocalizedText(sv: sv, nb: nb, en: en)
    }
}
