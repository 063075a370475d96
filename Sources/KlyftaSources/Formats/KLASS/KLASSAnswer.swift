import KlyftaModel

/// What all answers of KLASS have in common: an object with one list in it.
enum KLASSAnswer {
    /// The elements of the list under a name.
    /// - Parameter other: another name that the list may have.
    static func list<Item>(
        _ name: String, or other: String? = nil, _ bytes: [UInt8], from source: String,
        _ item: (inout JSONReader) throws(SourceFault) -> Item
    ) throws(SourceFault) -> [Item] {
        var reader = try JSONReader(bytes, from: source)
        var items: [Item]?
        try reader.object { (reader, key) throws(SourceFault) in
            guard key == name || key == other else { return try reader.skip() }
            var list: [Item] = []
            try reader.array { (reader, _) throws(SourceFault) in list.append(try item(&reader)) }
            items = list
        }
        try reader.end()
        guard let items else { throw noList(name, source) }
        return items
    }

    static func noList(_ name: String, _ source: String) -> SourceFault {
        SourceFault(
            at: source, "there is no list '\(name)', so this is another answer of KLASS, or none",
            remedy: "Send 'Accept: \(KLASSAddress.accept)' and check the address.")
    }

    /// - Parameter missing: what KLASS does not have when it answers 404.
    static func check(_ status: Int, from source: String, missing: String) throws(SourceFault) {
        switch status {
        case 200: return
        case 404:
            throw SourceFault(
                at: source, "KLASS lacks \(missing)",
                remedy: "Nothing is known of the range, which is not the same as no change. Ask for a shorter one.")
        default:
            throw SourceFault(at: source, "KLASS answers with status \(status)", remedy: "Try again later.")
        }
    }

    static func municipality(_ code: String, from source: String) throws(SourceFault) -> Municipality {
        do { return try Municipality(.norway, code) } catch {
            throw SourceFault(
                at: source, "'\(JSONReader.shown(code))' is no municipality code",
                remedy: "Ask for classification 131; codes are four digits with their leading zeros.")
        }
    }
}

extension JSONReader {
    /// A day; `nil` for an open end, which KLASS leaves out, writes as null, or used to write as +999999999-12-31.
    mutating func day() throws(SourceFault) -> CalendarDay? {
        guard let text = try optionalString(), !text.hasPrefix("+999999999") else { return nil }
        do { return try CalendarDay(text) } catch {
            throw fault("'\(Self.shown(text))' is no day", error.remedy)
        }
    }
}
