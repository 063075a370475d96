import KlyftaModel

/// A table as text with separators (RFC 4180), in UTF-8: CSV as programs read it, or as Excel does in a Nordic country.
package enum SeparatedText: Sendable {
    /// Comma, decimal point.
    case plain
    /// Semicolon, decimal comma, and the mark by which Excel knows UTF-8.
    case excel

    /// The whole text; every line ends in CRLF, and the first one has the names of the columns.
    package func text(of table: DataTable) -> String { head(table.columns) + lines(of: table.rows) }

    /// The line with the names of the columns.
    package func head(_ columns: [Field]) -> String {
        (self == .excel ? "\u{FEFF}" : "") + line(columns.map { field($0.id) })
    }

    /// The lines of some rows, for tables that are never whole in memory.
    package func lines(of rows: [[Cell]]) -> String {
        // Most texts stand in many rows.
        var known: [String: String] = [:]
        func spelt(_ cell: Cell) -> String {
            guard case .text(let text) = cell else { return number(cell) }
            if let field = known[text] { return field }
            let field = field(text)
            known[text] = field
            return field
        }
        return rows.map { line($0.map(spelt)) }.joined()
    }

    private func line(_ fields: [String]) -> String { fields.joined(separator: String(separator)) + "\r\n" }

    private var separator: Character { self == .excel ? ";" : "," }

    private func number(_ cell: Cell) -> String {
        switch cell {
        case .number(let number): self == .excel ? number.digits.replacing(".", with: ",") : number.digits
        case .count(let count): String(count)
        case .text, .nothing: ""
        }
    }

    /// A text as one line, in quotes where it has to be. One that a spreadsheet would take for a formula (CWE-1236) begins
    /// with an apostrophe; numbers never do: a gap below zero is a number.
    private func field(_ text: String) -> String {
        // Longer than any text of ours, and what a cell of Excel holds.
        var line = PlainText.line(text, atMost: 32_000)
        if let first = line.first, "=+-@\t\r".contains(first) { line = "'" + line }
        let isPlain = !line.contains { $0 == separator || $0 == "\"" || $0 == "," || $0 == ";" }
        return isPlain ? line : "\"\(line.replacing("\"", with: "\"\""))\""
    }
}
