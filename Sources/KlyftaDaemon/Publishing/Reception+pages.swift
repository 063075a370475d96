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
        var soon = Reply(status: 503, type: Self.html, text: Notice.soon(at: path, in: language), tag: nil)
        soon.fields = [("Retry-After", "1")]
        return shown(at: request.path, otherwise: soon) { edition in
            Site(edition, in: language).page(path).map { html in
                Reply(type: Self.html, text: html, tag: EntityTag.tag(of: html.utf8))
            }
        }
    }

    /// What a path shows of the edition; who comes before there is one waits for it.
    /// - Parameters:
    ///   - soon: the answer where none is made in time, or no round was made yet.
    ///   - draw: what the path shows; `nil` if there is no such thing.
    func shown(
        at path: String, otherwise soon: Reply, drawing draw: @escaping @Sendable (Edition) -> Reply?
    ) -> Reply? {
        @Sendable func look() -> Reply?? {
            switch showing.room.look(at: path, now: board.current, next: board.situation?.next, drawing: draw) {
            case .reply(let reply): reply
            case .nothing: .some(nil)
            case .soon: nil
            case .fault(let why):
                Reply(status: 500, type: Self.plain, text: "klyfta: \(why)\n", tag: nil)
            }
        }
        if let reply = look() { return reply }
        var reply = soon
        reply.awaited = { give in showing.room.whenMade { give((look() ?? soon) ?? Self.nothing) } }
        return reply
    }
}
