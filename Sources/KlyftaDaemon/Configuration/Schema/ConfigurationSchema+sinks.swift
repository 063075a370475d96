import KlyftaAlerting
import KlyftaModel
import KlyftaSinks

extension ConfigurationSchema {
    /// A sink: which keys it has follows from its kind.
    static let sink = SchemaForm.kinds(
        common: [
            enabled,
            .init("language", .choice(Language.self), "of its messages"),
            .init("match", match, "only alerts with these labels"),
        ],
        chosen: .init("kind", .choice(SinkConfiguration.Kind.self), "what is on the other side"),
        SinkConfiguration.Kind.allCases.map { SchemaVariant(word: $0.rawValue, keys: keys(of: $0)) })

    /// The labels that every alert has, and the operator's own.
    private static let match = SchemaForm.named(
        .list(.text), names: "^[A-Za-z_][A-Za-z0-9_]{0,63}$",
        besides: LabelMatch.names.map { name in
            .init(name, name == "severity" ? .list(.choice(GapRule.Severity.self)) : .list(.text), "of the alert")
        })

    private static func keys(of kind: SinkConfiguration.Kind) -> [SchemaKey] {
        switch kind {
        case .alertmanager:
            address + [
                .init("every", .span, "how often all that fires is told again, 1s to 10min"), token,
                .init("add-labels", .list(.text), "labels beside those that name the alert"),
            ]
        case .webhook: address + [.init("secret", .list(.secret), "the key of the signature, or several in turn")]
        case .mail: mail
        case .icinga:
            address + target + [
                .init("user", .text, "of Icinga's API"), .init("password", .secret, "where it is kept"),
                .init("stale-after", .span, "how long a result counts"),
            ]
        case .commandPipe: [.init("path", .path, "Nagios' command file")] + target
        case .slack, .teams: address
        case .ntfy: address + [.init("topic", .text, "where it is posted"), token]
        case .http:
            address + [
                .init("template", .text, "the body, with {{names}}"),
                .init("content-type", .pattern("/"), "of the body"), token,
            ]
        }
    }

    private static let address: [SchemaKey] = [
        .init("url", .address, "where it is posted to"),
        .init("url-from", .secret, "where the address is kept, if it is a secret itself"),
    ]
    private static let token = SchemaKey("token", .secret, "where the bearer token is kept")
    private static let target: [SchemaKey] = [
        .init("host", .text, "the host that the monitor knows"),
        .init("service", .text, "the service, * for the rule's name"),
    ]

    private static let mail: [SchemaKey] = [
        .init("from", .mailAddress, "the sender"),
        .init("to", .list(.mailAddress), "who is written to"),
        .init("sendmail", .path, "the program that sends"),
        .init("arguments", .list(.text), "of the program"),
        .init("smtp", .map(smtp), "the server that sends"),
    ]

    private static let smtp: [SchemaKey] = [
        .init("host", .pattern(#"^[A-Za-z0-9.:\[\]][A-Za-z0-9.:\[\]-]*$"#), "its name or address"),
        .init("security", .choice(SMTP.Server.Security.self), "how the connection is kept private"),
        .init("port", .number(least: 1, most: 65_535), "its port"),
        .init("user", .text, "who logs in"),
        .init("password", .secret, "where it is kept"),
        .init("certificates", .path, "a file in PEM instead of the system's"),
    ]
}
