import KlyftaModel

/// What the configuration says of a table that knows nothing of Klyfta: which column is what, and what its figures are.
struct ColumnMapping: Sendable {
    let source: SourceID
    let format: any TableFormat.Type
    let separator: String?
    /// How numbers are written.
    let number: LocalNumber
    /// Which table of a ZIP archive is meant.
    let entry: String?
    /// What stands before codes that have none.
    let country: Country?
    /// The columns by their part: `municipality`, `group`, `period`, `value`, `indicator`, `n`, `of`, `words`.
    let columns: [String: String]
    /// Whether periods are columns.
    let isWide: Bool
    let groups: [String: PublishedGroup]
    let missing: [String: Absence]
    let indicators: [MappedIndicator]
    let denominator: String
    let publication: String

    /// An indicator and how a table names it.
    struct MappedIndicator: Sendable {
        let indicator: Indicator
        /// The column of its values, where it has one of its own.
        let column: String?
        /// What the column `indicator` calls it.
        let called: String
    }

    static let columnNames = ["municipality", "group", "period", "value", "indicator", "n", "of", "words"]

    /// The option `mapping`, with all in it.
    static let option = SourceOption(
        "mapping",
        .map([
            .init("format", .text, help: "csv, json-stat or px"),
            .init("entry", .text, help: "which table of a ZIP archive"),
            .init("separator", .text, help: "what parts the fields; by default what the header says"),
            .init("decimal", .text, help: "point or comma"),
            .init("country", .text, help: "the country of codes that have none"),
            .init("columns", .map(columnNames.map { .init($0, .text, help: "the column of it") }), help: "columns"),
            .init("wide", .text, help: "true where each period has a column"),
            .init(
                "groups",
                .entries([
                    .init("kind", .text, help: "all, size or sector"),
                    .init("from", .text, help: "smallest population"),
                    .init("to", .text, help: "largest population"),
                ]), help: "the labels of published groups"),
            .init("missing", .words, help: "marks in place of a number, and what they mean"),
            .init("denominator", .text, help: "what a percentage is one of"),
            .init("publication", .text, help: "where the figures were published"),
            .init(
                "attribution", .map([.init("raw", .text, help: "caption"), .init("derived", .text, help: "caption")]),
                help: "whom to name"),
            .init(
                "indicators",
                .entries([
                    .init(
                        "title", .map(Language.allCases.map { .init($0.rawValue, .text, help: "title") }),
                        help: "titles"),
                    .init("unit", .text, help: "unit"), .init("direction", .text, help: "which end is good"),
                    .init("nature", .text, help: "register, survey or ordinal"),
                    .init("column", .text, help: "the column of its values"),
                    .init("called", .text, help: "its name in the column 'indicator'"),
                    .init("breaks", .words, help: "first periods of new definitions, and why"),
                    .init("concept", .text, help: "the name it shares with comparable indicators of other countries"),
                ]), help: "what is measured"),
        ]),
        help: "what the columns of a file are")

    /// Checks everything that can be checked without a table.
    /// - Throws: ``SourceFault`` that names the key.
    init(of source: SourceID, _ options: SourceOptions) throws(SourceFault) {
        let words = MappingWords(source: source, options: options.inside("mapping"))
        self.source = source
        let name = words["format"] ?? "csv"
        guard let format = TableFormats.all.first(where: { $0.name == name }) else {
            throw words.fault(
                "format", "'\(name.excerpt(40))' is no format",
                "Choose among \(TableFormats.all.map { $0.name }.joined(separator: ", ")).")
        }
        self.format = format
        separator = try words.choice("separator", [",": ",", ";": ";", "tab": "\t"])
        number = LocalNumber(mark: try words.choice("decimal", ["point": .point, "comma": .comma]) ?? .point)
        entry = words["entry"]
        country = try words.value("country", Country.init(_:))
        isWide = try words.choice("wide", ["true": true, "false": false]) ?? false
        columns = words.map("columns")
        missing = try words.missing()
        groups = try words.groups()
        indicators = try words.indicators()
        denominator = words["denominator"] ?? ""
        publication = words["publication"] ?? words["attribution", "raw"] ?? ""
        try check(words)
    }

    /// Whether rows are of published groups and not of municipalities.
    var isPublished: Bool { columns["group"] != nil }

    private func check(_ words: MappingWords) throws(SourceFault) {
        guard (columns["municipality"] != nil) != isPublished else {
            throw words.fault(
                "columns",
                "there is \(isPublished ? "both" : "neither") 'municipality' \(isPublished ? "and" : "nor") 'group'",
                "Name the column of codes as 'municipality', or that of labels as 'group'.")
        }
        guard isWide || columns["period"] != nil else {
            throw words.fault("columns", "there is no 'period'", "Name its column, or write 'wide: true'.")
        }
        guard !isPublished || !groups.isEmpty else {
            throw words.fault("groups", "no group is named", "Write each label: groups: { \"<10000\": { to: 9999 } }.")
        }
        guard !isPublished || !denominator.isEmpty else {
            throw words.fault("denominator", "it is missing", "Say in English what a percentage is one of.")
        }
        let isNamed = columns["indicator"] != nil
        for mapped in indicators where !isWide && !isNamed && mapped.column == nil {
            guard columns["value"] != nil, indicators.count == 1 else {
                throw words.fault(
                    "indicators.\(mapped.indicator.id.localName)", "no column holds its values",
                    "Write 'column: NAME', or one 'value' under columns with 'indicator' beside it.")
            }
        }
        guard !isNamed || isWide || columns["value"] != nil else {
            throw words.fault("columns", "there is no 'value'", "Name the column of values.")
        }
        guard !isWide || isNamed || indicators.count == 1 else {
            throw words.fault(
                "columns", "there is no 'indicator'",
                "With a column a period, a column says which indicator a row is of.")
        }
    }
}
