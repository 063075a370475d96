package import NIOHTTP1

/// What a reader asks for, of which only what an answer may depend on is kept.
package struct Request: Sendable, Equatable {
    /// The path, decoded: it begins with a slash, and has no `..` and no control characters.
    package var path: String
    /// Whether only the head of the answer is wanted.
    package var isHead = false
    /// What the reader takes, in the words of `Accept`; `nil` if he did not say.
    package var accept: String?
    /// The languages the reader wants, in the words of `Accept-Language`.
    package var languages: String?
    /// The tags of what the reader has already, in the words of `If-None-Match`.
    package var known: String?

    /// A plain request for a path.
    package init(path: String) { self.path = path }

    /// Reads the head of a request.
    /// - Throws: ``Refusal``: the answer to whoever asks otherwise than is answered here.
    package init(_ head: HTTPRequestHead, hosts: HostNames) throws(Refusal) {
        guard head.version.major == 1 else { throw .version }
        guard head.method == .GET || head.method == .HEAD else { throw .method }
        // A body is none of a reader's business, and half of one is how requests are smuggled.
        guard !head.headers.contains(name: "transfer-encoding"),
            head.headers["content-length"].allSatisfy({ $0 == "0" })
        else { throw .body }
        let target = try Target(head.uri)
        let names = head.headers["host"]
        guard names.count == 1, let name = names.first else { throw .malformed("there is no Host, or more than one") }
        guard hosts.contain(name), target.authority.map(hosts.contain) ?? true else { throw .host }
        path = target.path
        isHead = head.method == .HEAD
        accept = Self.joined("accept", head.headers)
        languages = Self.joined("accept-language", head.headers)
        known = Self.joined("if-none-match", head.headers)
    }

    /// A field that came in several lines is one list (RFC 9110, 5.3).
    private static func joined(_ name: String, _ headers: HTTPHeaders) -> String? {
        let values = headers[name]
        return values.isEmpty ? nil : values.joined(separator: ",")
    }
}
