package import NIOCore
import NIOHTTP1

/// An answer, whole: pages are small, and what is whole can be kept and given to many.
package struct Reply: Sendable {
    /// The status code.
    package var status: Int
    /// The media type, with its character set; `nil` for an answer without a body.
    package var type: String?
    package var body: ByteBuffer
    /// The strong tag of the body, in its quotes; `nil` if it is another with every look.
    package var tag: String?
    /// Something better that is being made: called with whom to give it to, from any thread and at most once. The reader
    /// waits for it a while, and gets this answer if it does not come.
    package var awaited: (@Sendable (_ give: @escaping @Sendable (Reply) -> Void) -> Void)?
    /// Fields that only this answer has.
    package var fields: [(name: String, value: String)] = []

    /// An answer with a text.
    package init(status: Int = 200, type: String?, text: String, tag: String?) {
        self.init(status: status, type: type, body: ByteBuffer(string: text), tag: tag)
    }

    /// An answer of bytes.
    package init(status: Int = 200, type: String?, body: ByteBuffer, tag: String?) {
        (self.status, self.type, self.body, self.tag) = (status, type, body, tag)
    }

    /// Sends the reader elsewhere on this page, for now.
    package static func redirect(to path: String) -> Reply {
        var reply = Reply(status: 302, type: nil, text: "", tag: nil)
        reply.fields = [("Location", path)]
        return reply
    }

    /// The same answer for somebody who says what he has already: without the body, if he has it.
    func given(_ known: String?) -> Reply {
        guard let tag, status == 200, let known, EntityTag.isAmong(known, tag) else { return self }
        var reply = self
        (reply.status, reply.body, reply.type) = (304, ByteBuffer(), nil)
        return reply
    }

    /// The head, with all that keeps a browser from doing anything but show the page.
    func head(keepsAlive: Bool, date: String) -> HTTPResponseHead {
        var headers = HTTPHeaders(Self.always)
        headers.add(name: "Date", value: date)
        if let type { headers.add(name: "Content-Type", value: type) }
        if let tag { headers.add(name: "ETag", value: tag) }
        // What has a tag may be kept, and is asked for again; the rest is of the moment.
        headers.add(name: "Cache-Control", value: tag == nil ? "no-store" : "no-cache")
        if status != 304 { headers.add(name: "Content-Length", value: "\(body.readableBytes)") }
        for (name, value) in fields { headers.add(name: name, value: value) }
        if !keepsAlive { headers.add(name: "Connection", value: "close") }
        return HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: headers)
    }

    /// Nothing is loaded, run, framed or sent anywhere.
    private static let always: [(String, String)] = [
        (
            "Content-Security-Policy",
            """
            default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
            frame-ancestors 'none'
            """
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
}
