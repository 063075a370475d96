import KlyftaModel

extension Suggestion {
    /// `Did you mean 'Region'?`, or the choice where nothing is near: a whole sentence, of a length that can be read
    /// however many words an answer or a file has.
    static func sentence(for word: String, among words: [String], otherwise lead: String) -> String {
        // Comparing takes the product of two lengths, and these words come from outside.
        let short = words.lazy.filter { $0.utf8.count <= 64 }.prefix(1_000)
        if let nearest = nearest(to: word, among: Array(short)) { return "Did you mean '\(nearest)'?" }
        let choice = words.prefix(20).map { JSONReader.shown($0) }.joined(separator: ", ")
        return "\(lead) \(choice)\(words.count > 20 ? " and \(words.count - 20) more" : "")."
    }
}
