import KlyftaAlerting
import KlyftaModel

/// The pages of an edition as one file that needs nothing besides itself: for mail and archive. Those of single
/// municipalities are left out: they would be hundreds.
package struct Report: Sendable {
    private let site: Site

    package init(_ edition: Edition, in language: Language) {
        site = Site(edition, ReaderForm(language), isReport: true)
    }

    /// Whether it has the place that a path leads to: not single municipalities, and of alerts the newest sheet.
    static func holds(_ path: PagePath, of edition: Edition) -> Bool {
        switch path {
        case .municipalities, .municipality: false
        case .alerts(let sheet): sheet == 1
        case .alert(let id): edition.told.prefix(Site.rowsAPage).contains { $0.record.id == id }
        default: true
        }
    }

    /// The file.
    package var text: String {
        let sections = site.paths.filter { Self.holds($0, of: site.edition) }.compactMap { path in
            site.section(path).map {
                Markup.element("section", ["id": String(site.href(path).dropFirst())], $0.content)
            }
        }
        return site.document(title: site.section(.situation)?.title ?? "", .situation, sections).source
    }
}
