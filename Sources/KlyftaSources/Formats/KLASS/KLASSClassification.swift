import KlyftaModel

/// A classification as KLASS describes it (`/classifications/131`): when it was last changed, and its versions.
package struct KLASSClassification: Hashable, Sendable {
    /// The newest stamp on it or one of its versions, and how many versions there are. Compare for inequality.
    package let edition: String
    /// The first days of its versions, in order: between two of them lies one table of changes.
    package let versions: [CalendarDay]

    /// Reads the answer.
    /// - Throws: ``SourceFault`` if there is no list of versions.
    package init(_ bytes: [UInt8], from source: String) throws(SourceFault) {
        var reader = try JSONReader(bytes, from: source)
        var stamps: [String] = []
        var versions: [CalendarDay]?
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "lastModified": if let stamp = try reader.optionalString() { stamps.append(stamp) }
            case "versions":
                var days: [CalendarDay] = []
                try reader.array { (reader, _) throws(SourceFault) in
                    try reader.object { (reader, key) throws(SourceFault) in
                        switch key {
                        case "lastModified": if let stamp = try reader.optionalString() { stamps.append(stamp) }
                        case "validFrom": if let day = try reader.day() { days.append(day) }
                        default: try reader.skip()
                        }
                    }
                }
                versions = days.sorted()
            default: try reader.skip()
            }
        }
        try reader.end()
        guard let versions, !versions.isEmpty else { throw KLASSAnswer.noList("versions", source) }
        self.versions = versions
        edition = "\(stamps.max() ?? "unstamped"), \(versions.count) versions"
    }
}
