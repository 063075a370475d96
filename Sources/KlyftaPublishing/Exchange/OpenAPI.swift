import KlyftaModel

/// What can be asked for as an OpenAPI 3.1 document, made of the list of routes.
package struct OpenAPI: Sendable {
    private let version: String

    /// - Parameter version: that of the program.
    package init(version: String) { self.version = version }

    /// The whole text.
    package var text: String {
        JSONValue.object([
            ("openapi", "3.1.0"),
            (
                "info",
                [
                    "title": "Klyfta", "version": .text(version),
                    "summary":
                        "Divides between smaller and larger municipalities: gaps, alerts and the figures behind them",
                    "license": ["name": "Apache License 2.0", "identifier": "Apache-2.0"],
                ]
            ), ("paths", .object(Route.all.map { (key: $0.template, value: path($0)) })),
        ]).document
    }

    private func path(_ route: Route) -> JSONValue {
        .object(
            (route.parameters.isEmpty ? [] : [(key: "parameters", value: .array(route.parameters.map(parameter)))])
                + ["get", "head"].map { (key: $0, value: operation($0, route)) })
    }

    private func operation(_ method: String, _ route: Route) -> JSONValue {
        let words = route.template.split { !$0.isLetter }.map(String.init)
        let name = ([method] + words + (route.template == "/{language}/" ? ["start"] : [])).joined(separator: "_")
        let known: JSONValue = [
            "name": "If-None-Match", "in": "header", "schema": ["type": "string"],
            "description": "The tags of what the reader has already",
        ]
        return .object(
            [
                ("operationId", .text(name)), ("summary", .text(route.summary)),
                ("tags", [.text(route.answer.rawValue)]),
            ] + (isKept(route) ? [("parameters", [known])] : []) + [
                ("responses", responses(route, hasBody: method == "get"))
            ])
    }

    /// Whether the answer has a tag; a reader who is sent elsewhere gets none.
    private func isKept(_ route: Route) -> Bool { route.isTagged && route.template != "/{language}" }

    private func parameter(_ name: String) -> JSONValue {
        let (schema, meaning): (JSONValue, String) =
            switch name {
            case "language":
                (
                    ["type": "string", "enum": .array(Language.allCases.map { .text($0.rawValue) })],
                    "Swedish, Norwegian bokmål or English"
                )
            case "indicator": (["type": "string"], "Its name throughout Klyfta, as skl.N07900; /data/gaps.csv has them")
            case "municipality": (["type": "string"], "Country, dash and code, as SE-0180 or NO-0301")
            case "event": (["type": "string"], "The event's own name, as /data/alerts.csv has it")
            case "sheet": (["type": "integer", "minimum": .count(2)], "The number of a further page, from 2")
            default: (["type": "string"], name)
            }
        return [
            "name": .text(name), "in": "path", "required": .bool(true), "schema": schema, "description": .text(meaning),
        ]
    }

    private func responses(_ route: Route, hasBody: Bool) -> JSONValue {
        let content = JSONValue.object(
            route.types.map { type in
                let schema: JSONValue = ["type": type == "application/json" ? "object" : "string"]
                return (key: type, value: ["schema": schema])
            })
        var whole: [(key: String, value: JSONValue)] = [("description", "It is here.")]
        if isKept(route) {
            whole.append(("headers", ["ETag": ["schema": ["type": "string"], "description": "The tag of the answer"]]))
        }
        if hasBody { whole.append(("content", content)) }
        var all: [(key: String, value: JSONValue)] = []
        if route.template != "/{language}" { all.append(("200", .object(whole))) }
        if route.answer == .front || route.template == "/{language}" {
            all.append(("302", ["description": "It is elsewhere on this page."]))
        }
        if isKept(route) {
            all.append(("304", ["description": "The reader has it already."]))
        }
        if route.parameters.contains(where: { $0 != "language" }) {
            all.append(("404", ["description": "There is no such thing."]))
        }
        if route.answer != .metrics, route.answer != .style {
            all.append(("503", ["description": "It is not made yet: ask again in a moment."]))
        }
        return .object(all)
    }
}
