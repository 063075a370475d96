/// What Kolada said of an indicator when the module's declarations of it were written. An id is a promise of nothing:
/// in 19 days of March 2026 Kolada took away 119 indicators and gave 42 another title.
struct ExpectedIndicator {
    /// Its title.
    let title: String
    /// Whether there are figures for women and men beside the total.
    let isDividedByGender: Bool
    /// The mark of its description, which is where a new definition shows.
    let mark: String

    /// The population. N00945, which some clients take for it, is days of parental allowance.
    static let population = "N01951"

    /// The module's own, as of 2026-03-23.
    static let all: [String: ExpectedIndicator] = [
        population: .init(title: "Invånare totalt, antal", isDividedByGender: true, mark: "da0e91fd3bb011b8"),
        "N00563": .init(
            title: "Medborgarundersökningen - Internetuppkopplingen i bostaden täcker behoven i stort, andel (%)",
            isDividedByGender: true, mark: "80138bee1f6bd789"),
        "N00587": .init(
            title: "Medborgarundersökningen - Bra digitalt utbud av böcker och tidskrifter i kommunens bibliotek, "
                + "andel (%)",
            isDividedByGender: true, mark: "91cabf7a0e0ecb6d"),
        "N07900": .init(
            title: "Tillgång till fast bredband om minst 100 Mbit/s, andel (%)", isDividedByGender: false,
            mark: "90251313cf95c0b2"),
        "N07918": .init(
            title: "Hushåll med tillgång till eller möjlighet att ansluta till bredband om minst 1 Gbit/s, andel (%)",
            isDividedByGender: false, mark: "d690950d80ff1862"),
        "N07920": .init(
            title: "Hushåll i glesbebyggt område med tillgång till eller möjlighet att ansluta till bredband om minst "
                + "1 Gbit/s, andel (%)",
            isDividedByGender: false, mark: "23caf2af37a219bf"),
        "N90002": .init(
            title: "Bredbandskollen, genomsnittligt mätresultat, nedströms, webb, Mbit/s", isDividedByGender: false,
            mark: "5d8f2e9146dea17a"),
        "N90003": .init(
            title: "Bredbandskollen, genomsnittligt mätresultat, uppströms, webb, Mbit/s", isDividedByGender: false,
            mark: "aef945bd428516d2"),
    ]
}
