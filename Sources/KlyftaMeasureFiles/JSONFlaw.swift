import Foundation

/// The first place where bytes stop being JSON, which the decoder of Foundation does not tell.
struct JSONFlaw {
    /// The path of keys and places down to it, such as `input.est[3]`.
    let path: String
    /// What is there, with line and column.
    let problem: String

    /// The first flaw; nil if there is none that this reader knows. Depth costs no stack, so any nesting ends.
    init?(in bytes: Data) {
        var reader = JSONReader(Array(bytes))
        guard let words = reader.firstFlaw() else { return nil }
        path = reader.path
        problem = "line \(reader.line), column \(reader.column): \(words)"
    }
}

/// Goes through JSON without keeping it.
private struct JSONReader {
    /// More than Foundation follows.
    static let deepest = 512

    private enum Level {
        case list(place: Int)
        case object(key: String)
    }

    private enum Step { case value, firstValue, key, firstKey, colon, next, over }

    private let bytes: [UInt8]
    private var place = 0
    private var levels: [Level] = []
    private var step = Step.value

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Of a deep nesting only the start, which is where to look.
    var path: String {
        let most = 12
        return levels.prefix(most).reduce("") { path, level in
            switch level {
            case .list(let place): "\(path)[\(place)]"
            case .object(let key): path.isEmpty ? key : key.isEmpty ? path : "\(path).\(key)"
            }
        } + (levels.count > most ? "…" : "")
    }

    var line: Int { 1 + bytes[..<place].count { $0 == UInt8(ascii: "\n") } }
    var column: Int { place - (bytes[..<place].lastIndex(of: UInt8(ascii: "\n")) ?? -1) }

    mutating func firstFlaw() -> String? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return "the text is not UTF-8" }
        while true {
            while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
            guard place < bytes.count else { return step == .over ? nil : "the text ends here" }
            if let flaw = take(bytes[place]) { return flaw }
        }
    }

    private mutating func take(_ byte: UInt8) -> String? {
        switch (step, UnicodeScalar(byte)) {
        case (.over, _): return "there is more after the end"
        case (.firstValue, "]"), (.firstKey, "}"), (.key, "}"): return close()
        case (.next, "]"), (.next, "}"): return close()
        case (.next, ","): return goOn()
        case (.next, _): return "a comma or an end is missing"
        case (.colon, ":"): (step, place) = (.value, place + 1)
        case (.colon, _): return "a colon is missing"
        case (.key, "\""), (.firstKey, "\""): return takeKey()
        case (.key, _), (.firstKey, _): return "a key in quotes is missing"
        case (.value, _), (.firstValue, _): return takeValue(byte)
        }
        return nil
    }

    private mutating func close() -> String? {
        let isList = if case .list = levels.last { true } else { false }
        guard isList == (bytes[place] == UInt8(ascii: "]")) else { return "the wrong bracket closes here" }
        levels.removeLast()
        place += 1
        step = levels.isEmpty ? .over : .next
        return nil
    }

    private mutating func goOn() -> String? {
        place += 1
        if case .list(let index) = levels.last {
            levels[levels.count - 1] = .list(place: index + 1)
            // Foundation lets a comma stand before the end.
            step = .firstValue
        } else {
            step = .key
        }
        return nil
    }

    private mutating func takeKey() -> String? {
        let start = place + 1
        guard skipString() else { return "a quote is missing" }
        levels[levels.count - 1] = .object(key: String(decoding: bytes[start..<place - 1].prefix(60), as: UTF8.self))
        step = .colon
        return nil
    }

    private mutating func takeValue(_ byte: UInt8) -> String? {
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            let isList = byte == UInt8(ascii: "[")
            guard levels.count < Self.deepest else { return "more than \(Self.deepest) levels deep" }
            levels.append(isList ? .list(place: 0) : .object(key: ""))
            (step, place) = (isList ? .firstValue : .firstKey, place + 1)
            return nil
        }
        if byte == UInt8(ascii: "\"") {
            guard skipString() else { return "a quote is missing" }
        } else {
            let word = bytes[place...].prefix(400).prefix { !" \t\r\n,]}[{\":".utf8.contains($0) }
            let text = String(decoding: word, as: UTF8.self)
            guard ["true", "false", "null"].contains(text) || Self.isNumber(text) else {
                return "'\(text.prefix(40))' is no JSON value"
            }
            place += word.count
        }
        step = levels.isEmpty ? .over : .next
        return nil
    }

    /// Moves past a string; false if it has no end.
    private mutating func skipString() -> Bool {
        var next = place + 1
        while next < bytes.count, bytes[next] != UInt8(ascii: "\"") {
            next += bytes[next] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard next < bytes.count else { return false }
        place = next + 1
        return true
    }

    private static func isNumber(_ text: String) -> Bool {
        text.allSatisfy { "+-.eE0123456789".contains($0) } && (Double(text)?.isFinite ?? false)
    }
}
