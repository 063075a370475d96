import KlyftaModel

/// Goes through the statements of a PC-Axis file, `KEYWORD[language]("a","b")=value,value;`, one at a time.
///
/// The form is that of SCB's PX file format, axis version 2013. The text is UTF-8 by ``OfficeText``, whatever the
/// file's own `CODEPAGE` says.
struct PXReader {
    /// One statement.
    struct Statement {
        /// Such as `VALUES`.
        var keyword: String
        /// Such as `sv`; `nil` where it is said in the file's own language.
        var language: String?
        /// What it speaks of: none for the whole table, a variable, a variable and its value.
        var subjects: [String] = []
        /// Its values: texts without their quotes, and words and numbers as written.
        var values: [String] = []
        /// The line it begins on.
        var line: Int
    }

    private let bytes: [UInt8]
    private let place: String
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8], at place: String) throws(SourceFault) {
        self.bytes = try OfficeText(bytes, at: place).utf8
        self.place = place
    }

    /// The next statement; `nil` at the end of the file.
    mutating func next() throws(SourceFault) -> Statement? {
        skipBlanks()
        guard let first = peek else { return nil }
        guard Self.isWord(first) else { throw fault("a keyword should stand here") }
        var statement = Statement(keyword: word(), line: line)
        skipBlanks()
        if take("[") {
            skipBlanks()
            statement.language = word()
            skipBlanks()
            guard take("]") else { throw fault("the language is not closed with ']'") }
        }
        skipBlanks()
        if take("(") {
            repeat {
                skipBlanks()
                guard peek == UInt8(ascii: "\"") else { throw fault("a name in quotes should stand here") }
                statement.subjects.append(try text(goingOn: true))
            } while take(",")
            guard take(")") else { throw fault("the names are not closed with ')'") }
        }
        skipBlanks()
        guard take("=") else { throw fault("'=' should stand behind \(statement.keyword.excerpt(40))") }
        try takeValues(into: &statement)
        return statement
    }

    /// Values are parted by commas, those of `DATA` also by blanks.
    private mutating func takeValues(into statement: inout Statement) throws(SourceFault) {
        while true {
            skipBlanks()
            guard let byte = peek else {
                throw fault("\(statement.keyword.excerpt(40)) of line \(statement.line) is not closed with ';'")
            }
            if take(";") { return }
            guard statement.values.count < JSONStat.cellLimit else {
                throw fault("there are more than \(JSONStat.cellLimit) values in one statement")
            }
            if take(",") { continue }
            if byte == UInt8(ascii: "\"") {
                // Between two texts of `DATA` no comma is needed: each is a cell.
                statement.values.append(try text(goingOn: statement.keyword != "DATA"))
            } else if Self.isWord(byte) {
                statement.values.append(word())
                // `TLIST(A1,"2000"-"2010")` says how periods are counted, which their codes say too.
                if take("(") { try passOver() }
            } else {
                throw fault("a value should stand here")
            }
        }
    }

    /// Passes over what is in brackets.
    private mutating func passOver() throws(SourceFault) {
        while let byte = peek {
            if byte == UInt8(ascii: "\"") {
                _ = try text(goingOn: false)
            } else {
                advance()
                if byte == UInt8(ascii: ")") { return }
            }
        }
        throw fault("')' is missing at the end of the file")
    }

    /// A text in quotes.
    /// - Parameter isGoingOn: whether one that is too long for a line goes on in the next, in quotes again.
    private mutating func text(goingOn isGoingOn: Bool) throws(SourceFault) -> String {
        var text: [UInt8] = []
        repeat {
            guard take("\"") else { break }
            while let byte = peek, byte != UInt8(ascii: "\"") {
                text.append(byte)
                advance()
            }
            guard take("\"") else { throw fault("a text is not closed with '\"'") }
            skipBlanks()
        } while isGoingOn
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func word() -> String {
        let start = position
        while let byte = peek, Self.isWord(byte) { advance() }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: scalar) else { return false }
        advance()
        return true
    }

    private mutating func advance() {
        if bytes[position] == 10 { line += 1 }
        position += 1
    }

    private mutating func skipBlanks() {
        while let byte = peek, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { advance() }
    }

    private func fault(_ problem: String) -> SourceFault {
        SourceFault(at: "\(place):\(line)", problem, remedy: "Get the file again, or ask the office for JSON-stat.")
    }
}
