import KlyftaModel
import KlyftaSources

/// A table of StatBank that figures per municipality, or for groups of them, are read from, as the configuration
/// describes it.
///
/// Nothing of it is believed before the table's own metadata were read: SSB renames codes without a word.
struct TableWish: Hashable, Sendable {
    /// What the answers are called, once in the configuration.
    let name: String
    /// The table's number, such as `12031`.
    let table: String
    /// The dimension of the municipalities; `nil` for the one that the metadata say is geographical.
    var region: String?
    /// The dimension of the groups that SSB publishes figures for, in place of municipalities; `nil` for municipalities.
    var groups: String?
    /// What sort of groups they are.
    var groupKind = PublishedGroup.Kind.sector
    /// The code of the quantity; `nil` for the only one.
    var contents: String?
    /// The one code that is wanted of each other dimension.
    var chosen: [String: String] = [:]
    /// What the figures are.
    var indicator: WishedIndicator?

    /// What the configuration says of an indicator; titles that it leaves out are the office's.
    struct WishedIndicator: Hashable, Sendable {
        let id: IndicatorID
        let titles: [Language: String]
        let unit: Indicator.Unit
        let direction: Indicator.Direction
        let nature: Indicator.Nature
        let concept: String?
    }

    /// Inhabitants on 1 January; sex and age are left out, so that the office gives all.
    static let population = TableWish(name: "07459", table: "07459", region: "Region", contents: "Personer1")

    static let option = SourceOption(
        "tables",
        .entries([
            .init("table", .text, help: "the number of the table; by default the key"),
            .init("region", .text, help: "the dimension of the municipalities"),
            .init("groups", .text, help: "the dimension of groups, in place of municipalities"),
            .init("kind", .text, help: "what sort of groups they are"),
            .init("contents", .text, help: "the code of the quantity"),
            .init("where", .words, help: "the code that is wanted of each other dimension"),
            .init("indicator", .text, help: "what Klyfta calls it, without 'ssb.'"),
            .init(
                "title", .map(Language.allCases.map { .init($0.rawValue, .text, help: "title") }),
                help: "titles in place of the office's"),
            .init("unit", .text, help: "unit"), .init("direction", .text, help: "which end is good"),
            .init("nature", .text, help: "register, survey or ordinal"),
            .init("concept", .text, help: "the name it shares with comparable indicators of other countries"),
        ]),
        help: "tables of StatBank with a dimension of municipalities, or of groups")
}

extension TableWish {
    /// Reads one entry of `tables:`.
    /// - Throws: ``SourceFault`` that names the key.
    init(_ name: String, _ words: SourceOptions) throws(SourceFault) {
        func fault(_ key: String, _ problem: String, _ remedy: String) -> SourceFault {
            SourceFault(at: "sources.ssb.tables.\(name).\(key)", problem, remedy: remedy)
        }
        func word<Word: RawRepresentable<String> & CaseIterable>(
            _ key: String, _: Word.Type
        ) throws(SourceFault) -> Word {
            guard let word = words[key].flatMap(Word.init(rawValue:)) else {
                let choice = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw fault(
                    key, words[key].map { "'\($0)' is not a word used here" } ?? "it is missing",
                    "Write one of \(choice).")
            }
            return word
        }
        // Answers are called after it, and told apart by what follows a blank.
        guard name.utf8.count <= 64, !name.contains(" ") else {
            throw fault("table", "there is a blank in its name, or it is long", "Name it in one word.")
        }
        let table = words["table"] ?? name
        guard (1...16).contains(table.utf8.count), table.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw fault("table", "'\(table)' is no number of a table", "Write its digits, zeros included, in quotes.")
        }
        guard let local = words["indicator"] else {
            throw fault("indicator", "it is missing", "Write what Klyfta shall call it, such as 'ict-specialists'.")
        }
        let id: IndicatorID
        do { id = try IndicatorID("ssb.\(local)") } catch {
            throw fault("indicator", "'\(local)' is no name for an indicator", error.remedy)
        }
        guard words["groups"] == nil || words["region"] == nil else {
            throw fault("groups", "there is 'region' beside it", "Keep one of them: groups, or municipalities.")
        }
        guard words["groups"] != nil || words["kind"] == nil else {
            throw fault(
                "kind", "it says what sort of groups there are, and there are none", "Write 'groups:' beside it.")
        }
        let kind = words["kind"] == nil ? .sector : try word("kind", PublishedGroup.Kind.self)
        let titles = Language.allCases.map { ($0, words["title", $0.rawValue]) }
        self.init(
            name: name, table: table, region: words["region"], groups: words["groups"], groupKind: kind,
            contents: words["contents"],
            chosen: words.inside("where").values.compactMapValues(\.first),
            indicator: WishedIndicator(
                id: id, titles: Dictionary(titles.compactMap { key, text in text.map { (key, $0) } }) { one, _ in one },
                unit: try word("unit", Indicator.Unit.self),
                direction: try word("direction", Indicator.Direction.self),
                nature: try word("nature", Indicator.Nature.self), concept: words["concept"]))
    }
}
