import KlyftaModel

extension JSONReader {
    /// A text with `null` in place of the values of some members, wherever they stand; all else byte for byte.
    ///
    /// For what must not be kept: SSB puts names, telephone numbers and mail addresses of its staff into its answers.
    /// - Throws: ``SourceFault`` if the text is no JSON.
    package static func blanked(_ members: Set<String>, in bytes: [UInt8], from source: String) throws(SourceFault)
        -> [UInt8]
    {
        var reader = try JSONReader(bytes, from: source)
        var spans: [Range<Int>] = []
        try reader.find(members, &spans)
        try reader.end()
        guard !spans.isEmpty else { return bytes }
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var position = 0
        for span in spans {
            kept += bytes[position..<span.lowerBound]
            kept += Array("null".utf8)
            position = span.upperBound
        }
        return kept + bytes[position...]
    }

    private mutating func find(_ members: Set<String>, _ spans: inout [Range<Int>]) throws(SourceFault) {
        switch try kind() {
        case .object:
            try object { (reader, key) throws(SourceFault) in
                guard members.contains(key) else { return try reader.find(members, &spans) }
                let start = reader.position
                try reader.skip()
                spans.append(start..<reader.position)
            }
        case .array: try array { (reader, _) throws(SourceFault) in try reader.find(members, &spans) }
        default: try skip()
        }
    }
}
