import KlyftaModel

/// What can be asked for over HTTP. The daemon answers what is in this list and nothing else, and the OpenAPI document is
/// made of it, so that neither can know what the other does not.
package struct Route: Hashable, Sendable {
    /// Who answers.
    package enum Answer: String, Sendable, CaseIterable {
        case front, metrics, health, status, current, style, page, data
    }

    package let answer: Answer
    /// The path; what stands in braces is whatever the reader asks for.
    package let template: String
    /// What it is, in English.
    package let summary: String
    /// The media types it may answer with, without their parameters.
    package let types: [String]
    /// Whether its answer has a tag, by which a reader asks whether there is another.
    package let isTagged: Bool

    private init(
        _ answer: Answer, _ template: String, _ summary: String, _ types: [String], isTagged: Bool = true
    ) {
        (self.answer, self.template, self.summary) = (answer, template, summary)
        (self.types, self.isTagged) = (types, isTagged)
    }

    /// The route that a path takes; `nil` if there is nothing.
    package static func of(_ path: String) -> Route? {
        if let route = all.first(where: { $0.takes(path) }) { return route }
        // A page is the same with a slash behind it.
        guard path.hasSuffix("/"), let route = of(String(path.dropLast())) else { return nil }
        return route.answer == .page ? route : nil
    }

    private func takes(_ path: String) -> Bool {
        let wanted = template.split(separator: "/", omittingEmptySubsequences: false)
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return wanted.count == parts.count
            && zip(wanted, parts).allSatisfy { wanted, part in
                guard wanted.hasPrefix("{") else { return wanted == part }
                return switch wanted {
                case "{language}": Language(rawValue: String(part)) != nil
                case "{sheet}": PagePath.sheet(part) != nil
                default: !part.isEmpty
                }
            }
    }

    /// What stands in braces, in order.
    package var parameters: [String] {
        template.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}

extension Route {
    /// All there are, a fixed path before one with braces.
    package static let all: [Route] =
        [
            Route(
                .front, "/", "Programs get the status in one line, browsers are sent to the pages of their language",
                ["text/plain"]),
            Route(
                .metrics, "/metrics", "Metrics for Prometheus; OpenMetrics for who prefers it",
                ["text/plain", "application/openmetrics-text"], isTagged: false),
            Route(.health, "/healthz", "Whether the daemon lives", ["text/plain"], isTagged: false),
            Route(.status, "/status.json", "How the daemon is", ["application/json"], isTagged: false),
            Route(.current, "/current.json", "Where every rule and source stands", ["application/json"]),
            Route(.style, Site.stylePath, "The style sheet of the pages", ["text/css"]),
        ] + data + languages.map { Route(.page, $0, $1, ["text/html"]) }

    private static let languages = [
        ("/{language}", "Sends a reader to the first page"), ("/{language}/", "The situation"),
        ("/{language}/rules", "All rules and where they stand"), ("/{language}/rules/{sheet}", "More of them"),
        ("/{language}/gaps", "All gaps"), ("/{language}/gaps/{sheet}", "More of them"),
        ("/{language}/indicator/{indicator}", "One indicator with its charts"),
        ("/{language}/indicator/{indicator}/{sheet}", "More of its gaps and of what was published"),
        ("/{language}/municipalities", "All municipalities"),
        ("/{language}/municipality/{municipality}", "One municipality beside its size class"),
        ("/{language}/alerts", "What people were told"), ("/{language}/alerts/{sheet}", "More of it"),
        ("/{language}/alert/{event}", "One event whole"),
        ("/{language}/method", "How it is computed"), ("/{language}/about", "Sources, licences, accessibility"),
    ]

    private static let data: [Route] =
        files([.gaps(.csv), .gaps(.excel)], "The gaps of all indicators")
        + files([.gaps(.jsonStat)], "All data sets, as a collection of JSON-stat 2.0")
        + files([.gaps(.metadata)], "What the columns of all gaps are, and whom to name")
        + files([.alerts(.csv), .alerts(.excel), .alerts(.metadata)], "What people were told, one row an event")
        + DataSet.Name.allCases.flatMap { name in
            DataPath.Form.allCases.flatMap { files([.set(name, of: "{indicator}", $0)], summary(name)) }
        } + [
            Route(.data, "/{language}/alerts.atom", "What people were told, as an Atom feed", ["application/atom+xml"]),
            Route(.data, "/{language}/calendar.ics", "What is expected when, as a calendar", ["text/calendar"]),
        ] + files([.openAPI], "This document")

    private static func files(_ paths: [DataPath], _ summary: String) -> [Route] {
        paths.map { Route(.data, $0.text, summary, [String($0.type.prefix { $0 != ";" })]) }
    }

    private static func summary(_ name: DataSet.Name) -> String {
        switch name {
        case .gaps: "Every comparison of an indicator, period by period"
        case .classes: "An indicator by size class, period by period"
        case .municipalities: "The municipalities in the last period, as the office has them"
        case .published: "What the office published for groups"
        }
    }
}
