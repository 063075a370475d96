import ArgumentParser
import Foundation
import KlyftaDivide
import KlyftaModel

/// Rows of figures, printed for people, for spreadsheets or for programs.
struct Table {
    /// The form of an answer.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, csv, json
    }

    /// One figure or word.
    enum Cell {
        case text(String)
        case count(Int?)
        /// With so many decimals where people read it, and all digits elsewhere.
        case number(Double?, decimals: Int = 2)
        /// A number as it is written in a language.
        case written(String)
        case flag(Bool)

        static func measured(_ value: Measured) -> Cell { .number(value.value) }
    }

    let columns: [String]
    var rows: [[Cell]] = []

    init(_ columns: [String]) {
        self.columns = columns
    }

    func rendered(as format: Format) -> String {
        switch format {
        case .table: aligned
        case .csv: ([columns] + rows.map { $0.map(\.csv) }).map { $0.joined(separator: ",") }.joined(separator: "\n")
        case .json: json
        }
    }

    /// Columns under their names: numbers to the right, with two decimals.
    private var aligned: String {
        let texts = rows.map { $0.map(\.readable) }
        let widths = columns.indices.map { column in
            ([columns[column]] + texts.map { $0[column] }).map(\.count).max() ?? 0
        }
        func line(_ cells: [String], _ isNumber: (Int) -> Bool) -> String {
            let padded = cells.enumerated().map { column, text in
                let padding = String(repeating: " ", count: widths[column] - text.count)
                return isNumber(column) ? padding + text : text + padding
            }
            let joined = padded.joined(separator: "  ")
            return String(joined.reversed().drop { $0 == " " }.reversed())
        }
        let isNumber = { (column: Int) in rows.first.map { $0[column].isNumber } ?? false }
        return ([line(columns, isNumber)] + texts.map { line($0, isNumber) }).joined(separator: "\n")
    }

    private var json: String {
        let objects = rows.map { row in
            let pairs = zip(columns, row).map { "\(Self.quoted($0)): \($1.json)" }
            return "  {\(pairs.joined(separator: ", "))}"
        }
        return objects.isEmpty ? "[]" : "[\n\(objects.joined(separator: ",\n"))\n]"
    }

    fileprivate static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}

extension Table.Cell {
    fileprivate var isNumber: Bool {
        switch self {
        case .text, .flag: false
        case .count, .number, .written: true
        }
    }

    fileprivate var readable: String {
        switch self {
        case .text(let text), .written(let text): text
        case .count(let count): count.map(String.init) ?? "-"
        case .number(let number, let decimals): number.map { $0.fixed(decimals) } ?? "-"
        case .flag(let flag): flag ? "yes" : ""
        }
    }

    fileprivate var csv: String {
        switch self {
        case .text(let text), .written(let text): Self.field(text)
        case .count(let count): count.map(String.init) ?? ""
        case .number(let number, _): number.map { "\($0)" } ?? ""
        case .flag(let flag): "\(flag)"
        }
    }

    fileprivate var json: String {
        switch self {
        case .text(let text), .written(let text): Table.quoted(text)
        case .count(let count): count.map(String.init) ?? "null"
        case .number(let number, _): number.map { "\($0)" } ?? "null"
        case .flag(let flag): "\(flag)"
        }
    }

    /// A text field. One that a spreadsheet would run as a formula is marked as text; numbers never are, a negative
    /// gap is no formula.
    private static func field(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        let needsQuotes = safe.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        return needsQuotes ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
    }
}
