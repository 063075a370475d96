import KlyftaModel
import KlyftaSources

/// What the configuration wants SSB to be asked for.
struct LiveWishes: Hashable, Sendable {
    /// The first year that is asked for; `nil` for all that there are.
    var since: Int?
    /// The operator's tables, in order of their names.
    var tables: [TableWish]

    /// Population and municipalities, and no table of the operator's.
    static let populationOnly = LiveWishes(since: nil, tables: [])

    /// All tables, population first.
    var all: [TableWish] { [.population] + tables }

    private static let live = SourceOption("live", .text, help: "true to ask SSB instead of using what ships")
    private static let first = SourceOption("since", .text, help: "the first year to ask for")

    static let options = [live, first, TableWish.option]

    private init(since: Int?, tables: [TableWish]) {
        self.since = since
        self.tables = tables
    }

    /// Reads the options; `nil` if the office is not to be asked.
    /// - Throws: ``SourceFault`` for an option that is wrong, or that makes no sense beside another.
    init?(_ options: SourceOptions) throws(SourceFault) {
        func fault(_ key: String, _ problem: String, _ remedy: String) -> SourceFault {
            SourceFault(at: "sources.ssb.\(key)", problem, remedy: remedy)
        }
        let word = options[text: Self.live] ?? "false"
        guard ["true", "false"].contains(word) else {
            throw fault("live", "'\(word)' is neither 'true' nor 'false'", "Write 'live: true' to ask SSB.")
        }
        let tables = options.inside(TableWish.option.key)
        guard word == "true" else {
            if options[text: Self.first] != nil { throw fault("since", Self.idle, Self.idleRemedy) }
            if !tables.values.isEmpty { throw fault("tables", Self.idle, Self.idleRemedy) }
            return nil
        }
        for key in [SourceOption.figures.key, SourceOption.indicators.key] where options.values[key] != nil {
            throw fault(
                key, "it chooses among figures in files, and 'live: true' asks SSB instead",
                "Take one of the two away. What is asked for stands under 'tables'.")
        }
        since = nil
        if let text = options[text: Self.first] {
            guard let year = Int(text), (1900...2100).contains(year) else {
                throw fault("since", "'\(text)' is no year", "Write a year, such as 2015.")
            }
            since = year
        }
        var wishes: [TableWish] = []
        for name in tables.entries {
            let wish = try TableWish(name, tables.inside(name))
            if let twin = wishes.first(where: { $0.indicator?.id == wish.indicator?.id }) {
                throw fault(
                    "tables.\(name).indicator", "'\(twin.name)' has the same indicator", "Give each its own name.")
            }
            // The answers to the module's own questions have such names.
            guard name != TableWish.population.name else {
                throw fault(
                    "tables.\(name)", "the population is asked for already", "Choose another key, with 'table:'.")
            }
            wishes.append(wish)
        }
        self.tables = wishes
    }

    private static let idle = "it is for asking SSB, which the configuration does not let Klyfta do"
    private static let idleRemedy = "Write 'live: true' beside it, and 'contact:' at the top."
}
