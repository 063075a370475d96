import KlyftaModel
import KlyftaSources

extension Question {
    /// The questions that give all cells of a query.
    /// - Parameter edition: the table's own stamp.
    static func all(
        of query: PxWebQuery, for wish: TableWish, edition: String?, limits: PxWebLimits, _ service: SSBService
    ) throws -> [Question] {
        try PxWebRequest.version2(query, base: service.tables, language: SSBService.language, limits: limits)
            .enumerated().map { number, request in
                try Question(request, named: "\(wish.name) data \(number + 1)", wish, edition, service)
            }
    }

    private init(
        _ table: PxWebRequest, named name: String, _ wish: TableWish, _ edition: String?, _ service: SSBService
    ) throws {
        // What is posted no cache keeps.
        let address = try WebAddress(table.address + (table.body == nil ? SSBService.past(edition) : ""))
        var request = FetchRequest(name, at: address, edition: edition, topic: wish.name, cells: table.cells)
        if let body = table.body { request = request.posted(to: address, Array(body.utf8)) }
        func further(_ limit: Int, isPosted: Bool) throws -> [Question] {
            let parts = PxWebRequest.version2(
                table.query, base: service.tables, language: SSBService.language, limits: PxWebLimits(cells: limit),
                isPosted: isPosted)
            return try parts.enumerated().map { number, part in
                let name = isPosted ? "\(name)/posted" : "\(name)/\(number + 1)"
                return try Question(part, named: name, wish, edition, service)
            }
        }
        self.init(request: request, table: table)
        if table.cells > 1 {
            otherwise.append(
                Way(answers: { Self.reason($0) == .tooManyCells }) { try further(table.cells / 2, isPosted: false) })
        }
        if table.body == nil {
            otherwise.append(
                Way(answers: { [.addressTooLong, .notAnAnswer].contains(Self.reason($0)) && $0.kind == .status(404) }) {
                    try further(table.cells, isPosted: true)
                })
        }
    }

    /// Why StatBank refused a question.
    private static func reason(_ fault: FetchFault) -> PxWebRefusal.Reason? {
        guard case .status(let status) = fault.kind else { return nil }
        return PxWebRefusal(status: status, body: fault.answer, address: fault.place).reason
    }
}
