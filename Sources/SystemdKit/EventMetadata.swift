internal import Logging

/// The metadata of one event, as all handlers see it: merged, in the order of the keys, and rendered as text.
struct EventMetadata {
    private(set) var pairs: [(key: String, value: String)]

    /// The nearer wins: what the call says over what the task's provider says over what the logger carries.
    init(logger: Logger.Metadata, provider: Logger.MetadataProvider?, event: Logger.Metadata?) {
        var merged = logger
        if let provided = provider?.get(), !provided.isEmpty { merged.merge(provided) { $1 } }
        if let event, !event.isEmpty { merged.merge(event) { $1 } }
        pairs = merged.sorted { $0.key < $1.key }.map { ($0.key, Self.text($0.value)) }
    }

    /// Takes out the pair with this key.
    mutating func remove(_ key: String) -> String? {
        pairs.firstIndex { $0.key == key }.map { pairs.remove(at: $0).value }
    }

    /// Dictionaries come out sorted, so that two equal events read equal.
    private static func text(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): text
        case .stringConvertible(let value): value.description
        case .array(let values): "[" + values.map(text).joined(separator: ", ") + "]"
        case .dictionary(let values):
            "{"
                + values.sorted { $0.key < $1.key }.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ")
                + "}"
        }
    }
}
