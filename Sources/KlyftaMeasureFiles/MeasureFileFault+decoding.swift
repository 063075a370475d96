import Foundation

extension MeasureFileFault {
    /// What a decoder found, told with the path inside the file.
    init(in file: String, _ error: DecodingError, reading bytes: Data) {
        switch error {
        case .keyNotFound(let key, let context):
            let path = Self.path(context.codingPath + [key])
            self.init(in: file, at: path, "this key is missing", remedy: "Add it, or correct the kind of the file.")
        case .valueNotFound(let type, let context):
            let word = Self.word(for: type)
            self.init(
                in: file, at: Self.path(context.codingPath), "null, where \(word) is needed", remedy: "Write \(word).")
        case .typeMismatch(let type, let context):
            let word = Self.word(for: type)
            self.init(in: file, at: Self.path(context.codingPath), "not \(word)", remedy: "Write \(word).")
        case .dataCorrupted(let context):
            self.init(in: file, noJSON: context.debugDescription, reading: bytes)
        @unknown default:
            self.init(in: file, "it cannot be read (\(error))", remedy: "Compare it with a file that can.")
        }
    }

    /// Where the bytes stop being JSON, or else what the decoder says of them.
    init(in file: String, noJSON words: String, reading bytes: Data) {
        let flaw = JSONFlaw(in: bytes)
        self.init(
            in: file, at: flaw?.path ?? "", "it is not JSON (\(flaw?.problem ?? words))",
            remedy: "Write one JSON object, with finite numbers, and null where there is none.")
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            if let place = key.intValue, !path.isEmpty { return "\(path)[\(place)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
    }

    private static func word(for type: Any.Type) -> String {
        let name = String(describing: type)
        if name.hasPrefix("Array") || name.contains("Unkeyed") { return "a list" }
        if name.hasPrefix("Dictionary") || name.contains("Keyed") { return "an object" }
        return switch name {
        case "Double": "a number"
        case "Int", "UInt64", "Whole": "a whole number"
        case "String": "text"
        case "Bool", "Flag": "true or false"
        default: "what belongs here"
        }
    }
}
