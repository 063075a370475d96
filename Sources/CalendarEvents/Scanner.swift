/// Reads a text from left to right, and knows where a problem is.
struct Scanner {
    let text: String
    let characters: [Character]
    var position = 0
    /// Where reading stops. A time zone may follow.
    var end: Int

    init(_ text: String) {
        self.text = text
        characters = Array(text)
        end = characters.count
    }

    var isAtEnd: Bool {
        position >= end
    }

    var next: Character? {
        isAtEnd ? nil : characters[position]
    }

    /// Reads these characters if they come next.
    mutating func take(_ expected: String) -> Bool {
        guard rest.starts(with: expected) else { return false }
        position += expected.count
        return true
    }

    /// Reads as long as the characters satisfy a condition.
    mutating func takeWhile(_ condition: (Character) -> Bool) -> String {
        let taken = rest.prefix(while: condition)
        position += taken.count
        return String(taken)
    }

    /// What has not been read.
    var rest: ArraySlice<Character> {
        characters[min(position, end)..<end]
    }

    /// The rest up to the next blank.
    var word: String {
        String(rest.prefix { $0 != " " })
    }

    /// What comes next, in words that fit into a sentence about a problem.
    var found: String {
        isAtEnd ? "the end" : next == " " ? "a blank" : "'\(word)'"
    }

    /// An error at a position, by default where reading is.
    func failure(_ problem: String, _ remedy: String, at offset: Int? = nil) -> CalendarEventError {
        CalendarEventError(text: text, offset: offset ?? position, problem: problem, remedy: remedy)
    }
}

extension Character {
    /// Digits of other scripts are numbers to Swift, but not to systemd.
    var isDigit: Bool {
        isASCII && isWholeNumber
    }

    var isASCIILetter: Bool {
        isASCII && isLetter
    }
}
