/// Why a request is not answered as asked: a status, and a sentence for whoever reads it.
package enum Refusal: Error, Equatable, Sendable {
    /// It is no HTTP, or not all of it: what is wrong, in one clause.
    case malformed(String)
    /// It would change something.
    case method
    /// It has a body.
    case body
    /// It asks another host.
    case host
    /// Its head is too large.
    case size
    /// It is in a version of HTTP that is not spoken here.
    case version
    /// Too many ask at once.
    case crowd

    /// The status of the answer.
    var status: Int {
        switch self {
        case .malformed: 400
        case .method: 405
        case .body: 413
        case .host: 421
        case .size: 431
        case .version: 505
        case .crowd: 503
        }
    }

    /// What is wrong, and what to do instead.
    var sentence: String {
        switch self {
        case .malformed(let problem): "This request is not understood: \(problem)."
        case .method: "Nothing is changed here; ask with GET or HEAD."
        case .body: "A request has no body here."
        case .host:
            "No page is served here under this name. Ask by localhost, or name the host under 'page: { hosts: }'."
        case .size: "The head of a request has at most \(Limits.standard.head) bytes here."
        case .version: "HTTP/1.1 is spoken here."
        case .crowd: "Too many ask at once; try again in a moment."
        }
    }

    /// The answer.
    var reply: Reply {
        var reply = Reply(status: status, type: "text/plain; charset=utf-8", text: sentence + "\n", tag: nil)
        if self == .method { reply.fields.append(("Allow", "GET, HEAD")) }
        if self == .crowd { reply.fields.append(("Retry-After", "5")) }
        return reply
    }

    /// Whether more may be read from the same connection.
    var leavesConnection: Bool { self == .host }
}
