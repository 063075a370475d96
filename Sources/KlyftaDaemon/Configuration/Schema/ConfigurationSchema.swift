import Foundation
import KlyftaModel
import KlyftaSources
import Logging

/// The configuration as a JSON Schema (2020-12), for editors: which keys there are, and what their values look like.
///
/// It says less than the reader: nothing must be there, since a drop-in changes single keys; and what only holds of two
/// values together is left to `klyfta check-config`. Words and the options of modules are those that the reader takes.
package struct ConfigurationSchema: Sendable {
    /// The keys of the whole.
    let root: SchemaForm
    private let definitions: [String: SchemaValue]

    /// The schema for the modules of a build.
    package init(of registry: SourceRegistry) {
        root = .map(Self.rootKeys(registry))
        definitions = Self.sourceDefinitions(registry)
    }

    /// As JSON, always the same for the same build.
    package var text: String {
        guard case .object(var members) = root.json else { return "" }
        members["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
        members["$id"] = .text("urn:klyfta:configuration")
        members["title"] = .text("klyfta.yaml, its drop-ins, and files of rules")
        members["description"] = .text(
            "The configuration of Klyfta, as klyfta.yaml(5) explains it. 'klyfta check-config' knows more than an editor can."
        )
        members["$defs"] = .object(definitions)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(SchemaValue.object(members))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func rootKeys(_ registry: SourceRegistry) -> [SchemaKey] {
        [
            .init("state", .path, "the directory of the state"),
            .init("store", .choice(ConfigurationReader.StoreWord.self), "what the state is kept in"),
            .init("postgresql", .map(postgresql), "the database, with 'store: postgresql'"),
            .init("alert-file", .path, "every event as a line of JSON; in the state's directory unless said otherwise"),
            .init("control", .path, "the socket that the commands talk to"),
            .init("page", .map(page), "how readers reach the page"),
            .init("metrics-file", .path, "the metrics once more, for a collector of text files"),
            .init("language", .choice(Language.self), "of alerts and messages"),
            .init("log-level", .choice(Logger.Level.self), "what the log begins with"),
            .init("jitter", .span, "by how much schedules are shifted, always the same on one machine"),
            .init("recompute", .map([schedule]), "when to recompute although no source has news"),
            .init(
                "contact", .pattern("^(https?://|[^@ ]+@[^@ ]+$)"), "whom an office can turn to; none is asked without"),
            .init("network", .map(network), "how offices are reached"),
            .init("archive", .map([keep(.span)]), "the answers of offices"),
            .init("history", .map([keep(.spanOr("forever"))]), "where rules stood, and how sources fared"),
            .init("backups", .map([keep(.number(least: 0, most: 400))]), "daily copies of the state"),
            .init("sources", sources(registry), "which modules are loaded, by a name of your own or the module's"),
            .init("scales", .named(.text), "size classes of your own, by name: \"10000,50000\""),
            .init("rules", .named(.map(rule), names: SchemaForm.name), "what is worth an alert, by name"),
            .init("sinks", .named(sink, names: SchemaForm.name), "who is told, by name"),
        ]
    }

    static let schedule = SchemaKey("schedule", .schedule, "a calendar event, as in systemd.time(7)")
    static let enabled = SchemaKey("enabled", .flag, "false: as if it were not there")

    private static func keep(_ form: SchemaForm) -> SchemaKey { .init("keep", form, "how long, or how many") }

    private static let page: [SchemaKey] = [
        .init(
            "listen", .pattern(#"^(none$|/|127\.0\.0\.1:[1-9][0-9]{0,4}$)"#), "a path, 127.0.0.1:PORT, or none"),
        .init("hosts", .list(.pattern("^[A-Za-z0-9][A-Za-z0-9.-]*$")), "the names by which a proxy asks"),
    ]

    private static let postgresql: [SchemaKey] = [
        .init("address", .pattern("^postgres(ql)?://[^ ]+$"), "as libpq knows it, without a password"),
        .init("schema", .pattern("^[a-z][a-z0-9_]{0,62}$"), "one for each instance"),
        .init("password", .pattern("^(/|credential:).+"), "credential:NAME, or the path of a file"),
        .init("answer-within", .span, "how long the server may take for an answer"),
    ]

    private static let network: [SchemaKey] = [
        .init("proxy", .address, "instead of the environment's"),
        .init("certificates", .path, "a file in PEM instead of the system's"),
        .init("private", .list(.text), "ranges of private addresses that may be asked all the same"),
    ]
}
