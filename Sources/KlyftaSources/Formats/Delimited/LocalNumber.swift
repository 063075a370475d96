import KlyftaModel

/// How numbers are written in a file of an office: `1 234,5` with any of four blanks, `−0,5` with a true minus.
package struct LocalNumber: Hashable, Sendable {
    /// The decimal mark. ESV and Excel in the north write a comma; Kolada, SSB and SCB's interfaces a point.
    package var mark: Mark
    /// Between which limits a value can be; `nil` if it can be anything. Per cent of something lie in 0 to 100.
    package var range: ClosedRange<Double>?

    /// A decimal mark.
    package enum Mark: String, Sendable {
        /// `1,5`
        case comma = ","
        /// `1.5`
        case point = "."
    }

    /// 0 to 100 per cent.
    package static let percentRange: ClosedRange<Double> = 0...100

    /// A way to write numbers.
    package init(mark: Mark, range: ClosedRange<Double>? = nil) {
        self.mark = mark
        self.range = range
    }

    /// The value that a field spells, or that it is missing: an empty field or one of the offices' marks is never zero.
    /// - Throws: ``InvalidText`` for anything else that is no number, the other decimal mark included: a comma is never
    ///   a thousands sign in the north, so `1,234.5` is a mistake and no guess is made.
    package func outcome(_ field: String) throws(InvalidText) -> Outcome {
        let text = field.withoutOuterBlanks
        if MissingMark.isMark(text) { return .absent(MissingMark(text).absence) }
        return .value(try value(text))
    }

    /// The number that a text spells.
    /// - Throws: ``InvalidText`` if it spells none, one too large to hold, or one out of ``range``.
    package func value(_ field: String) throws(InvalidText) -> Double {
        let text = field.withoutOuterBlanks
        let number = try plain(text).flatMap(Double.init)
        guard let number, number.isFinite else { throw invalid(text) }
        if let range, !range.contains(number) {
            throw InvalidText(
                text, isNo: "number from \(range.lowerBound.plain) to \(range.upperBound.plain)",
                remedy: "Correct it, or leave the field empty where there is no value.")
        }
        return number
    }

    private func invalid(_ text: String) -> InvalidText {
        InvalidText(
            JSONReader.shown(text), isNo: "number with a decimal \(mark == .comma ? "comma" : "point")",
            remedy: "Write it as \(mark == .comma ? "1 234,5" : "1 234.5"), or leave the field empty.")
    }

    private static let blanks: Set<Unicode.Scalar> = [" ", "\u{a0}", "\u{2009}", "\u{202f}"]

    /// The number in digits and a point alone; `nil` if it has no digits.
    private func plain(_ text: String) throws(InvalidText) -> String? {
        guard text.utf8.count <= 100 else { throw invalid(text) }
        var digits = ""
        var rest = Substring(text).unicodeScalars
        if let sign = rest.first, sign == "-" || sign == "\u{2212}" {
            digits = "-"
            rest.removeFirst()
        }
        let whole = rest.prefix { $0 != Unicode.Scalar(mark.rawValue) }
        let groups = whole.split(omittingEmptySubsequences: false, whereSeparator: Self.blanks.contains)
        let isGrouped = groups.count > 1
        for (index, group) in groups.enumerated() {
            let isFull = !isGrouped || (index == 0 ? (1...3).contains(group.count) : group.count == 3)
            guard !group.isEmpty, isFull, group.allSatisfy(\.isPlainDigit) else { throw invalid(text) }
            digits.unicodeScalars.append(contentsOf: group)
        }
        let fraction = rest.dropFirst(whole.count)
        guard !fraction.isEmpty else { return digits }
        guard fraction.count > 1, fraction.dropFirst().allSatisfy(\.isPlainDigit) else { throw invalid(text) }
        digits += "."
        digits.unicodeScalars.append(contentsOf: fraction.dropFirst())
        return digits
    }
}

extension Unicode.Scalar {
    fileprivate var isPlainDigit: Bool { ("0"..."9").contains(self) }
}

extension Double {
    fileprivate var plain: String { self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self) }
}
