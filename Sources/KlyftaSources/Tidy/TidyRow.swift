import KlyftaModel

/// One row of a tidy file, its fields by column and typed on demand, with errors that name file, line and column.
struct TidyRow {
    private let place: String
    private let line: Int
    private let columns: [String: Int]
    private let fields: [String]

    /// The rows of a file.
    /// - Parameter key: the columns that together name a row; none if rows may repeat.
    /// - Throws: ``SourceFault`` if one of `required` is not among its columns, or two rows have the same name.
    static func rows(
        of text: OfficeTable, required: [String], once key: [String]
    ) throws(SourceFault) -> [TidyRow] {
        let columns = Dictionary(zip(text.columns, text.columns.indices).map { ($0, $1) }) { first, _ in first }
        for name in required where columns[name] == nil {
            throw SourceFault(
                at: text.place, "there is no column '\(name)'",
                remedy: "Write the columns \(required.joined(separator: ", ")).")
        }
        let rows = text.rows.map {
            TidyRow(place: "\(text.place):\($0.line)", line: $0.line, columns: columns, fields: $0.fields)
        }
        var lines: [[String]: Int] = [:]
        for row in rows where !key.isEmpty {
            let name = key.map { row[$0] }
            if let first = lines.updateValue(row.line, forKey: name) {
                throw row.fault(
                    key[0], "\(name.joined(separator: ", ")) is there twice, first in line \(first)",
                    "Keep one of the two rows.")
            }
        }
        return rows
    }

    /// The text in a column, empty where the file has no such column.
    subscript(column: String) -> String { columns[column].map { fields[$0] } ?? "" }

    /// The text of a column as the value it spells.
    func value<Value>(_ column: String, _ parse: (String) throws(InvalidText) -> Value) throws(SourceFault) -> Value {
        do {
            return try parse(self[column])
        } catch {
            throw fault(column, "\(error.place) is no \(error.kind)", error.remedy)
        }
    }

    /// The same, where an empty field is `nil`.
    func optional<Value>(
        _ column: String, _ parse: (String) throws(InvalidText) -> Value
    ) throws(SourceFault) -> Value? {
        self[column].isEmpty ? nil : try value(column, parse)
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ column: String, _: Word.Type) throws(SourceFault) -> Word
    {
        guard let word = Word(rawValue: self[column]) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault(column, "'\(self[column])' is not a word used here", "Write one of \(words).")
        }
        return word
    }

    func fault(_ column: String, _ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "\(place), column '\(column)'", problem, remedy: remedy)
    }
}

extension Double {
    /// Reads a decimal number as data are written: digits, a point, perhaps an exponent.
    /// - Throws: ``InvalidText`` for `1 234,5`, `NaN`, `0x1p3`, or a number too large to hold.
    init(tidy text: String) throws(InvalidText) {
        let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }
        guard isPlain, let number = Double(text), number.isFinite else {
            let isLocal = text.contains(",") || text.contains(where: \.isWhitespace)
            throw InvalidText(
                text, isNo: "number",
                remedy: isLocal
                    ? "Write a decimal point and no thousands separator, as 1234.5."
                    : "Write a decimal number, or leave it empty and give a reason in 'absence'.")
        }
        self = number
    }
}

extension Int {
    /// Reads a whole number from zero up.
    /// - Throws: ``InvalidText`` for anything but digits.
    init(tidy text: String) throws(InvalidText) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            throw InvalidText(text, isNo: "whole number", remedy: "Write digits only, as 12345.")
        }
        self = number
    }
}
