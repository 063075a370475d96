import KlyftaModel

/// An indicator ("nyckeltal") as Kolada describes it.
package struct KoladaKPI: Hashable, Sendable {
    /// N or U and five digits.
    package var id: String
    /// The title; check it at start, for ids are taken away and retitled without notice.
    package var title = ""
    /// What it means. A changed description is how a changed definition shows.
    package var description = ""
    /// Whether there are figures for women and men.
    package var isDividedByGender = false
    /// `K` municipalities, `L` regions, `A` both.
    package var municipalityType = ""
    /// When the next figures are due, `2026-04-08`.
    package var publicationDate: String?
    /// When the next preliminary figures are due.
    package var preliminaryPublicationDate: String?
    /// The period of the next figures, as written.
    package var publicationPeriod: String?

    /// Reads one element of the answer to `/kpi`.
    package static func read(_ reader: inout JSONReader) throws(SourceFault) -> KoladaKPI {
        var kpi = KoladaKPI(id: "")
        kpi.id = try reader.identified("an indicator") { (reader, key) throws(SourceFault) in
            switch key {
            case "title": kpi.title = try reader.optionalString() ?? ""
            case "description": kpi.description = try reader.optionalString() ?? ""
            case "is_divided_by_gender": kpi.isDividedByGender = try reader.flag()
            case "municipality_type": kpi.municipalityType = try reader.optionalString() ?? ""
            case "publication_date": kpi.publicationDate = try reader.optionalString()
            case "prel_publication_date": kpi.preliminaryPublicationDate = try reader.optionalString()
            case "publ_period": kpi.publicationPeriod = try reader.textOrNumber()
            default: try reader.skip()
            }
        }
        return kpi
    }
}

/// A municipality, a region or the country as Kolada lists them.
package struct KoladaArea: Hashable, Sendable {
    /// Four digits; `0000` is the country, `0001` to `0025` are regions.
    package var id: String
    /// Its name.
    package var title: String
    /// `K` for a municipality, `L` for a region; the country has `L` too.
    package var type: String

    /// An area; see the properties.
    package init(id: String, title: String, type: String) {
        (self.id, self.title, self.type) = (id, title, type)
    }

    /// Reads one element of the answer to `/municipality`.
    package static func read(_ reader: inout JSONReader) throws(SourceFault) -> KoladaArea {
        var area = KoladaArea(id: "", title: "", type: "")
        area.id = try reader.identified("an area") { (reader, key) throws(SourceFault) in
            switch key {
            case "title": area.title = try reader.string()
            case "type": area.type = try reader.string()
            default: try reader.skip()
            }
        }
        return area
    }
}

/// A group of municipalities, such as those with 0 to 4 999 inhabitants.
package struct KoladaGroup: Hashable, Sendable {
    /// `G` and digits. The ids are not in order of size.
    package var id: String
    /// Its name.
    package var title: String
    /// The codes of its members; membership drifts from year to year.
    package var members: [String]

    /// Reads one element of the answer to `/municipality_groups`.
    package static func read(_ reader: inout JSONReader) throws(SourceFault) -> KoladaGroup {
        var group = KoladaGroup(id: "", title: "", members: [])
        group.id = try reader.identified("a group") { (reader, key) throws(SourceFault) in
            switch key {
            case "title": group.title = try reader.string()
            case "members":
                try reader.array { (reader, _) throws(SourceFault) in group.members.append(try member(&reader)) }
            default: try reader.skip()
            }
        }
        return group
    }

    /// The documentation says `id`; the service says `member_id`.
    private static func member(_ reader: inout JSONReader) throws(SourceFault) -> String {
        var id: String?
        try reader.object { (reader, key) throws(SourceFault) in
            if key == "member_id" || key == "id" { id = try reader.string() } else { try reader.skip() }
        }
        guard let id else { throw reader.fault("a member of a group has no 'member_id'", "Ask RKA.") }
        return id
    }
}

extension JSONReader {
    /// Reads an object that has an `id`, and gives its other members to be taken.
    /// - Parameter what: what it describes, for messages.
    /// - Returns: the id.
    fileprivate mutating func identified(
        _ what: String, _ take: (inout JSONReader, String) throws(SourceFault) -> Void
    ) throws(SourceFault) -> String {
        var id = ""
        try object { (reader, key) throws(SourceFault) in
            if key == "id" { id = try reader.string() } else { try take(&reader, key) }
        }
        guard !id.isEmpty else { throw fault("\(what) has no 'id'", "Ask RKA.") }
        return id
    }

    /// `true` and `false`, which version 2 wrote as 1 and 0.
    mutating func flag() throws(SourceFault) -> Bool {
        try kind() == .number ? try integer() != 0 : try boolean()
    }

    /// A text, or a whole number as its digits; `nil` for null. Periods were texts in version 2 and are numbers in 3.
    mutating func textOrNumber() throws(SourceFault) -> String? {
        try kind() == .number ? String(try integer()) : try optionalString()
    }
}
