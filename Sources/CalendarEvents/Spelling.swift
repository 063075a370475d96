/// Finds the word that somebody probably meant.
enum Spelling {
    /// "did you mean …?" if one of the words is close, or else the advice for the case that none is.
    static func remedy(for word: String, among words: [String], otherwise advice: String) -> String {
        closest(to: word, among: words).map { "did you mean \($0)?" } ?? advice
    }

    /// The word with the fewest differing letters, if these are at most a third of them.
    static func closest(to word: String, among words: [String]) -> String? {
        let target = Array(word.lowercased())
        let limit = max(1, target.count / 3)
        return words.lazy
            .filter { abs($0.count - target.count) <= limit }
            .map { (word: $0, distance: distance(Array($0.lowercased()), target)) }
            .filter { $0.distance <= limit }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?
            .word
    }

    /// How many letters must be inserted, removed or replaced to turn one word into the other (Levenshtein).
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let replaced = diagonal + (letter == other[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[other.count]
    }
}
