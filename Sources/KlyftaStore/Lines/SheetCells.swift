import Foundation
import KlyftaModel

/// How the figures of a sheet lie in its table: packed into bytes, or as the lists of a database that has them.
enum SheetForm {
    case packed, lists
}

/// The columns of a sheet as lists: its values, NaN where there is none; and as bytes what stands in each row, unless every
/// row has a value.
enum SheetLists {
    /// The values of a sheet.
    static func figures(_ values: [Double], states: [UInt8]) -> [Double] {
        zip(values, states).map { $1 == OutcomeState.value ? $0 : .nan }
    }

    /// What stands in the rows of a sheet; `nil` if all have a value.
    static func states(_ states: [UInt8]) -> Data? {
        states.allSatisfy { $0 == OutcomeState.value } ? nil : Data(states)
    }

    /// The columns that lists spell; `nil` if they are not those of so many rows.
    static func columns(_ figures: [Double], _ states: Data?, rows: Int) -> (values: [Double], states: [UInt8])? {
        let states = states.map([UInt8].init) ?? [UInt8](repeating: OutcomeState.value, count: rows)
        guard figures.count == rows, states.count == rows, states.allSatisfy(OutcomeState.isKnown) else { return nil }
        let isRight = zip(figures, states).allSatisfy { $0.isFinite == ($1 == OutcomeState.value) }
        return isRight ? (figures.map { $0.isFinite ? $0 : 0 }, states) : nil
    }
}

/// The columns of a sheet as bytes: its values as binary64, 8 bytes a row, the lowest byte first; then, unless every row
/// has a value, what stands in each row, a byte each (``OutcomeState``).
enum SheetCells {
    /// The bytes of a sheet.
    static func bytes(of values: [Double], states: [UInt8]) -> Data {
        let needsStates = states.contains { $0 != OutcomeState.value }
        var bytes = [UInt8]()
        bytes.reserveCapacity(values.count * (needsStates ? 9 : 8))
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        if needsStates { bytes += states }
        return Data(bytes)
    }

    /// The columns that bytes spell; `nil` if they are not those of so many rows.
    static func columns(of bytes: UnsafeRawBufferPointer, rows: Int) -> (values: [Double], states: [UInt8])? {
        guard bytes.count == rows * 8 || bytes.count == rows * 9 else { return nil }
        let values = (0..<rows).map { row in
            Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: row * 8, as: UInt64.self)))
        }
        let states =
            bytes.count == rows * 8
            ? [UInt8](repeating: OutcomeState.value, count: rows) : [UInt8](bytes[(rows * 8)...])
        guard values.allSatisfy(\.isFinite), states.allSatisfy(OutcomeState.isKnown) else { return nil }
        return (values, states)
    }
}
