/// The word that somebody probably meant.
package enum Suggestion {
    /// Behind this length a key is no slip of the finger, and comparing would only take time.
    private static let longest = 64

    /// The nearest of some words, if one is near: two slips away, or one in three letters of a long word.
    package static func nearest(to word: String, among words: [String]) -> String? {
        guard word.count <= longest else { return nil }
        let written = Array(word.lowercased())
        let distances = words.sorted().map { ($0, distance(written, Array($0.lowercased()))) }
        guard let (best, slips) = distances.min(by: { $0.1 < $1.1 }) else { return nil }
        // As many slips as letters would turn any short word into any other.
        let isNear = slips <= max(2, written.count / 3) && slips < min(written.count, best.count)
        return isNear ? best : nil
    }

    /// `did you mean 'state'?`, or the whole choice where nothing is near.
    package static func remedy(for word: String, among words: [String], otherwise lead: String) -> String {
        if let nearest = nearest(to: word, among: words) { return "did you mean '\(nearest)'?" }
        return "\(lead) \(words.joined(separator: ", "))"
    }

    /// How many letters must be put in, left out, replaced or swapped with their neighbour.
    package static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for row in one.indices {
            var current = [row + 1]
            for column in other.indices {
                let replaced = last[column] + (one[row] == other[column] ? 0 : 1)
                var best = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[other.count]
    }
}
