import KlyftaModel

extension ConfigurationReader {
    /// How long answers are kept that no stored figure rests on.
    func archiveKeep(_ root: KeyedReader) -> Duration? {
        kept("archive", "400d", root) { try TimeSpan($0).duration }
    }

    /// How long it is kept where rules stood and how sources fared; the inner `nil` is for ever.
    func historyKeep(_ root: KeyedReader) -> Duration?? {
        kept("history", Self.forever, root) { text in
            if text == Self.forever { return Duration?.none }
            guard let span = try? TimeSpan(text).duration else {
                throw Misreading(
                    "\(ConfigurationExcerpt.quoted(text)) is no stretch of time",
                    remedy: Suggestion.nearest(to: text, among: [Self.forever]).map { "did you mean '\($0)'?" }
                        ?? "write days, such as 400d, or forever")
            }
            return span
        }
    }

    /// How many daily copies of the state are kept.
    func backupsKept(_ root: KeyedReader) -> Int? {
        kept("backups", "3", root) { text in
            guard let count = Int(text), (0...400).contains(count) else {
                throw Misreading(
                    "\(ConfigurationExcerpt.quoted(text)) is no number of copies", remedy: "choose 0 to 400")
            }
            return count
        }
    }

    private static let forever = "forever"

    /// The value of `KEY: { keep: … }`.
    private func kept<Value>(
        _ key: String, _ usual: String, _ root: KeyedReader, _ read: (String) throws -> Value
    ) -> Value? {
        guard root.entry(key) != nil else {
            report.assume(usual, at: [key, "keep"])
            return root.value(of: usual, at: root.origin, read)
        }
        return root.map(key, form: "'\(key): { keep: \(usual) }'") { $0.value("keep", default: usual, read) }
    }
}
