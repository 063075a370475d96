/// One question and one answer over HTTP, without manners: no retry, no redirect, no waiting.
package protocol Transport: Sendable {
    /// Sends a question once and reads the answer.
    /// - Throws: ``FetchFault``; for an answer with any status there is none.
    func exchange(_ question: HTTPQuestion) async throws(FetchFault) -> HTTPAnswer
}

/// What is sent.
package struct HTTPQuestion: Sendable {
    /// Where to.
    package var address: WebAddress
    /// What is posted; `nil` for a GET.
    package var body: [UInt8]?
    /// Headers, in order.
    package var headers: [(name: String, value: String)]
    /// How much and how long is too much.
    package var limits: PayloadLimits

    package init(
        address: WebAddress, body: [UInt8]? = nil, headers: [(name: String, value: String)], limits: PayloadLimits
    ) {
        self.address = address
        self.body = body
        self.headers = headers
        self.limits = limits
    }
}

/// What came back.
package struct HTTPAnswer: Sendable {
    /// The status, such as 200.
    package var status: Int
    /// The headers, by name in lower case; of several with one name the last.
    package var headers: [String: String]
    /// The body, unpacked; of anything but a 200 its beginning.
    package var body: [UInt8]
    /// How many bytes came over the wire, headers included.
    package var wireBytes: Int
    /// Where a redirect leads, as an absolute address.
    package var redirect: String?
}
