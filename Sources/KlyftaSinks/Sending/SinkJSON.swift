import Foundation

/// JSON as all sinks write it: keys in order, so that the same event is the same bytes on every try, and slashes as they
/// are.
enum SinkJSON {
    /// The bytes of a value, without a line end.
    static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value))
    }
}
