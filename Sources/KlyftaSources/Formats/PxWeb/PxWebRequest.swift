import KlyftaModel

/// One question to a PxWeb service, ready to send.
package struct PxWebRequest: Hashable, Sendable {
    /// The address, encoded.
    package let address: String
    /// The JSON to post; `nil` for a GET.
    package let body: String?
    /// How many cells the answer must have.
    package let cells: Int
    /// What is asked; the answer must have these codes and no others.
    package let query: PxWebQuery

    /// The longest address that is sent. Servers answer 404, not 414, to one over about 2 048 characters.
    package static let longestAddress = 2_000

    /// Requests for a query to a version 2 service, each under the cell limit.
    ///
    /// A GET while it is short, with `*` in place of all codes; else a POST, whose answer no cache between keeps.
    /// - Parameters:
    ///   - base: the service's address, such as `https://data.ssb.no/api/pxwebapi/v2`.
    ///   - language: `no`, `sv` or `en`.
    ///   - isPosted: whether it is posted however short it is: a server may take shorter addresses than we know of.
    package static func version2(
        _ query: PxWebQuery, base: String, language: String, limits: PxWebLimits, isPosted: Bool = false
    ) -> [PxWebRequest] {
        query.split(under: limits.cells).map { part in
            let data = "\(base.withoutLastSlash)/tables/\(part.table.queryEncoded)/data?lang=\(language.queryEncoded)"
            let format = "&outputFormat=json-stat2"
            let choices = part.choices.map { choice in
                let codes = choice.isAll ? "*" : choice.codes.map(\.queryEncoded).joined(separator: ",")
                let list = choice.codeList.map { "&codelist%5B\(choice.variable.queryEncoded)%5D=\($0.queryEncoded)" }
                return "&valueCodes%5B\(choice.variable.queryEncoded)%5D=\(codes)\(list ?? "")"
            }
            let address = data + choices.joined() + format
            // In an address a comma parts codes, so a code with a comma in it can only be posted.
            let hasComma = part.choices.contains { choice in !choice.isAll && choice.codes.contains { $0.contains(",") }
            }
            guard isPosted || address.utf8.count > longestAddress || hasComma else {
                return PxWebRequest(address: address, body: nil, cells: part.cells, query: part)
            }
            let selection = part.choices.map { choice in
                let list = choice.codeList.map { "\"codelist\":\($0.jsonQuoted)," } ?? ""
                let codes = choice.isAll ? ["*"] : choice.codes
                return "{\"variableCode\":\(choice.variable.jsonQuoted),\(list)\"valueCodes\":\(codes.jsonList)}"
            }
            return PxWebRequest(
                address: data + format, body: "{\"selection\":[\(selection.joined(separator: ","))]}",
                cells: part.cells, query: part)
        }
    }

    /// Requests for a query to a version 1 service, each under the cell limit; it knows no GET for data.
    /// - Parameter address: the table's own address, such as `https://data.ssb.no/api/v0/no/table/07459`.
    package static func version1(_ query: PxWebQuery, table address: String, limits: PxWebLimits) -> [PxWebRequest] {
        query.split(under: limits.cells).map { part in
            let choices = part.choices.map { choice in
                // 'agg_X' and 'vs_X' of version 2 are the filters 'agg:X' and 'vs:X' of version 1.
                let filter = choice.codeList.map(\.version1Filter) ?? "item"
                return "{\"code\":\(choice.variable.jsonQuoted),\"selection\":"
                    + "{\"filter\":\(filter.jsonQuoted),\"values\":\(choice.codes.jsonList)}}"
            }
            // The default format differs from office to office.
            let body = "{\"query\":[\(choices.joined(separator: ","))],\"response\":{\"format\":\"json-stat2\"}}"
            return PxWebRequest(address: address, body: body, cells: part.cells, query: part)
        }
    }
}

extension PxWebRequest {
    /// Makes sure that an answer has exactly the codes that were asked for: a client once ignored a filter, and a
    /// misspelt address gives a default selection with status 200.
    /// - Throws: ``SourceFault`` that names the first dimension that differs.
    package func check(_ cube: StatCube, from source: String) throws(SourceFault) {
        for choice in query.choices {
            guard let dimension = cube.layout[choice.variable] else {
                throw SourceFault(
                    at: source, "the answer has no dimension '\(choice.variable)'", remedy: Self.remedy)
            }
            let got = Set(dimension.categories.map(\.code))
            if let missing = choice.codes.first(where: { !got.contains($0) }) {
                throw SourceFault(
                    at: source, "the answer lacks '\(missing)' of '\(choice.variable)'", remedy: Self.remedy)
            }
            guard got.count == choice.codes.count else {
                throw SourceFault(
                    at: source,
                    "the answer has \(got.count) codes of '\(choice.variable)' where \(choice.codes.count) were asked for",
                    remedy: Self.remedy)
            }
        }
        let asked = Set(query.choices.map(\.variable))
        if let extra = cube.layout.dimensions.first(where: { !asked.contains($0.code) && $0.categories.count > 1 }) {
            throw SourceFault(
                at: source, "the answer is parted by '\(extra.code)', which was not asked for", remedy: Self.remedy)
        }
    }

    private static let remedy = "Read the table's metadata again; it may have changed. Nothing of the answer is taken."
}

extension String {
    fileprivate var withoutLastSlash: Substring { hasSuffix("/") ? dropLast() : self[...] }

    fileprivate var version1Filter: String {
        for kind in ["agg", "vs"] where hasPrefix("\(kind)_") { return "\(kind):\(dropFirst(kind.count + 1))" }
        return self
    }
}
