import KlyftaModel
import KlyftaSources

/// One question to Kolada with all its pages, each known from the one before it.
struct KoladaChain {
    /// What it is called; also the topic by which progress is told.
    let name: String
    /// The address of its first page.
    let address: String
    /// What Kolada says now of the figures it asks for: pages that are held under the same words are not asked for again.
    var edition: String?
    /// How many cells it asks for.
    var cells = 0

    /// The pages that are there, in order.
    func pages(in payloads: Payloads) -> [Payload] {
        var pages: [Payload] = []
        while let page = payloads[pageName(pages.count + 1)] { pages.append(page) }
        return pages
    }

    /// Why a page of it was asked for in vain; `nil` if none was.
    func lack(in payloads: Payloads) -> SourceFault? { payloads.lack(of: pageName(pages(in: payloads).count + 1)) }

    /// The question for the next page; `nil` once all are there, or one was asked for in vain.
    func next(after payloads: Payloads) throws -> FetchRequest? {
        let pages = pages(in: payloads)
        guard payloads.lack(of: pageName(pages.count + 1)) == nil else { return nil }
        guard let last = pages.last else { return try request(1, address) }
        // The address as given: whoever builds the next page's address from a number stops after 5 000 rows.
        let next = try KoladaPage(last.bytes, from: last.address.description) { reader throws(SourceFault) in
            try reader.skip()
        }.next
        return try next.map { try request(pages.count + 1, $0) }
    }

    /// Everything on its pages.
    func items<Item: Sendable>(
        in payloads: Payloads, _ item: (inout JSONReader) throws(SourceFault) -> Item
    ) throws(SourceFault) -> [Item] {
        var items: [Item] = []
        for page in pages(in: payloads) {
            items += try KoladaPage(page.bytes, from: page.address.description, item).items
        }
        return items
    }

    private func request(_ page: Int, _ address: String) throws -> FetchRequest {
        FetchRequest(
            pageName(page), at: try WebAddress(address), edition: edition, topic: name, cells: page == 1 ? cells : 0)
    }

    private func pageName(_ page: Int) -> String { page == 1 ? name : "\(name), page \(page)" }
}
