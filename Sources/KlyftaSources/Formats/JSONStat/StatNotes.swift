import KlyftaModel

/// Remarks: a list of texts, or in 1.x one text.
enum StatNotes {
    static func read(_ reader: inout JSONReader) throws(SourceFault) -> [String] {
        switch try reader.kind() {
        case .string: return [try reader.string()]
        case .array: return try reader.strings()
        default:
            try reader.skip()
            return []
        }
    }
}
