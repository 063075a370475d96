import KlyftaAlerting
import KlyftaModel

/// The pages of an edition as one file that needs nothing besides itself: for mail and archive. Those of single
/// municipalities are left out: they would be hundreds.
package struct Report: Sendable {
    private let site: Site

    package init(_ edition: Edition, in language: Language) {
        site = Site(edition, ReaderForm(language), isReport: true)
    }

    /// The file.
    package var text: String {
        let paths =
            [.situation, .gaps] + site.edition.subjects.map { .indicator($0.indicator.id.text) } + [.alerts]
            + site.edition.told.prefix(100).map { .alert($0.record.id) } + [PagePath.method, .about]
        let sections = paths.compactMap { path in
            site.section(path).map {
                Markup.element("section", ["id": String(site.href(path).dropFirst())], $0.content)
            }
        }
        return site.document(title: site.section(.situation)?.title ?? "", .situation, sections).source
    }
}
