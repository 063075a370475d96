import KlyftaModel

/// What is shown where there is no edition to show.
package enum Notice {
    /// The page that asks a reader to come again, styled and in his language.
    /// - Parameter path: what he wanted to look at.
    package static func soon(at path: PagePath, in language: Language) -> String {
        let form = ReaderForm(language)
        let text = form.pick(
            "Sidan görs i ordning, eller ingen omgång är räknad än.",
            "Siden gjøres klar, eller ingen runde er beregnet ennå.",
            "The page is being made, or no round has been computed yet.")
        let again = form.pick("Försök igen", "Prøv igjen", "Try again")
        return Site.page(
            titled: "Klyfta", in: language, head: [.single("link", ["rel": "stylesheet", "href": Site.stylePath])],
            [
                .element(
                    "main", ["id": "main"], .element("h1", [:], "Klyfta"),
                    .element("p", ["class": "lead"], Markup(text)),
                    .element("p", [:], .element("a", ["href": "/\(language.rawValue)/\(path.text)"], Markup(again))))
            ]
        ).source
    }
}
