import KlyftaModel

/// Reads JSON (RFC 8259) from bytes, value by value, without a tree: what nobody asks for is checked and passed over.
///
/// Strict where Foundation's decoder is lenient: a key that is there twice is refused, for the two readers of one answer
/// could otherwise take different values; so are text that is not UTF-8, more than ``depthLimit`` levels and a number
/// too large to hold. A byte order mark in front is passed over. Every fault says at which byte and under which path.
///
/// It keeps an array rather than a `Span`: measured, the two are equally fast, and a struct that keeps a `Span` still
/// needs an experimental feature of the compiler.
package struct JSONReader {
    /// How many arrays and objects may lie in one another. No office's answer is deeper than ten.
    package static let depthLimit = 64

    let bytes: [UInt8]
    /// The byte that is read next.
    var position = 0
    private var path: [Step] = []
    /// The element of a list that is read by hand, beside the path so that a million elements cost a million stores.
    private var element: Int?
    private let source: String

    /// One step on the way from the root to the value that is being read: a key, or without one an index.
    private struct Step {
        var key: String?
        var index = 0
    }

    /// What kind of value comes next.
    package enum Kind: Sendable {
        /// `{`
        case object
        /// `[`
        case array
        /// A text in quotes.
        case string
        /// A number.
        case number
        /// `true` or `false`
        case boolean
        /// `null`
        case null
    }

    /// A reader at the root of a text.
    /// - Parameter source: what the text is called in messages: an address, a file.
    /// - Throws: ``SourceFault`` for an empty text, markup instead of JSON, or an encoding other than UTF-8.
    package init(_ bytes: [UInt8], from source: String) throws(SourceFault) {
        self.bytes = bytes
        self.source = source
        position = try JSONEncodingCheck.start(of: bytes, from: source)
        skipBlanks()
    }

    /// The kind of the next value.
    /// - Throws: ``SourceFault`` if no value begins here.
    package func kind() throws(SourceFault) -> Kind {
        switch peek {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        default: throw unexpected("a value")
        }
    }

    /// Reads an object; the closure must read each value or ``skip()`` it.
    /// - Throws: ``SourceFault`` for a key that is there twice, what the closure throws, and faults of form.
    package mutating func object(
        _ member: (inout JSONReader, String) throws(SourceFault) -> Void
    ) throws(SourceFault) {
        try enter(UInt8(ascii: "{"), "an object")
        var seen: Set<String> = []
        while try another(closing: UInt8(ascii: "}"), first: seen.isEmpty) {
            let keyPosition = position
            let key = try string()
            guard seen.insert(key).inserted else {
                position = keyPosition
                throw fault(
                    "the key '\(Self.shown(key))' is there twice in one object",
                    "Ask the office which of the two holds; none is taken.")
            }
            try colon()
            path[path.count - 1].key = key
            try member(&self, key)
            skipBlanks()
        }
        path.removeLast()
    }

    /// Reads an array; the closure is given the index of each element and must read it or ``skip()`` it.
    package mutating func array(
        _ element: (inout JSONReader, Int) throws(SourceFault) -> Void
    ) throws(SourceFault) {
        try enter(UInt8(ascii: "["), "an array")
        var index = 0
        while try another(closing: UInt8(ascii: "]"), first: index == 0) {
            path[path.count - 1].index = index
            try element(&self, index)
            index += 1
            skipBlanks()
        }
        path.removeLast()
    }

    /// Checks the next value and passes over it.
    package mutating func skip() throws(SourceFault) {
        switch try kind() {
        case .object: try object { (reader, _) throws(SourceFault) in try reader.skip() }
        case .array: try array { (reader, _) throws(SourceFault) in try reader.skip() }
        case .string: try skipString()
        case .number: _ = try number()
        case .boolean: _ = try boolean()
        case .null: _ = try null()
        }
    }

    /// Takes a `null`, if one comes next.
    package mutating func null() throws(SourceFault) -> Bool {
        guard peek == UInt8(ascii: "n") else { return false }
        try word("null")
        return true
    }

    /// Reads `true` or `false`.
    package mutating func boolean() throws(SourceFault) -> Bool {
        let isTrue = peek == UInt8(ascii: "t")
        try word(isTrue ? "true" : "false")
        return isTrue
    }

    /// Makes sure that nothing follows the value that was read.
    package mutating func end() throws(SourceFault) {
        skipBlanks()
        guard position == bytes.count else { throw unexpected("the end of the text") }
    }
}

extension JSONReader {
    /// The next byte, 0 at the end: no JSON token begins with 0.
    @inline(__always) var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

    @inline(__always) mutating func skipBlanks() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return }
            position += 1
        }
    }

    /// Steps into an array or object.
    mutating func enter(_ bracket: UInt8, _ name: String) throws(SourceFault) {
        guard peek == bracket else { throw unexpected(name) }
        guard path.count < Self.depthLimit else {
            throw fault(
                "there are more than \(Self.depthLimit) levels of arrays and objects",
                "This is no answer of an office; see what else answers at this address.")
        }
        position += 1
        path.append(Step())
        skipBlanks()
    }

    /// Whether another element follows; passes over the comma before it, or the bracket after the last.
    @inline(__always)
    mutating func another(closing bracket: UInt8, first: Bool) throws(SourceFault) -> Bool {
        if peek == bracket {
            position += 1
            return false
        }
        guard !first else { return true }
        guard peek == UInt8(ascii: ",") else { throw unexpected("a comma or a closing bracket") }
        position += 1
        skipBlanks()
        return true
    }

    /// Passes over the colon behind a key.
    @inline(__always)
    mutating func colon() throws(SourceFault) {
        skipBlanks()
        guard peek == UInt8(ascii: ":") else { throw unexpected("a colon") }
        position += 1
        skipBlanks()
    }

    /// Steps out of an array or object that was entered by hand.
    mutating func leave() {
        element = nil
        path.removeLast()
    }

    /// Names the element that is being read, for faults.
    @inline(__always) mutating func at(_ index: Int) { element = index }

    private mutating func word(_ word: StaticString) throws(SourceFault) {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count else { throw unexpected("a value") }
        for offset in 0..<word.utf8CodeUnitCount where bytes[position + offset] != word.utf8Start[offset] {
            throw unexpected("a value")
        }
        position = end
    }

    // MARK: Faults

    /// A fault at the value that is being read.
    package func fault(_ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "\(source): byte \(position)\(whereabouts)", problem, remedy: remedy)
    }

    func unexpected(_ wanted: String) -> SourceFault {
        guard position < bytes.count else {
            return fault("the text ends where \(wanted) should be", "It was cut off on its way; fetch it again.")
        }
        let byte = bytes[position]
        let seen = (0x21...0x7e).contains(byte) ? "'\(Unicode.Scalar(byte))'" : "byte 0x\(String(byte, radix: 16))"
        return fault("\(seen) stands where \(wanted) should be", "This is not the JSON that was expected.")
    }

    private var whereabouts: String {
        var text = ""
        for (level, step) in path.enumerated() {
            if let element, level == path.count - 1 {
                text += "[\(element)]"
            } else if let key = step.key {
                text += text.isEmpty ? Self.shown(key) : ".\(Self.shown(key))"
            } else {
                text += "[\(step.index)]"
            }
        }
        return text.isEmpty ? "" : ", at \(text)"
    }

    /// A key as a message shows it: one line, not endless.
    static func shown(_ text: String, limit: Int = 60) -> String {
        let plain = String(
            text.unicodeScalars.prefix(limit).map { $0.properties.generalCategory == .control ? " " : Character($0) })
        return plain.unicodeScalars.count < text.unicodeScalars.count ? plain + "…" : plain
    }
}
