import Crypto
import Foundation

/// The digest of rows in an order: two tables with the same one have the same rows.
struct RowDigest: Equatable {
    private var hash = SHA256()
    /// How many rows there were.
    private(set) var count = 0

    /// Takes the next row. Each value has its sort and its length in front, so that no two rows are spelt alike.
    mutating func take(_ row: [SQLValue]) {
        count += 1
        add(UInt64(row.count))
        for value in row {
            switch value {
            case .null: add(0)
            case .bool(let value): add(1, value ? 1 : 0)
            case .integer(let value): add(1, UInt64(bitPattern: value))
            // No database has to keep the sign of a zero.
            case .real(let value): add(2, (value == 0 ? 0 : value).bitPattern)
            case .text(let text): add(3, Data(text.utf8))
            case .blob(let bytes): add(4, bytes)
            case .reals(let values): add(5, Data(values.flatMap { withUnsafeBytes(of: $0, Array.init) }))
            }
        }
    }

    private mutating func add(_ numbers: UInt64...) {
        for number in numbers { withUnsafeBytes(of: number.littleEndian) { hash.update(bufferPointer: $0) } }
    }

    private mutating func add(_ sort: UInt64, _ bytes: Data) {
        add(sort, UInt64(bytes.count))
        hash.update(data: bytes)
    }

    static func == (one: RowDigest, other: RowDigest) -> Bool {
        one.count == other.count && one.hash.finalize() == other.hash.finalize()
    }
}
