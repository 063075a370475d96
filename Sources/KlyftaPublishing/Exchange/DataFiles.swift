import KlyftaDivide
import KlyftaModel

/// An edition as data: edition in, files out. The daemon serves them, `klyfta export` prints the same bytes.
package struct DataFiles: Sendable {
    private let edition: Edition

    package init(_ edition: Edition) { self.edition = edition }

    /// Every file there is.
    package var paths: [DataPath] {
        let sets = edition.subjects.flatMap { subject in
            names(of: subject).flatMap { name in
                DataPath.Form.allCases.map { DataPath.set(name, of: subject.indicator.id.text, $0) }
            }
        }
        let tables = DataPath.Form.allCases.flatMap { form in
            form == .jsonStat ? [DataPath.gaps(form)] : [DataPath.gaps(form), .alerts(form)]
        }
        return tables + sets + Language.allCases.flatMap { [DataPath.feed($0), .calendar($0)] } + [.openAPI]
    }

    /// The text of a file; `nil` if there is no such thing in the edition.
    package func text(_ path: DataPath) -> String? {
        switch path {
        case .set(let name, let id, let form): dataSet(name, of: id).map { text(of: $0, form) }
        case .gaps(.jsonStat): collection
        case .gaps(.metadata):
            Metadata(edition).text(of: allGaps, files: DataPath.Form.allCases.map(DataPath.gaps))
        case .gaps(let form): separated(form).text(of: DataTable(allGaps))
        case .alerts(.metadata):
            Metadata(edition).textOfAlerts(files: [.alerts(.csv), .alerts(.excel), .alerts(.metadata)])
        case .alerts(.jsonStat): nil
        case .alerts(let form): separated(form).text(of: DataTable(of: edition.told))
        case .feed(let language): AtomFeed(edition, in: language).text
        case .calendar(let language): ReleaseCalendar(edition, in: language).text
        case .openAPI: OpenAPI(version: edition.version).text
        }
    }

    /// The data set of an indicator.
    package func dataSet(_ name: DataSet.Name, of id: String) -> DataSet? {
        edition.subject(id).flatMap { DataSet(name, of: $0, names: edition.names) }
    }

    private func text(of set: DataSet, _ form: DataPath.Form) -> String {
        switch form {
        case .csv, .excel: separated(form).text(of: DataTable([set]))
        case .jsonStat: JSONStat(set, committed: edition.committed).text
        case .metadata:
            Metadata(edition).text(
                of: [set], files: DataPath.Form.allCases.map { .set(set.name, of: set.indicator.id.text, $0) })
        }
    }

    private func separated(_ form: DataPath.Form) -> SeparatedText { form == .excel ? .excel : .plain }

    private var allGaps: [DataSet] {
        edition.subjects.compactMap { DataSet(.gaps, of: $0, names: edition.names) }
    }

    /// Which data sets a subject has.
    package func names(of subject: Subject) -> [DataSet.Name] {
        DataSet.Name.allCases.filter { name in
            switch name {
            case .gaps: subject.lines.contains { !$0.series.gaps.isEmpty }
            case .classes: !subject.profiles.isEmpty
            case .municipalities: subject.panel.map { !$0.members.isEmpty || !$0.leftOut.isEmpty } ?? false
            case .published: !subject.published.isEmpty
            }
        }
    }

    /// All data sets as a collection of JSON-stat: what there is, and where.
    private var collection: String {
        let items: [JSONValue] = edition.subjects.flatMap { subject in
            names(of: subject).compactMap { name in
                dataSet(name, of: subject.indicator.id.text).map { set in
                    [
                        "class": "dataset", "label": .text(set.title.en),
                        "href": .text(DataPath.set(name, of: subject.indicator.id.text, .jsonStat).text),
                    ]
                }
            }
        }
        return JSONValue.object([
            ("version", "2.0"), ("class", "collection"), ("label", "All data of this Klyfta"),
            ("updated", .text(edition.committed.description)), ("link", ["item": .array(items)]),
        ]).document
    }
}
