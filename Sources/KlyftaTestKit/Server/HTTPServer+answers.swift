extension [HTTPServer.Step] {
    /// A whole answer with its length.
    public static func answer(
        _ body: String, status: String = "200 OK", headers: [String: String] = [:]
    ) -> [HTTPServer.Step] {
        payload([UInt8](body.utf8), status: status, headers: headers)
    }

    /// A whole answer of bytes with their length.
    public static func payload(
        _ body: [UInt8], status: String = "200 OK", headers: [String: String] = [:]
    ) -> [HTTPServer.Step] {
        [.send(HTTPServer.head(status, headers.merging(["Content-Length": "\(body.count)"]) { own, _ in own }) + body)]
    }

}

extension HTTPServer {
    /// A status line and headers, and the empty line behind them.
    public static func head(_ status: String, _ headers: [String: String]) -> [UInt8] {
        let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }
        return Array("HTTP/1.1 \(status)\r\n\(lines.joined())\r\n".utf8)
    }
}
