/// A value that is sent to a server or comes from it.
public enum PostgresValue: Hashable, Sendable {
    /// No value.
    case null
    /// `boolean`.
    case bool(Bool)
    /// `bigint`, and from a server `integer` and `smallint` too.
    case integer(Int64)
    /// `double precision`.
    case real(Double)
    /// `text`, `json` and what else is text. Sent, it has the type that its place in the statement asks for.
    case text(String)
    /// `bytea`.
    case bytes([UInt8])
    /// `double precision[]` of one dimension; NaN stands for an element that is null.
    case reals([Double])
}

/// The numbers of PostgreSQL's types, which are the same in every server.
enum TypeNumber {
    static let unknown: UInt32 = 0
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let float8: UInt32 = 701
    static let float8Array: UInt32 = 1_022
}

extension PostgresValue {
    /// Which type it is sent as.
    var type: UInt32 {
        switch self {
        case .null, .text: TypeNumber.unknown
        case .bool: TypeNumber.bool
        case .integer: TypeNumber.int8
        case .real: TypeNumber.float8
        case .bytes: TypeNumber.bytea
        case .reals: TypeNumber.float8Array
        }
    }

    /// The bytes it is sent as; `nil` for no value. Numbers lie as in a network, the highest byte first.
    var wire: [UInt8]? {
        switch self {
        case .null: nil
        case .bool(let value): [value ? 1 : 0]
        case .integer(let value): value.networkBytes
        case .real(let value): value.bitPattern.networkBytes
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        case .reals(let values): Self.wire(of: values)
        }
    }

    /// An array: dimensions, whether it has nulls, the type of its elements; how many there are, and from which number; then
    /// each with its length.
    private static func wire(of values: [Double]) -> [UInt8] {
        let hasNull = values.contains(where: \.isNaN)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + values.count * 12)
        for number in [1, hasNull ? 1 : 0, Int32(TypeNumber.float8), Int32(values.count), 1] {
            bytes += number.networkBytes
        }
        for value in values {
            bytes += Int32(value.isNaN ? -1 : 8).networkBytes
            if !value.isNaN { bytes += value.bitPattern.networkBytes }
        }
        return bytes
    }

    /// A value as a server sends it.
    init(_ bytes: UnsafeRawBufferPointer, type: UInt32) {
        switch type {
        case TypeNumber.bool: self = .bool(bytes.first == 1)
        case TypeNumber.int8: self = .integer(Int64(network: bytes))
        case TypeNumber.int4: self = .integer(Int64(Int32(network: bytes)))
        case TypeNumber.int2: self = .integer(Int64(Int16(network: bytes)))
        case TypeNumber.float8: self = .real(Double(bitPattern: UInt64(network: bytes)))
        case TypeNumber.bytea: self = .bytes(Array(bytes))
        case TypeNumber.float8Array: self = .reals(Self.reals(bytes))
        default: self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func reals(_ bytes: UnsafeRawBufferPointer) -> [Double] {
        guard bytes.count >= 20 else { return [] }
        let count = Int(Int32(network: .init(rebasing: bytes[12..<16])))
        var (values, place) = ([Double](), 20)
        values.reserveCapacity(count)
        for _ in 0..<count {
            let length = Int32(network: .init(rebasing: bytes[place..<place + 4]))
            place += 4
            guard length == 8 else {
                values.append(.nan)
                continue
            }
            values.append(Double(bitPattern: UInt64(network: .init(rebasing: bytes[place..<place + 8]))))
            place += 8
        }
        return values
    }
}

extension FixedWidthInteger {
    fileprivate var networkBytes: [UInt8] { withUnsafeBytes(of: bigEndian, Array.init) }

    fileprivate init(network bytes: UnsafeRawBufferPointer) {
        self.init(bigEndian: bytes.loadUnaligned(as: Self.self))
    }
}
