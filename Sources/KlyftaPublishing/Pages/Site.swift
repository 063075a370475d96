import KlyftaAlerting
import KlyftaDivide
import KlyftaModel

/// The pages of an edition in one language. Edition in, HTML out.
package struct Site: Sendable {
    let edition: Edition
    let form: ReaderForm
    /// Whether everything is in one file, so that links lead to places within it.
    let isReport: Bool

    /// The address of the style sheet on the page.
    package static let stylePath = "/style.css"

    package init(_ edition: Edition, in language: Language) {
        self.init(edition, ReaderForm(language), isReport: false)
    }

    init(_ edition: Edition, _ form: ReaderForm, isReport: Bool) {
        (self.edition, self.form, self.isReport) = (edition, form, isReport)
    }

    /// Every page there is.
    package var paths: [PagePath] {
        [.situation] + (1...ruleSheets).map { .rules(sheet: $0) }
            + (1...gapSheets).map { .gaps(sheet: $0) }
            + edition.subjects.flatMap { subject in
                (1...sheets(of: subject)).map { .indicator(subject.indicator.id.text, sheet: $0) }
            } + [.municipalities] + edition.municipalities.map { .municipality($0.description) }
            + (1...alertSheets).map { .alerts(sheet: $0) } + edition.told.map { .alert($0.record.id) }
            + [.method, .about]
    }

    /// A page as HTML; `nil` if there is no such thing in the edition.
    package func page(_ path: PagePath) -> String? {
        section(path).map { document(title: $0.title, path, [$0.content]).source }
    }

    /// What a page is called, and what stands on it.
    typealias Section = (title: String, content: Markup)

    func section(_ path: PagePath) -> Section? {
        switch path {
        case .situation: situation
        case .rules(let sheet): rules(sheet)
        case .gaps(let sheet): gaps(sheet)
        case .indicator(let id, let sheet): edition.subject(id).flatMap { indicator($0, sheet) }
        case .municipalities: municipalities
        case .municipality(let code): (try? Municipality(code)).flatMap(municipality)
        case .alerts(let sheet): alerts(sheet)
        case .alert(let id): edition.told.first { $0.record.id == id }.map(alert)
        case .method: method
        case .about: about
        }
    }

    func pick(_ sv: String, _ nb: String, _ en: String) -> String { form.pick(sv, nb, en) }

    // MARK: The frame

    func document(title: String, _ path: PagePath, _ content: [Markup]) -> Markup {
        let style: Markup =
            isReport ? .style(Stylesheet.text) : .single("link", ["rel": "stylesheet", "href": Self.stylePath])
        return Self.page(
            titled: "\(title) – Klyfta", in: form.language, head: [alternate, style],
            [
                .element(
                    "a", ["class": "skip", "href": "#main"],
                    Markup(pick("Till innehållet", "Til innholdet", "Skip to content"))),
                header(path), .element("main", ["id": "main", "tabindex": "-1"], content), footer,
            ])
    }

    /// A document around what stands in its body.
    static func page(titled title: String, in language: Language, head: [Markup], _ body: [Markup]) -> Markup {
        Markup([
            .documentType,
            .element(
                "html", ["lang": language.rawValue],
                .element(
                    "head", [:],
                    .single("meta", ["charset": "utf-8"]),
                    .single("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                    .single("meta", ["name": "color-scheme", "content": "light dark"]),
                    .element("title", [:], Markup(title)), Markup(head)), .element("body", [:], body)),
        ])
    }

    private func header(_ path: PagePath) -> Markup {
        .element(
            "header", [:],
            .element("p", ["class": "brand"], .element("a", ["href": href(.situation)], "Klyfta")),
            .element(
                "nav", ["aria-label": pick("Sidor", "Sider", "Pages")],
                .element(
                    "ul", [:],
                    menu.map { place, name in
                        .element(
                            "li", [:],
                            .element(
                                "a", ["href": href(place), "aria-current": place == path && !isReport ? "page" : nil],
                                Markup(name)))
                    })),
            isReport ? .nothing : languages(path))
    }

    private func languages(_ path: PagePath) -> Markup {
        let names: [(Language, String)] = [(.swedish, "Svenska"), (.norwegian, "Norsk"), (.english, "English")]
        return .element(
            "ul", ["class": "languages"],
            names.map { language, name in
                .element(
                    "li", ["lang": language.rawValue],
                    language == form.language
                        ? .element("span", ["aria-current": "true"], Markup(name))
                        : .element(
                            "a", ["href": "/\(language.rawValue)/\(path.text)", "hreflang": language.rawValue],
                            Markup(name)))
            })
    }

    private var menu: [(PagePath, String)] {
        [
            (.situation, pick("Läget", "Status", "Situation")), (.gaps(), pick("Klyftor", "Gap", "Gaps")),
            (.municipalities, pick("Kommuner", "Kommuner", "Municipalities")),
            (.alerts(), pick("Larm", "Varsler", "Alerts")), (.method, pick("Metod", "Metode", "Method")),
            (.about, pick("Om", "Om", "About")),
        ].filter { !isReport || $0.0 != .municipalities }
    }

    private var footer: Markup {
        .element(
            "footer", [:],
            .element(
                "p", [:],
                Markup(
                    pick("Räknat", "Beregnet", "Computed")
                        + " \(form.moment(edition.committed)). Klyfta \(edition.version).")))
    }

    /// Where a link leads: to a page, or in a report to a place within it.
    func href(_ path: PagePath) -> String {
        isReport ? "#\(path == .situation ? "situation" : path.text)" : "/\(form.language.rawValue)/\(path.text)"
    }

    /// A link, or only its text where a report has no such place.
    func link(_ path: PagePath, _ text: String) -> Markup {
        guard !isReport || Report.holds(path, of: edition) else { return Markup(text) }
        return .element("a", ["href": href(path)], Markup(text))
    }
}
