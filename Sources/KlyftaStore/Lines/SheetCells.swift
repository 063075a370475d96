import Foundation
import KlyftaModel

/// The columns of a sheet as bytes: its values as binary64, 8 bytes a row, the lowest byte first; then, unless every row
/// has a value, what stands in each row, a byte each (``OutcomeState``).
enum SheetCells {
    /// The bytes of a sheet.
    static func bytes(of sheet: ObservationSheet) -> Data {
        let needsStates = sheet.states.contains { $0 != OutcomeState.value }
        var bytes = [UInt8]()
        bytes.reserveCapacity(sheet.values.count * (needsStates ? 9 : 8))
        for value in sheet.values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        if needsStates { bytes += sheet.states }
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
