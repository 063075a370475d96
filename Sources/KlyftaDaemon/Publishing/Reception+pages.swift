import KlyftaModel
import KlyftaPublishing
import KlyftaWeb

/// The pages for people: by language, below `/sv/`, `/nb/` and `/en/`.
extension Reception {
    private static let html = "text/html; charset=utf-8"

    /// The languages there are, and by which names readers ask for them.
    private static let languages: [(tag: String, names: [String])] = [
        ("sv", ["sv"]), ("nb", ["nb", "no", "nn"]), ("en", ["en"]),
    ]

    /// Where a reader begins: browsers at the first page in their language, programs at the line of the status.
    func front(_ request: Request) -> Reply {
        guard let accept = request.accept.map(Preferences.init),
            accept.weight(of: "text/html") > accept.weight(of: "text/plain")
        else { return statusLine }
        let wanted = request.languages.flatMap { Preferences($0).language(among: Self.languages) }
        var reply = Reply.redirect(to: "/\(wanted ?? showing.language.rawValue)/")
        reply.fields.append(("Vary", "Accept, Accept-Language"))
        return reply
    }

    /// The style sheet of the pages.
    var style: Reply {
        let style = Stylesheet.text.description
        return Reply(type: "text/css; charset=utf-8", text: style, tag: EntityTag.tag(of: style.utf8))
    }

    /// A page, or `nil` if there is none.
    func page(_ request: Request) -> Reply? {
        let parts = request.path.dropFirst().split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let language = parts.first.flatMap({ Language(rawValue: String($0)) }) else { return nil }
        // Links of a page are below its language: without the slash they would lead elsewhere.
        guard parts.count == 2 else { return .redirect(to: "/\(language.rawValue)/") }
        guard let path = PagePath(String(parts[1])) else { return nil }
        guard let current = board.current else { return wait(language) }
        let look = showing.room.look(at: request.path, now: current, next: board.situation?.next) { edition in
            Site(edition, in: language).page(path).map { html in
                Reply(type: Self.html, text: html, tag: EntityTag.tag(of: html.utf8))
            }
        }
        switch look {
        case .reply(let reply): return reply
        case .nothing: return nil
        case .soon: return wait(language)
        case .fault(let why): return Self.failing(why)
        }
    }

    /// What is shown cannot be made, and why.
    static func failing(_ why: String) -> Reply {
        Reply(status: 500, type: plain, text: "klyfta: \(why)\n", tag: nil)
    }

    /// Asks the reader to come again, and his browser to do so by itself.
    private func wait(_ language: Language) -> Reply {
        let text = LocalizedText(
            sv: "Sidan görs i ordning och visas strax.", nb: "Siden gjøres klar og vises straks.",
            en: "The page is being made and will be shown in a moment.")[language]
        let page = """
            <!doctype html><html lang="\(language.rawValue)"><head><meta charset="utf-8">\
            <meta http-equiv="refresh" content="1"><title>Klyfta</title></head><body><main><h1>Klyfta</h1>\
            <p>\(text)</p></main></body></html>
            """
        var reply = Reply(status: 503, type: Self.html, text: page, tag: nil)
        reply.fields = [("Retry-After", "1")]
        return reply
    }
}
