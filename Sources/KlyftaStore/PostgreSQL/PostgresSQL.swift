import Foundation
import PostgresKit

/// A session with PostgreSQL as the store sees it.
struct PostgresSQL: SQLSession {
    let session: PostgresSession
    let sheetForm = SheetForm.lists
    let isShared = true

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try session.ask(Self.numbered(sql), arguments.map(\.postgresValue)).changes
    }

    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (Row) throws -> Bool) throws {
        let answer = try session.ask(Self.numbered(sql), arguments.map(\.postgresValue))
        let names = ColumnNames(answer.columns)
        for place in 0..<answer.count {
            guard try body(Row(answer.row(place).map(SQLValue.init), names: names)) else { return }
        }
    }

    /// By a cursor, which lasts as long as the transaction at most.
    func stream(_ sql: String, named name: String, atATime: Int, _ body: (Row) throws -> Void) throws {
        try session.run("DECLARE \(name) NO SCROLL CURSOR FOR \(sql)")
        var isEnd = false
        while !isEnd {
            let answer = try session.ask("FETCH FORWARD \(atATime) FROM \(name)")
            let names = ColumnNames(answer.columns)
            for place in 0..<answer.count { try body(Row(answer.row(place).map(SQLValue.init), names: names)) }
            isEnd = answer.count < atATime
        }
        try session.run("CLOSE \(name)")
    }

    /// There is one schema, brought up to date before anybody reads it.
    func tableExists(_ name: String) throws -> Bool { true }

    /// With PostgreSQL's names for values: `$1` for `?1`, and for the first `?` without a number.
    static func numbered(_ sql: String) -> String {
        var (text, isQuoted, count) = ("", false, 0)
        text.reserveCapacity(sql.utf8.count + 16)
        var rest = sql[...]
        while let character = rest.popFirst() {
            if character == "'" { isQuoted.toggle() }
            guard character == "?", !isQuoted else {
                text.append(character)
                continue
            }
            text.append("$")
            if rest.first.map({ ("0"..."9").contains($0) }) != true {
                count += 1
                text += String(count)
            }
        }
        return text
    }
}

extension SQLValue {
    /// As a server gets it.
    fileprivate var postgresValue: PostgresValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .real(let value): .real(value)
        case .text(let text): .text(text)
        case .blob(let data): .bytes([UInt8](data))
        case .reals(let values): .reals(values)
        }
    }

    /// As a server gives it.
    fileprivate init(_ value: PostgresValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .integer(value)
        case .real(let value): self = .real(value)
        case .text(let text): self = .text(text)
        case .bytes(let bytes): self = .blob(Data(bytes))
        case .reals(let values): self = .reals(values)
        }
    }
}
