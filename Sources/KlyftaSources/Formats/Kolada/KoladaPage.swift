import KlyftaModel

/// One page of an answer of Kolada, version 3 (<https://api.kolada.se/v3/docs>), or 2 for old recordings.
package struct KoladaPage<Item: Sendable>: Sendable {
    /// What is on this page. Kolada's `count` is the number of these and not the total, so it is not kept.
    package let items: [Item]
    /// Where the next page is, as given; `nil` on the last page.
    package let next: String?

    /// Reads a page.
    /// - Parameter item: reads one element of `values`.
    /// - Throws: ``SourceFault`` if there is no list `values`, and what `item` throws.
    package init(
        _ bytes: [UInt8], from source: String, _ item: (inout JSONReader) throws(SourceFault) -> Item
    ) throws(SourceFault) {
        var reader = try JSONReader(bytes, from: source)
        var items: [Item]?
        var next: String?
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "values":
                var list: [Item] = []
                try reader.array { (reader, _) throws(SourceFault) in list.append(try item(&reader)) }
                items = list
            // Version 3 says `next_url` and version 2 `next_page`: following the wrong one stops after 5 000 rows.
            case "next_url", "next_page":
                if let address = try reader.optionalString(), !address.isEmpty { next = address }
            default: try reader.skip()
            }
        }
        try reader.end()
        guard let items else {
            throw SourceFault(
                at: source, "there is no list 'values', so this is no answer of Kolada",
                remedy: "Check the address: it begins with https://api.kolada.se/v3/.")
        }
        self.items = items
        self.next = next
    }
}

/// Follows the pages of one question to the end, and no further: a page that leads to one already seen would be asked
/// for ever.
package struct KoladaPaging: Sendable {
    /// More pages than any question has: 5 000 rows each.
    private static let pageLimit = 10_000
    private var seen: Set<String>

    /// Begins at the address of the first page.
    package init(first address: String) {
        seen = [address]
    }

    /// The address to ask for after a page, `nil` when all pages are there.
    /// - Throws: ``SourceFault`` if the page leads to one that was asked for before.
    package mutating func next<Item>(after page: KoladaPage<Item>) throws(SourceFault) -> String? {
        guard let next = page.next else { return nil }
        guard seen.insert(next).inserted, seen.count <= Self.pageLimit else {
            throw SourceFault(
                at: String(next.prefix(200)), "the pages of the answer lead in a circle",
                remedy: "Kolada is at fault; nothing of the answer is taken. Try again later.")
        }
        return next
    }
}
