import KlyftaPublishing
import KlyftaWeb

/// The same as data, for programs: `/data/` and the feeds.
extension Reception {
    /// A file of data, or `nil` if there is no such thing.
    func data(_ request: Request) -> Reply? {
        guard let path = DataPath(request.path) else { return nil }
        return shown(at: path.text, otherwise: Self.soon) { edition in
            DataFiles(edition).text(path).map { Self.file($0, of: path) }
        }
    }

    private static func file(_ text: String, of path: DataPath) -> Reply {
        var reply = Reply(type: path.type, text: text, tag: EntityTag.tag(of: text.utf8))
        // Names of files are ours: an indicator's has letters, digits, '.', '-' and '_' alone.
        let kind = path.isDownload ? "attachment" : "inline"
        reply.fields = [("Content-Disposition", "\(kind); filename=\"\(path.fileName)\"")]
        return reply
    }

    private static var soon: Reply {
        var reply = Reply(
            status: 503, type: plain, text: "The figures are being made ready; ask again in a moment.\n", tag: nil)
        reply.fields = [("Retry-After", "1")]
        return reply
    }
}
