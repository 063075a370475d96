import Crypto
import Foundation
import KlyftaAlerting

/// A record as a line of `alerts.jsonl`: with the name of the line before it.
struct ChainedRecord: Encodable {
    let record: AlertRecord
    /// The SHA-256 of the line before, without its line end; absent in the first.
    let prev: String?

    private enum CodingKeys: CodingKey { case prev }

    func encode(to encoder: any Encoder) throws {
        try record.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(prev, forKey: .prev)
    }

    /// The name of a line.
    static func name(of line: [UInt8]) -> String {
        "sha256:"
            + SHA256.hash(data: line).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 2 ? digits : "0" + digits
            }.joined()
    }
}
