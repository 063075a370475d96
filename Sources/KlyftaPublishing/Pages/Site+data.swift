import KlyftaModel

/// Where the figures of a page are to be had as data. A report is whole in itself and leads to none.
extension Site {
    /// Links to files, under a heading.
    func downloads(_ files: [(name: String, paths: [DataPath])]) -> Markup {
        guard !isReport, !files.isEmpty else { return .nothing }
        return Markup([
            heading(pick("Data", "Data", "Data")),
            .element(
                "ul", [:],
                files.map { name, paths in
                    let links = paths.enumerated().flatMap { [Markup($0 == 0 ? " " : ", "), anchor($1, of: name)] }
                    return .element("li", [:], [Markup("\(name):")] + links)
                }),
        ])
    }

    /// A link that says what it leads to also to those who hear nothing but the link.
    private func anchor(_ path: DataPath, of name: String) -> Markup {
        .element("a", ["href": path.text, "aria-label": "\(name), \(form(of: path))"], Markup(form(of: path)))
    }

    private func form(of path: DataPath) -> String {
        switch path {
        case .set(_, _, let form), .gaps(let form), .alerts(let form):
            switch form {
            case .csv: "CSV"
            case .excel: pick("CSV för Excel", "CSV for Excel", "CSV for Excel")
            case .jsonStat: "JSON-stat"
            case .metadata: pick("metadata", "metadata", "metadata")
            }
        case .feed: "Atom"
        case .calendar: "iCalendar"
        case .openAPI: "OpenAPI"
        }
    }

    /// The data of an indicator.
    func downloads(of subject: Subject) -> Markup {
        downloads(
            DataFiles(edition).names(of: subject).map { name in
                (words(name), DataPath.Form.allCases.map { .set(name, of: subject.indicator.id.text, $0) })
            })
    }

    private func words(_ name: DataSet.Name) -> String {
        switch name {
        case .gaps: pick("Klyftorna", "Gapene", "The gaps")
        case .classes: pick("Storleksklasserna", "Størrelsesklassene", "The size classes")
        case .municipalities: pick("Kommunerna", "Kommunene", "The municipalities")
        case .published: pick("Som de publicerades", "Slik de ble publisert", "As they were published")
        }
    }

    /// Where programs that read the page find what follows the alerts.
    var alternate: Markup {
        isReport
            ? .nothing
            : .single(
                "link",
                [
                    "rel": "alternate", "type": "application/atom+xml",
                    "title": pick("Klyfta: larm", "Klyfta: varsler", "Klyfta: alerts"),
                    "href": DataPath.feed(form.language).text,
                ])
    }
}
