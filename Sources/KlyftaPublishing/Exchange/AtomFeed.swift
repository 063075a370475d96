import KlyftaAlerting
import KlyftaModel

/// What people were told as an Atom feed (RFC 4287): for those who follow alerts without being sent any.
struct AtomFeed {
    private let edition: Edition
    private let form: ReaderForm

    /// How many events it holds, the newest: whoever reads it once a month still misses none of a usual year.
    private static let atMost = 100

    init(_ edition: Edition, in language: Language) { (self.edition, form) = (edition, ReaderForm(language)) }

    /// The whole text.
    var text: String {
        let told = edition.told.prefix(Self.atMost)
        let language = form.language.rawValue
        let feed = Markup.element(
            "feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language],
            [
                .element("id", [:], Markup(StableName.tag("alerts", language))),
                .element("title", [:], Markup(form.pick("Klyfta: larm", "Klyfta: varsler", "Klyfta: alerts"))),
                .element("updated", [:], Markup(told.first?.record.ts ?? edition.committed.description)),
                .element("author", [:], .element("name", [:], "Klyfta")),
                .element("generator", ["version": edition.version], "Klyfta"),
                .single(
                    "link",
                    [
                        "rel": "self", "type": "application/atom+xml", "href": DataPath.feed(form.language).text,
                    ]),
                .single("link", ["rel": "alternate", "type": "text/html", "href": "/\(language)/alerts"]),
            ] + told.map(entry))
        return Markup.xmlDeclaration.source + feed.source + "\n"
    }

    private func entry(_ told: Edition.Told) -> Markup {
        let (letter, language) = told.letter(for: form.language)
        let record = told.record
        return .element(
            "entry", ["xml:lang": language.rawValue],
            .element("id", [:], Markup(StableName.tag("event", record.id))),
            .element("title", [:], Markup(letter.subject)),
            .element("published", [:], Markup(record.ts)), .element("updated", [:], Markup(record.ts)),
            .single(
                "link",
                [
                    "rel": "alternate", "type": "text/html",
                    "href": "/\(form.language.rawValue)/alert/\(StableName.spelt(record.id))",
                ]),
            .single("category", ["term": record.kind]),
            record.severity.map { .single("category", ["term": $0]) } ?? .nothing,
            .element("summary", [:], Markup(letter.sentence)),
            .element("content", ["type": "text"], Markup(letter.text)),
            record.attribution.map { .element("rights", [:], Markup($0)) } ?? .nothing)
    }
}

/// Names that stay the same for the same thing, whoever serves it and wherever.
enum StableName {
    /// A name as a tag URI (RFC 4151).
    static func tag(_ kind: String, _ name: String) -> String { "tag:klyfta.org,2026:\(kind):\(spelt(name))" }

    /// A name within an address: everything but letters, digits, `-`, `.` and `_` is written as its bytes.
    static func spelt(_ name: String) -> String {
        name.utf8.map { byte in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                || byte == 46 || byte == 95
            guard !isPlain else { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }
}
